"""Regular expressions from users, kept from running for ever.

Python's engine backtracks: a repeated group that itself repeats takes exponential time, and
k unbounded repetitions in a row a power of the text's length. So the first are refused, the
second kept few, and the text is cut to a length at which the worst case is a
fraction of a second.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf
from typing import Final

from biblio.folding import fold

MAX_LENGTH: Final = 200
_MAX_OPTIONAL: Final = 10
# Characters looked at, by the number of open repetitions (cost: length ** (number + 1)).
_LOOKED_AT: Final = (20_000, 4_000, 500, 160)

_QUANTIFIER: Final = re.compile(r"[*+?]|\{(\d*)(,?)(\d*)\}")
_TOKEN: Final = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[^)]*?[:=!>]|\(\?\w+\)|.", re.DOTALL
)
_REFUSED_ESCAPE: Final = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")


def refusal(pattern: str) -> str:
    """Why a pattern is not run, as the end of a sentence; empty when it is."""
    if len(pattern) > MAX_LENGTH:
        return f"a pattern may have {MAX_LENGTH} characters"
    if _REFUSED_ESCAPE.search(pattern):
        return "a pattern may not refer back to its groups"
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return "the pattern is not complete"
    many, optional, nested = _repetitions(pattern)
    reasons = {
        "a repeated group may not hold repetitions or alternatives": nested,
        f"a pattern may have {len(_LOOKED_AT) - 1} open repetitions": many >= len(_LOOKED_AT),
        f"a pattern may have {_MAX_OPTIONAL} optional parts": optional > _MAX_OPTIONAL,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> tuple[re.Pattern[str], int]:
    return re.compile(pattern, re.IGNORECASE), _LOOKED_AT[_repetitions(pattern)[0]]


def found(pattern: str, text: str) -> bool:
    """Whether a pattern without `refusal` is found in a readable text, or in its folded form."""
    compiled, length = _compiled(pattern)
    text = " ".join(text.split())
    if compiled.search(text[:length]):
        return True
    return not text.isascii() and compiled.search(fold(text)[:length]) is not None


def _repetitions(pattern: str) -> tuple[int, int, bool]:
    """How many repetitions are open, how many optional, and whether any are nested."""
    many = optional = 0
    nested = False
    groups = [False]  # for each open group: does it hold repetitions or alternatives
    closed: bool | None = None  # of the group that ended just before, what `groups` said
    place = 0
    while place < len(pattern):
        quantifier = _QUANTIFIER.match(pattern, place)
        if quantifier and place and _is_quantifier(quantifier):
            place = quantifier.end()
            if pattern[place : place + 1] in {"?", "+"}:  # lazy, possessive
                place += 1
            least, most = _counts(quantifier)
            nested = nested or (bool(closed) and most > 1)
            if most - least > 1:
                many += 1
            elif most != least:
                optional += 1
            groups[-1] = groups[-1] or most != least
            closed = None
            continue
        token = _TOKEN.match(pattern, place)
        assert token is not None
        text = token[0]
        place = token.end()
        closed = None
        if text == "|":
            groups[-1] = True
        elif text.startswith("(") and not text.endswith(")"):
            groups.append(False)
        elif text == ")" and len(groups) > 1:
            closed = groups.pop()
            groups[-1] = groups[-1] or closed
    return many, optional, nested


def _is_quantifier(found: re.Match[str]) -> bool:
    return found[0] in {"*", "+", "?"} or bool(found[1] or found[3])


def _counts(found: re.Match[str]) -> tuple[float, float]:
    """How often the quantifier repeats, at least and at most."""
    match found[0]:
        case "?":
            return 0, 1
        case "*":
            return 0, inf
        case "+":
            return 1, inf
        case _:
            least = int(found[1] or 0)
            most = int(found[3]) if found[3] else inf
            return least, most if found[2] else least
