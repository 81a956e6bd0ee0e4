"""Reaching into JSON that may hold anything: what is not of the kind asked for is not there."""

from __future__ import annotations

import json
import re
from typing import Any, Final

JsonObject = dict[str, Any]


class NoJsonError(ValueError):
    """A text that is not JSON that can be read.

    Attributes:
        line: Where reading ended, from 1.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def parse(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        NoJsonError: It is none, is nested too deeply, or holds a number too long to be one.
    """
    try:
        return json.loads(text.lstrip("\ufeff"))
    except RecursionError as error:
        raise NoJsonError(1) from error
    except ValueError as error:
        raise NoJsonError(getattr(error, "lineno", 1)) from error


def dig(value: Any, *path: str | int) -> Any:
    """The value at a path of names and places, or None."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and len(value) > step:
            value = value[step]
        else:
            return None
    return value


def text_at(value: Any, *path: str | int) -> str:
    """The text or number at a path as text, without what cannot be stored; else empty."""
    found = dig(value, *path)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return _UNSTORABLE.sub("\ufffd", str(found)[:_LONGEST])


def number_at(value: Any, *path: str | int) -> int | None:
    """The number at a path, if it can be one of citations or a year."""
    found = dig(value, *path)
    if isinstance(found, bool) or not isinstance(found, int):
        return None
    return found if 0 <= found < _MOST else None


def objects_at(value: Any, *path: str | int) -> list[JsonObject]:
    """The objects in the list at a path."""
    found = dig(value, *path)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


_LONGEST: Final = 100_000
_MOST: Final = 1_000_000_000
_UNSTORABLE: Final = re.compile("[\ud800-\udfff\x00]")
