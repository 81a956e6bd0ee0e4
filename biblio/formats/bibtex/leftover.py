"""What stays outside ASCII in a text that was to be ASCII, and in which entries."""

from __future__ import annotations

import re
from typing import Final

from biblio.problem import Problem, Severity

#: More characters than this are a script, of which nobody wants the list.
_MOST: Final = 20
_HEAD_OR_LEFT: Final = re.compile(r"^@\w+\{([^,\n]*),|[^\x00-\x7f]", re.MULTILINE)


def characters_left(text: str) -> tuple[Problem, ...]:
    """One problem for each character of a .bib text that is not ASCII, with its entries.

    Args:
        text: Normalised BibTeX.
    """
    found: dict[str, dict[str, None]] = {}
    key = "a definition"
    for match in _HEAD_OR_LEFT.finditer(text):
        if match[1] is not None:
            key = match[1] or "an entry without key"
            left = [char for char in match[1] if not char.isascii()]
        else:
            left = [match[0]]
        for char in left:
            found.setdefault(char, {})[key] = None
    problems = [_problem(char, list(keys)) for char, keys in list(found.items())[:_MOST]]
    if len(found) > _MOST:
        keys = {key for each in list(found.values())[_MOST:] for key in each}
        message = (
            f"{len(found) - _MOST} more characters stay as they are, not ASCII, in"
            f" {len(keys)} entr{'y' if len(keys) == 1 else 'ies'}."
        )
        problems.append(Problem("not-ascii", Severity.WARNING, message))
    return tuple(problems)


def _problem(char: str, keys: list[str]) -> Problem:
    more = f" and {len(keys) - 1} more" if len(keys) > 1 else ""
    message = f"“{char}” (U+{ord(char):04X}) stays as it is, not ASCII: {keys[0]}{more}."
    return Problem("not-ascii", Severity.WARNING, message)
