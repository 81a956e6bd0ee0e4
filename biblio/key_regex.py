"""Regular expressions from a user's key pattern, such as cannot take forever.

Python's engine backtracks: ``(a+)+b`` needs exponential time. Here repetition may not be
nested or be of alternatives, at most two repetitions are allowed and, besides them, a few
optional pieces and alternatives, and they see at most 300 characters. With n characters, r
repetitions and p pieces the engine needs in the order of n ** (r + 1) * 2 ** p / r! steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_LONGEST_REGEX: Final = 200
_LONGEST_TEXT: Final = 300
_MOST_PIECES: Final = (12, 6, 2)  # optional or alternative, by the number of repetitions


class UnsafeRegexError(ValueError):
    """A regular expression that is wrong or could take too long; says which."""


def compile_substitution(find: str, replace: str) -> Callable[[str], str]:
    r"""A function that replaces every match of `find`; groups are ``$1`` or ``\1``.

    Raises:
        UnsafeRegexError: If one of them is invalid or could take too long.
    """
    find = find.replace('\\"', '"')
    if len(find) > _LONGEST_REGEX:
        raise UnsafeRegexError(f"the regular expression is over {_LONGEST_REGEX} characters")
    _check_time(find)
    template = re.sub(r"\$(\d)", r"\\g<\1>", replace.replace('\\"', '"'))
    try:
        expression = re.compile(find)
        expression.sub(template, "")  # reads the template
    except (re.error, IndexError, OverflowError, RecursionError) as error:
        raise UnsafeRegexError(f"the regular expression is invalid: {error}") from error

    def substitute(text: str) -> str:
        return expression.sub(template, text[:_LONGEST_TEXT])

    return substitute


_ELEMENT: Final = re.compile(
    r"""
      \\. | \[\^?\]?(?:[^\]\\]|\\.)*\]        # an escape, a class of characters
    | (?P<open>\((?:\?(?:[:=!>]|<[=!]|P<\w+>))?(?!\?))
    | (?P<odd>\(\?)
    | (?P<close>\))
    | (?P<either>\|)
    | \{(?P<copies>\d+)\}[?+]?
    | (?:[*+]|\{\d*,(?P<most>\d*)\})[?+]?(?P<repeat>)
    | (?P<optional>\?[?+]?)
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_MOST_COPIES: Final = 30


def _check_time(find: str) -> None:
    """Refuse what could need more than polynomial time of low degree."""
    branching = [False]  # for each open group: whether it has repetition or alternatives
    closed = False  # whether the element before is a group that has
    repeats = pieces = 0
    for element in _ELEMENT.finditer(find):
        was_closed, closed = closed, False
        kind = element.lastgroup
        if kind == "odd":  # (?x) and (?#…) would need another reading
            raise UnsafeRegexError("flags, comments and conditions are not allowed")
        if kind == "open":
            branching.append(False)
        elif kind == "close" and len(branching) > 1:
            closed = branching.pop()
            branching[-1] = branching[-1] or closed
        elif kind in ("either", "optional", "repeat", "copies"):
            branching[-1] = True
            if was_closed and kind != "either":
                raise UnsafeRegexError(
                    "a repetition of a group with a repetition or alternatives could take forever"
                )
            pieces += kind in ("either", "optional")
            repeats += kind == "repeat"
            _check_count(element["most"] or element["copies"] or "", kind)
    if repeats >= len(_MOST_PIECES):
        raise UnsafeRegexError(f"more than {len(_MOST_PIECES) - 1} repetitions could take too long")
    if pieces > _MOST_PIECES[repeats]:
        raise UnsafeRegexError(
            f"more than {_MOST_PIECES[repeats]} optional or alternative pieces beside {repeats} "
            "repetitions could take too long"
        )


def _check_count(count: str, kind: str) -> None:
    most = _MOST_COPIES if kind == "copies" else _LONGEST_TEXT
    if count and (len(count) > 4 or int(count) > most):
        raise UnsafeRegexError(f"over {most} copies of something")
