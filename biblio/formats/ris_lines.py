"""The lines of a RIS file as records of tags, however the tags are spaced and broken.

By the specification a tag is two characters, two spaces, a hyphen and a space at the beginning
of a line, ``TY`` comes first and ``ER`` last. Files differ in all of that, so a tag that the
tables know may have another spacing, and a record may lack its ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from biblio.formats.ris_fields import KNOWN_TAGS, LIST_TAGS, LONG_TAGS, TYPE_NAMES, TYPES


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag and its text.

    Attributes:
        name: ``TY``, ``AU``, …
        lines: What follows, on this line and on those that have no tag; no line is blank.
        line: The line it is on, from 1.
    """

    name: str
    lines: list[str]
    line: int

    @property
    def text(self) -> str:
        """What follows; only of a long or unknown text the lines stay apart."""
        is_long = self.name in LONG_TAGS or self.name not in KNOWN_TAGS
        return ("\n" if is_long else " ").join(self.lines)


@dataclass(slots=True)
class Record:
    """One reference.

    Attributes:
        line: The line it begins on, from 1.
        tags: Its tags that have a text, ``TY`` included, without ``ER``.
        ended: Whether it has an ``ER``.
        typed: Whether it has a ``TY``.
    """

    line: int
    tags: list[Tag] = field(default_factory=list)
    ended: bool = False
    typed: bool = False


def tag_of(line: str) -> tuple[str, str] | None:
    """The tag of a line and the text after it; None if it has none."""
    match = _STRICT.match(line)
    if match:
        return match[1], _SPACES.sub(" ", match[2]).strip()
    match = _LOOSE.match(line)
    if match is None:
        return None
    name, text = match[1].upper(), match[2].strip()
    # "ER - positive tumours" is a line of an abstract.
    if name not in KNOWN_TAGS or (name == "ER" and text):
        return None
    if name == "TY" and text.upper() not in TYPES and text.lower() not in TYPE_NAMES:
        return None
    return name, text


def records(text: str) -> Iterator[Record | Tag]:
    """The records of a text in order; between them, as a `Tag` without name, stray lines.

    Blank lines, and what databases put before each record to number it, are passed over.
    """
    record: Record | None = None
    is_after_blank = False
    for number, line in _lines(text):
        found = tag_of(line)
        if found is None:
            stripped = _SPACES.sub(" ", line).strip()
            if stripped and not (
                record and _continue(record, stripped, is_after_blank=is_after_blank)
            ):
                if not _HEADING.fullmatch(stripped):
                    yield Tag("", [stripped], number)
            else:
                is_after_blank = not stripped
            continue
        is_after_blank = False
        name, value = found
        if record is not None and name in ("TY", "ER"):
            record.ended = name == "ER"
            yield record
            record = None
        if name != "ER":
            record = record or Record(number, typed=name == "TY")
            record.tags.append(Tag(name, [value] if value else [], number))
    if record is not None:
        yield record


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; one that holds several tags, as a fault of some exports."""
    for number, line in enumerate(_LINE_END.split(text), 1):
        for part in _WITHIN.split(line):
            yield number, part


def _continue(record: Record, text: str, *, is_after_blank: bool) -> bool:
    """Add a line without tag to the last tag; False if it does not belong there."""
    last = record.tags[-1]
    if last.name == "TY":
        return False
    if is_after_blank and (last.name not in LONG_TAGS or _HEADING.fullmatch(text)):
        return False
    if last.name in LIST_TAGS and last.lines:
        record.tags.append(Tag(last.name, [text], last.line))
    else:
        last.lines.append(text)
    return True


_SPACES: Final = re.compile(r"[ \t]+")
_WITHIN: Final = re.compile(r"(?<=\S)[ \t]{3,}(?=[A-Z][A-Z0-9]  - \S)")
_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_STRICT: Final = re.compile(r"([A-Z][A-Z0-9])  -(?!\S)(.*)\Z")
_LOOSE: Final = re.compile(r"[ \t\ufeff]*([A-Za-z][A-Za-z0-9]|PMID)[ \t]{0,4}-(?:[ \t]+|\Z)(.*)\Z")
# "1.", "Record #1 of 2", "% comment", "Provider: …": what databases put around records.
_HEADING: Final = re.compile(r"\d+\.?|Record #?\d+ of \d+|[%#].*|(?:Provider|Content|Database): .*")
