r"""Find and replace in the texts of fields, as text or by a regular expression, in bounded time.

An expression is run by the package `regex`, which stops at a time limit and lets other threads
go on meanwhile; Python's own engine does neither. In what replaces a match ``\1`` is what the
first group found, ``\g<name>`` what a named one did, ``\0`` the match; any other backslash is
itself, since the texts are LaTeX (``\emph{\1}``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import regex

#: Characters that a field may come to have; a longer one is a mistake in the expression.
LONGEST: Final = 1_000_000
_LONGEST_PATTERN: Final = 1_000
_MOST_COPIES: Final = 5_000  # that counted repetitions unroll to: each needs memory
_TIME: Final = 0.3  # seconds for one text
_MOST_SLOW: Final = 10  # texts that may take longer until the pattern is given up

Substitute = Callable[[str], str]


class PatternError(ValueError):
    """What is to be found or put in its place cannot be used; the text is a sentence."""


class TooLongError(Exception):
    """A text took too long to look through, or would become too long."""


def substitution(
    find: str, by: str, *, is_regex: bool = False, match_case: bool = False, whole: bool = False
) -> Substitute:
    """A function that gives a text with every match replaced.

    It raises `TooLongError` for a text that takes more than a third of a second, and after
    several such texts `PatternError`.

    Args:
        find: What is looked for.
        by: What comes in its place; for an expression with references to its groups.
        is_regex: Whether `find` is a regular expression.
        match_case: Whether upper and lower case differ.
        whole: Whether only whole words are found.

    Raises:
        PatternError: `find` is empty or no expression, or `by` names a group that is not there.
    """
    if not find:
        raise PatternError("There is nothing to look for.")
    if not is_regex:
        return _plain(find, by, match_case=match_case, whole=whole)
    return _by_regex(find, by, match_case=match_case, whole=whole)


def _plain(find: str, by: str, *, match_case: bool, whole: bool) -> Substitute:
    text = re.escape(find)
    if whole:
        text = rf"(?<!\w){text}(?!\w)"
    pattern = re.compile(text, re.NOFLAG if match_case else re.IGNORECASE)

    def substitute(value: str) -> str:
        # Of another length, counted before it is made
        length = len(value) + len(pattern.findall(value)) * len(by) if len(by) > 1 else 0
        if length > LONGEST:
            raise TooLongError
        return pattern.sub(lambda _: by, value)

    return substitute


def _by_regex(find: str, by: str, *, match_case: bool, whole: bool) -> Substitute:
    import regex

    if len(find) > _LONGEST_PATTERN:
        raise PatternError(f"A pattern may have {_LONGEST_PATTERN:,} characters.")
    if _RECURSION.search(find):
        raise PatternError("A pattern may not call itself or its groups.")
    if _copies(find) > _MOST_COPIES:
        raise PatternError("The counts in the braces of the pattern are too large.")
    text = rf"(?<!\w)(?:{find})(?!\w)" if whole else find
    flags = regex.VERSION0 if match_case else regex.VERSION0 | regex.IGNORECASE
    try:
        pattern = regex.compile(text, flags, cache_pattern=False)
    except (regex.error, OverflowError, RecursionError, MemoryError) as error:
        raise PatternError(f"The pattern cannot be used: {error}.") from error
    pieces = _template(by, pattern)
    slow = 0

    def substitute(value: str) -> str:
        nonlocal slow
        length = 0

        def exchanged(match: regex.Match[str]) -> str:
            nonlocal length
            new = "".join(
                piece if isinstance(piece, str) else (match[piece[0]] or "") for piece in pieces
            )
            length += len(new)
            if length > LONGEST:
                raise TooLongError
            return new

        try:
            return pattern.sub(exchanged, value, timeout=_TIME, concurrent=True)
        except (TimeoutError, MemoryError) as error:
            slow += 1
            if slow > _MOST_SLOW:
                raise PatternError("The pattern takes too long; make it simpler.") from error
            raise TooLongError from error

    return substitute


_COUNT: Final = re.compile(r"\{(\d*)(?:,(\d*))?\}")
_RECURSION: Final = re.compile(r"\(\?(?:R|\d|&|P>)")
_REFERENCE: Final = re.compile(r"\\(\d{1,2}|g<(\w+)>)")


def _copies(find: str) -> int:
    """To how many copies the counted repetitions could unroll if each were in the other."""
    whole = 1
    for found in _COUNT.finditer(find):
        digits = max(found[1] or "0", found[2] or "0", key=int) if len(found[0]) < 20 else "99999"
        whole *= max(1, int(digits))
        if whole > _MOST_COPIES:
            break
    return whole


def _template(by: str, pattern: regex.Pattern[str]) -> list[str | tuple[int | str]]:
    """What comes in place of a match: texts, and groups in a tuple each.

    Raises:
        PatternError: There is no such group.
    """
    pieces: list[str | tuple[int | str]] = []
    place = 0
    for found in _REFERENCE.finditer(by):
        name = found[2] or found[1]
        group: int | str = int(name) if name.isdecimal() else name
        known = group in pattern.groupindex if isinstance(group, str) else group <= pattern.groups
        if not known:
            raise PatternError(f"The pattern has no group “{name}”.")
        pieces += [by[place : found.start()], (group,)]
        place = found.end()
    return [*pieces, by[place:]]
