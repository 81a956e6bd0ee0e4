"""What looks wrong in a list of names: an “and” without a name, too many commas in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

#: Fields that hold names in BibTeX.
NAMES: Final = ("author", "editor")


def wrong_names(texts: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each slip in a list of names: its code, its field, and a sentence.

    Args:
        texts: Lower-case field name to its text.
    """
    for name in NAMES:
        text = texts.get(name, "")
        if not text.strip() or ";" in text:  # divided otherwise, which is told elsewhere
            continue
        people = [part.strip() for part in _AND.split(f" {_without_groups(text)} ")]
        if len(people) > 1 and not all(people):
            yield "name-missing", name, "An “and” has no name before or after it."
        for person in people:
            commas = person.count(",")
            if commas > 2 and "=" not in person:
                message = (
                    f"“{person[:60]}” has {commas} commas; BibTeX knows two at most in a name, and"
                    " “and” between names."
                )
                yield "name-commas", name, message
                break


def _without_groups(text: str) -> str:
    """The text with a dot for each group in braces, so that only commas between parts count."""
    if "{" not in text:
        return text
    pieces: list[str] = []
    depth = 0
    for piece in _BRACE.split(text):
        if piece == "{":
            pieces += "" if depth else "·"
            depth += 1
        elif piece == "}":
            depth = max(0, depth - 1)
        elif not depth:
            pieces.append(piece)
    return "".join(pieces)


_BRACE: Final = re.compile(r"([{}])")
_AND: Final = re.compile(r"(?<=\s)and(?=\s)", re.IGNORECASE)
