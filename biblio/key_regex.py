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
    | (?P<open>\((?:\?(?:[:=!>]|<[=!]|P<\w+>|(?P<odd>))?)?)
    | (?P<close>\))
    | (?P<either>\|)
    | (?P<repeat>(?:[*+]|\{(?P<least>\d*)(?P<range>,(?P<most>\d*))?\})[?+]?)
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
        if element["open"] is not None:
            if element["odd"] is not None:  # (?x) and (?#…) would need another reading
                raise UnsafeRegexError("flags, comments and conditions are not allowed")
            branching.append(False)
        elif element["close"] is not None:
            if len(branching) > 1:
                closed = branching.pop()
                branching[-1] = branching[-1] or closed
        elif element["either"] is not None:
            branching[-1] = True
            pieces += 1
        elif element["repeat"] is not None or element["optional"] is not None:
            if was_closed:
                raise UnsafeRegexError(
                    "a repetition of a group with a repetition or alternatives could take forever"
                )
            branching[-1] = True
            least, most = element["least"], element["most"]
            if element["optional"] is not None:
                pieces += 1
            elif least is not None and element["range"] is None:
                if int(least or 0) > _MOST_COPIES:
                    raise UnsafeRegexError(f"over {_MOST_COPIES} copies of something")
            else:
                repeats += 1
                if most and int(most) > _LONGEST_TEXT:
                    raise UnsafeRegexError(f"over {_LONGEST_TEXT} copies of something")
    if repeats >= len(_MOST_PIECES):
        raise UnsafeRegexError(f"more than {len(_MOST_PIECES) - 1} repetitions could take too long")
    if pieces > _MOST_PIECES[repeats]:
        raise UnsafeRegexError(
            f"more than {_MOST_PIECES[repeats]} optional or alternative pieces beside {repeats} "
            "repetitions could take too long"
        )
