"""A list of names as written: its pieces between one ``and`` and the next."""

from __future__ import annotations

import re
from typing import Final

_AND: Final = re.compile(r"[{}]|\s+and(?=\s)", re.IGNORECASE)


def pieces(value: str) -> list[str]:
    """The names and, at odd places, each ``and`` between them; what is in braces is whole.

    Joined, the pieces are the value. Each name has the space that is around it.
    """
    found: list[str] = []
    depth = start = 0
    for sign in _AND.finditer(value):
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            found += [value[start : sign.start()], sign[0]]
            start = sign.end()
    return [*found, value[start:]]
