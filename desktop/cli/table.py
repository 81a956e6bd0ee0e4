"""Texts and tables for a terminal: aligned by what characters take there, and harmless."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

# Control characters could move the cursor or name the window; direction overrides could make
# a line read as something else. Imported text is data.
_UNSAFE: Final = "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
_GAP: Final = "  "


def safe(text: str) -> str:
    """The text with characters that steer a terminal replaced; tabs stay."""
    # Most texts are printable and nothing else, which needs no pattern to be made
    return text if text.isprintable() else re.sub(_UNSAFE, "\ufffd", text)


def width_of(text: str) -> int:
    """Columns that a text takes: 2 for wide East Asian characters, 0 for marks."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 2
    return 0 if unicodedata.category(character) in {"Mn", "Me", "Cf"} else 1


def shortened(text: str, width: int) -> str:
    """The text in at most that many columns, with an ellipsis where it was cut."""
    if width_of(text) <= width:
        return text
    if text.isascii():
        return text[: width - 1].rstrip() + "…"
    taken = 0
    for place, character in enumerate(text):
        taken += _width(character)
        if taken > width - 1:
            return text[:place].rstrip() + "…"
    return text


def short_authors(authors: str, width: int) -> str:
    """As many of ``A; B; C`` as fit, and how many more there are; ``…`` when nobody knows."""
    names = [name for name in authors.split("; ") if name]
    if width_of(", ".join(names)) <= width:
        return ", ".join(names)
    open_end = "…" if names[-1] == "…" else ""
    known = names[:-1] if open_end else names
    for count in range(len(known) - 1, 0, -1):
        text = f"{', '.join(known[:count])} +{len(known) - count}{open_end}"
        if width_of(text) <= width:
            return text
    return shortened(names[0], width)


def table(
    titles: Sequence[str], rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()
) -> list[str]:
    """Lines of an aligned table with a line of titles.

    Args:
        titles: One for each column.
        rows: The cells, already as short as they have to be.
        right: Columns that are aligned to the right (numbers).
    """
    cells = [[safe(cell.replace("\t", " ")) for cell in row] for row in (titles, *rows)]
    widths = [max(width_of(row[column]) for row in cells) for column in range(len(titles))]
    lines = [
        _GAP.join(
            _padded(cell, widths[column], right=column in right) for column, cell in enumerate(row)
        )
        for row in cells
    ]
    lines.insert(1, _GAP.join("─" * width for width in widths))
    return [line.rstrip() for line in lines]


def listing(items: Sequence[tuple[str, str]], width: int, *, longest: int = 20) -> list[str]:
    """Lines of names with their texts beside them, wrapped between words.

    Args:
        items: The names and their texts.
        width: Columns that a line may take.
        longest: Columns that a name may take; of names from outside, which may be long.
    """
    names = [shortened(name, longest) for name, _ in items]
    indent = max(map(width_of, names), default=0) + len(_GAP)
    lines: list[str] = []
    for name, (_, text) in zip(names, items, strict=True):
        first, *more = wrapped(text, max(20, width - indent))
        lines.append(f"{_padded(name, indent, right=False)}{first}".rstrip())
        lines += [" " * indent + line for line in more]
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most that many columns; a longer word has a line of its own."""
    lines = [""]
    for word in text.split():
        if lines[-1] and width_of(lines[-1]) + 1 + width_of(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - width_of(text))
    return space + text if right else text + space
