"""The splitter: one piece of text to its blocks, plain ones first, then by bibtexparser.

Plain entries (`plain`) are read as they come. From the first block that is not plain on,
bibtexparser's splitter finds the blocks of the piece, unless it holds more signs than it can
hold blocks. One that reads by BibTeX's own grammar is taken as it is; any other, and any text in
which it saw no block, goes to the tolerant scanner (`scan`), and reading goes on with the next
block behind what the scanner took.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bibtexparser import model
from bibtexparser.splitter import Splitter

from biblio.formats.bibtex.cursor import Lookahead
from biblio.formats.bibtex.grammar import BEGIN, GOES_ON, START, match_braces
from biblio.formats.bibtex.plain import Expression, RawField, plain_entry
from biblio.formats.bibtex.scan import scan, scan_balanced
from biblio.formats.bibtex.spans import FieldSpan, Issue, PartKind, Scan
from biblio.formats.bibtex.values import (
    NO_ENTRIES,
    delimited,
    is_lawful_key,
    is_lawful_name,
    operands,
)
from biblio.formats.result import BlockKind
from biblio.problem import Severity

# Its warnings about blocks that it cannot read would go to standard error, once a block;
# all of them come back as issues.
logging.getLogger(Splitter.__module__).setLevel(logging.CRITICAL)

#: More signs in one piece are no bibliography, and the splitter would hold a kilobyte for each.
_MOST_SIGNS = 10_000
_COMMENT_SIGN = re.compile(r"(?<!\\)%")
_FREE = {"comment": BlockKind.COMMENT, "preamble": BlockKind.PREAMBLE}


@dataclass(slots=True)
class RawBlock:
    """A stretch of a piece and what stands in it, nothing expanded yet.

    Attributes:
        kind: What it is.
        start: Its first character in the piece.
        end: Just behind its last.
        type: The entry type as written.
        key: The citation key.
        fields: The fields in order.
        offsets: Whether a field's place is an offset in the piece; else it is the number of its
            line in the block, from 0.
        issues: What is wrong with it.
        cut_short: Whether text behind the piece might be a part of it.
    """

    kind: BlockKind
    start: int
    end: int
    type: str = ""
    key: str = ""
    fields: Sequence[RawField] = ()
    offsets: bool = False
    issues: tuple[Issue, ...] = ()
    cut_short: bool = False


def split(piece: str, ahead: Lookahead) -> list[RawBlock]:
    """All blocks of a piece, in order, without gaps."""
    return _Splitting(piece, ahead).run()


class _Splitting:
    def __init__(self, piece: str, ahead: Lookahead) -> None:
        self.piece = piece
        self.ahead = ahead
        ahead.forget_places()
        self.blocks: list[RawBlock] = []
        self.pos = 0  # everything before it is in blocks
        self.searched = 0  # no block begins between pos and here
        self.line = (0, 0, False)  # up to where a line was searched for %, and whether it has one

    def run(self) -> list[RawBlock]:
        piece = self.piece
        if not self._take_plain():
            if piece.count("@", self.pos) <= _MOST_SIGNS:
                self._take_split()
                self._take_gap(len(piece))
            else:
                self._take_gap(len(piece), START)  # nor are those without a type blocks
        if self.pos < len(piece):
            self._add(RawBlock(BlockKind.TEXT, self.pos, len(piece)))
        return self.blocks

    def _take_plain(self) -> bool:
        """The blocks before the first that is not plain; whether that is all of them."""
        piece = self.piece
        while (start := piece.find("@", self.pos)) >= 0:
            line = max(piece.rfind("\n", self.pos, start) + 1, self.pos)
            if line < start and not piece[line:start].isspace():
                return False  # behind a %, or in prose
            found = plain_entry(piece, start)
            if found is not None:
                end, kind, key, fields = found
                self._add(RawBlock(BlockKind.ENTRY, start, end, kind, key, fields, offsets=True))
                continue
            head = START.match(piece, start)
            if head is None or head[1].lower() not in NO_ENTRIES or not self._scan(start):
                return False
        return True

    def _take_split(self) -> None:
        piece = self.piece
        place = self.pos
        for block in Splitter(piece[place:]).split().blocks:
            if isinstance(block, model.ImplicitComment):
                continue
            raw = block.raw or ""
            start = piece.find("@", place)
            if not piece.startswith(raw, start):
                start = piece.find(raw, place)
            # Where it gave one up, its raw text holds the beginning of the next.
            place = start + (1 if type(block) is model.ParsingFailedBlock else len(raw))
            if start < self.pos:
                continue  # the scanner took it with an earlier one
            gap = piece[self.pos : start]
            if gap and not gap.isspace():
                self._take_gap(start)
                if start < self.pos or self._is_commented(start):
                    continue
            self._take(block, start)

    def _take_gap(self, end: int, begin: re.Pattern[str] = BEGIN) -> None:
        """Blocks that the splitter did not see in the text before ``end``."""
        piece = self.piece
        place = max(self.pos, self.searched)
        self.searched = max(place, end)
        while (place := piece.find("@", place, end)) >= 0:
            match = begin.match(piece, place)
            if match is None:
                place += 1
            elif self._is_commented(place) or not self._scan(place):
                place = match.end()
            else:
                place = self.pos

    def _is_commented(self, start: int) -> bool:
        """Whether a % stands before it on its line: biber and most readers skip such text."""
        begin, searched, found = self.line
        line = max(self.piece.rfind("\n", searched, start) + 1, self.pos)
        if line > begin:
            begin, searched, found = line, line, False
        found = found or _COMMENT_SIGN.search(self.piece, searched, start) is not None
        self.line = (begin, start, found)
        return found

    def _take(self, block: model.Block, start: int) -> None:
        if isinstance(block, model.DuplicateBlockKeyBlock | model.DuplicateFieldKeyBlock):
            block = block.ignore_error_block or block
        if (
            isinstance(block, model.Entry)
            and block.fields
            and (fields := _lawful_fields(block)) is not None
            and GOES_ON.match(self.piece, start + len(block.raw or "")) is None
        ):
            end = start + len(block.raw or "")
            self._add(RawBlock(BlockKind.ENTRY, start, end, block.entry_type, block.key, fields))
        else:
            self._scan(start)

    def _take_unreadable(self, start: int, opener: int) -> None:
        """Something like ``@{…}``; an open one ends at the next thing that begins like a block."""
        piece = self.piece
        following = BEGIN.search(piece, start + 1)
        bound = following.start() if following else len(piece)
        closed = match_braces(piece, opener, bound, piece[opener])
        end = bound if closed is None else closed
        issues = (Issue("unreadable", Severity.ERROR, start, "The block has no type."),)
        cut_short = closed is None and following is None
        self._add(RawBlock(BlockKind.UNREADABLE, start, end, issues=issues, cut_short=cut_short))

    def _scan(self, start: int) -> bool:
        """Add the block that begins there; False if what is there is prose."""
        head = START.match(self.piece, start)
        if head is None:
            begin = BEGIN.match(self.piece, start)
            assert begin is not None
            self._take_unreadable(start, begin.end() - 1)
            return True
        kind = head[1].lower()
        if kind in _FREE:
            end, closed = scan_balanced(self.piece, start, len(self.piece), self.ahead)
            issues: tuple[Issue, ...] = ()
            if not closed:
                message = f"The closing brace of @{head[1]} is missing."
                issues = (Issue("block-not-closed", Severity.WARNING, start, message),)
            elif kind == "preamble" and operands(self.piece[head.end() : end - 1]) is None:
                message = "BibTeX cannot read this @preamble: a quote, brace or # is missing."
                issues = (Issue("unreadable-preamble", Severity.WARNING, start, message),)
            self._add(RawBlock(_FREE[kind], start, end, issues=issues, cut_short=not closed))
            return True
        found = scan(self.piece, start, ahead=self.ahead, keyed=kind != "string")
        assert found is not None
        if not found.fields and self._is_prose(start):
            return False
        self._add(self._from_scan(found, BlockKind.STRING if kind == "string" else BlockKind.ENTRY))
        return True

    def _is_prose(self, start: int) -> bool:
        """Whether ``@word (…`` without fields stands as in ``me@home (evenings)``."""
        before, after = self.piece[max(start - 1, self.pos) : start], self.piece[start + 1]
        return before.isalnum() or after.isspace()

    def _from_scan(self, found: Scan, kind: BlockKind) -> RawBlock:
        piece = self.piece
        issues = found.issues
        key = piece[slice(*found.key)]
        if not found.fields and not key:
            kind = BlockKind.UNREADABLE
            if not any(issue.severity is Severity.ERROR for issue in issues):
                message = "Nothing in the block could be read."
                issues = (Issue("unreadable", Severity.ERROR, found.start, message),)
        return RawBlock(
            kind,
            found.start,
            found.end,
            piece[slice(*found.type)],
            key,
            [_raw_field(piece, field) for field in found.fields],
            offsets=True,
            issues=issues,
            cut_short=found.cut_short,
        )

    def _add(self, block: RawBlock) -> None:
        if block.start > self.pos:
            self.blocks.append(RawBlock(BlockKind.TEXT, self.pos, block.start))
        self.blocks.append(block)
        self.pos = block.end


def _lawful_fields(entry: model.Entry) -> list[RawField] | None:
    """The fields, if what the splitter found is an entry by BibTeX's grammar too."""
    if not entry.entry_type or not is_lawful_key(entry.key):
        return None
    if "\\\n" in (entry.raw or ""):
        return None  # the splitter does not count such a line
    first_line = entry.start_line or 0
    fields: list[RawField] = []
    for field in entry.fields:
        name, source = field.key, field.value
        # Most values, without the cost of a call: this is the innermost loop of an import.
        if source[:1] == "{" and source[-1:] == "}" and "{" not in (inner := source[1:-1]):
            value: str | Expression | None = inner if "}" not in inner else None
        else:
            value = _lawful_value(source)
        if value is None or not is_lawful_name(name):
            return None
        fields.append((name, value, field.start_line - first_line))
    return fields


def _lawful_value(source: str) -> str | Expression | None:
    if source.isdecimal() and source.isascii():
        return source
    text = delimited(source)
    if text is not None:
        return text
    found = operands(source)
    return None if found is None else _value(source, found)


def _raw_field(piece: str, field: FieldSpan) -> RawField:
    found = [
        (part.kind is PartKind.WORD and not part.text(piece)[:1].isdecimal(), part.text(piece))
        for part in field.parts
    ]
    value = _value(piece[slice(*field.value)], found) if found else ""
    return piece[slice(*field.name)], value, field.name[0]


def _value(source: str, found: list[tuple[bool, str]]) -> str | Expression:
    return found[0][1] if len(found) == 1 and not found[0][0] else Expression(source, found)
