"""Spans: where the parts of one block are in a text, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from biblio.problem import Severity

#: First character, and the one behind the last.
Span = tuple[int, int]


class PartKind(Enum):
    """What a part of a value expression is."""

    BRACES = "{…}"
    QUOTES = '"…"'
    WORD = "number or macro"
    OPEN = "delimited text that is not closed"
    RAW = "text without delimiters"


@dataclass(frozen=True, slots=True)
class Part:
    """One operand of ``#`` in a value, with its delimiters."""

    kind: PartKind
    start: int
    end: int

    def text(self, source: str) -> str:
        """The part without its delimiters."""
        if self.kind in (PartKind.BRACES, PartKind.QUOTES):
            return source[self.start + 1 : self.end - 1]
        if self.kind is PartKind.OPEN:
            return source[self.start + 1 : self.end]
        return source[self.start : self.end]


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """Where one field is.

    Attributes:
        name: The name.
        equals: The place of ``=``.
        value: The whole expression, delimiters included; empty if there is none.
        parts: The operands of ``#``.
        comma: The place of the comma that follows, or None.
    """

    name: Span
    equals: int
    value: Span
    parts: tuple[Part, ...]
    comma: int | None


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that BibTeX would not accept, and what was made of it."""

    code: str
    severity: Severity
    offset: int
    message: str


@dataclass(frozen=True, slots=True)
class Scan:
    """Where everything of one block is; all numbers are offsets in the scanned text.

    Attributes:
        start: The place of ``@``.
        end: Just behind the block.
        type: The type as written.
        opener: The place of the opening delimiter.
        key: The citation key; empty if there is none.
        key_comma: The comma behind the key, or None.
        fields: The fields in order.
        closed: Whether the closing delimiter was found (at ``end - 1``).
        issues: What BibTeX would not accept.
        cut_short: Whether text behind the limit might have been read as a part of it.
    """

    start: int
    end: int
    type: Span
    opener: int
    key: Span
    key_comma: int | None
    fields: tuple[FieldSpan, ...]
    closed: bool
    issues: tuple[Issue, ...]
    cut_short: bool
