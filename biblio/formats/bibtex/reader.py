"""The reader: BibTeX text to blocks, entries and problems; nothing of the text is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from biblio.entry import Entry, Field
from biblio.formats.bibtex.cursor import Lookahead
from biblio.formats.bibtex.grammar import LOOSE_FIELD
from biblio.formats.bibtex.known_types import KNOWN_TYPES
from biblio.formats.bibtex.macros import MacroError, Macros
from biblio.formats.bibtex.parents import References
from biblio.formats.bibtex.pieces import LONGEST, Window
from biblio.formats.bibtex.plain import Expression, RawField
from biblio.formats.bibtex.split import RawBlock, split
from biblio.formats.encoding import decode, has_reserved, readable
from biblio.formats.result import Block, BlockKind, ReadResult
from biblio.problem import Problem, Severity

FORMAT = "bibtex"

#: More problems of one block help nobody.
_MOST_PROBLEMS = 20
_LONE_CR = re.compile(r"\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what was read; indexes of entries count from the beginning of the text.

    Attributes:
        entries: The entries of this part.
        blocks: The blocks of this part.
        problems: The problems of this part.
        done: How many characters of the text have been read.
    """

    entries: tuple[Entry, ...]
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    done: int


def read(data: bytes, *, progress: Callable[[int, int], None] | None = None) -> ReadResult:
    """Everything that the bytes of a BibTeX file hold.

    Args:
        data: The bytes.
        progress: Called with the characters read and their total; may raise to cancel.
    """
    decoded = decode(data)
    problems: list[Problem] = []
    if decoded.note:
        problems.append(Problem("encoding-assumed", Severity.NOTE, decoded.note))
    entries: list[Entry] = []
    blocks: list[Block] = []
    for piece in read_pieces(decoded.text):
        entries += piece.entries
        blocks += piece.blocks
        problems += piece.problems
        if progress is not None:
            progress(piece.done, len(decoded.text))
    return ReadResult(FORMAT, decoded.encoding, tuple(entries), tuple(blocks), tuple(problems))


def read_pieces(text: str | Iterable[str]) -> Iterator[Piece]:
    """What a text holds, a part at a time.

    The texts of all blocks, joined, are the text.

    Args:
        text: The text, or its parts in order; no more of them are held than a piece needs.
    """
    window = Window([text] if isinstance(text, str) else text)
    reader = _Reader()
    least = 0
    done = 0
    while not window.final or window.start < len(window.text):
        end = window.cut(least)
        final = window.final and end == len(window.text)
        found = reader.read(window.text[window.start : end], final=final)
        if found is None:
            least = 2 * (end - window.start)  # twice as much the next time keeps it linear
            continue
        entries, blocks, problems, length = found
        window.start += length
        done += length
        least = 0
        yield Piece(entries, blocks, problems, done)
    if wrong := tuple(reader.references.problems(reader.key_lines.keys())):
        yield Piece((), (), wrong, done)


def definitions(text: str) -> dict[str, str]:
    """What the macros stand for at the end of a text, by lower-case name; months included."""
    reader = _Reader()
    reader.read(text, final=True)
    return reader.macros.texts()


_Found = tuple[tuple[Entry, ...], tuple[Block, ...], tuple[Problem, ...], int]


class _Reader:
    """What must be remembered from piece to piece."""

    def __init__(self) -> None:
        self.macros = Macros()
        self.ahead = Lookahead()
        self.line = 1
        self.count = 0
        self.key_lines: dict[str, int] = {}
        self.references = References()

    def read(self, text: str, *, final: bool) -> _Found | None:
        """What a piece holds, and the length of what was read.

        That is less than the piece where blocks may go on behind it; None if all may.
        """
        # Same length, so that places in one are places in the other.
        plain = _LONE_CR.sub("\n", text) if "\r" in text else text
        self.has_cr = "\r" in text
        self.has_strays = has_reserved(text)
        left = self.ahead.left
        raws = split(plain, self.ahead)
        end = len(text)
        if not final and end <= LONGEST:
            whole = len(raws)
            raws, end = _complete(raws, end)
            if len(raws) < whole:
                self.ahead.left = left  # what is read again does not count twice
            if not raws:
                return None
        self.plain_piece = plain
        self.problems: list[Problem] = []
        entries: list[Entry] = []
        blocks: list[Block] = []
        first = self.count
        for raw in raws:
            self.left = _MOST_PROBLEMS
            index = None
            if raw.kind is BlockKind.ENTRY:
                index = self.count
                self.count += 1
                entries.append(self._entry(raw, index))
            elif raw.kind is BlockKind.TEXT:
                self._note_at(raw)
            else:
                self._issues(raw, None)
                if raw.kind is BlockKind.STRING:
                    self._define(raw)
            blocks.append(Block(raw.kind, text[raw.start : raw.end], self.line, index))
            self.line += plain.count("\n", raw.start, raw.end)
        self.references.note(
            plain,
            ((entries[b.entry - first], b.line) for b in blocks if b.entry is not None),
            first,
        )
        return tuple(entries), tuple(blocks), tuple(self.problems), end

    def _note_at(self, raw: RawBlock) -> None:
        at = self.plain_piece.find("@", raw.start, raw.end)
        if at >= 0:
            line = self.line + self.plain_piece.count("\n", raw.start, at)
            message = (
                "The @ here begins no entry, and the text was kept as it is; BibTeX would complain."
            )
            self._report("stray-at", Severity.NOTE, message, line, None)
        if self.plain_piece.find("=", raw.start, raw.end) < 0:
            return
        lines = self.plain_piece[raw.start : raw.end].split("\n")
        for number, text in enumerate(lines, self.line):
            if "=" in text and LOOSE_FIELD.search(text.partition("%")[0]):
                message = "Fields stand outside any entry here; they were kept as text."
                self._report("loose-fields", Severity.WARNING, message, number, None)
                break

    def _entry(self, raw: RawBlock, index: int) -> Entry:
        if raw.issues:
            self._issues(raw, index)
        key = self._clean(raw.key) if self.has_strays else raw.key
        self._check_key(key, index)
        kind = raw.type.lower()
        if kind not in KNOWN_TYPES:
            message = f"The entry type {raw.type} is unknown to BibTeX and biblatex."
            self._report("unknown-type", Severity.NOTE, message, self.line, index)
        fields = [
            Field(name, value)
            if isinstance(value, str)
            else Field(name, *self._expand(raw, (name, value, place), value, index))
            for name, value, place in raw.fields
        ]
        if len({name.lower() for name, _, _ in raw.fields}) < len(fields):
            self._report_twins(raw, index)
        if self.has_cr or self.has_strays:
            fields = [
                Field(self._clean(field.name), self._clean(field.value), field.expression)
                for field in fields
            ]
        return Entry(kind, key, tuple(fields))

    def _report_twins(self, raw: RawBlock, index: int) -> None:
        seen: set[str] = set()
        for field in raw.fields:
            name = field[0].lower()
            if name in seen:
                message = f"The field {field[0]} occurs twice; BibTeX takes the first."
                line = self._line_of(raw, field)
                self._report("duplicate-field", Severity.WARNING, message, line, index, name)
            seen.add(name)

    def _check_key(self, key: str, index: int) -> None:
        if not key:
            return  # said already
        first = self.key_lines.setdefault(key.lower(), self.line)
        if first != self.line:
            message = f"The key {key} occurs again; it is that of the entry on line {first} too."
            self._report("duplicate-key", Severity.WARNING, message, self.line, index)

    def _expand(
        self, raw: RawBlock, field: RawField, expression: Expression, index: int
    ) -> tuple[str, str]:
        source = self._clean(expression.source)
        try:
            return self.macros.expand(expression.operands), source
        except MacroError as error:
            self._report_macro(error, raw, field, index)
            return error.value, source

    def _report_macro(
        self, error: MacroError, raw: RawBlock, field: RawField, index: int | None
    ) -> None:
        line = self._line_of(raw, field)
        name = None if index is None else field[0].lower()
        self._report(error.code, Severity.WARNING, error.message, line, index, name)

    def _define(self, raw: RawBlock) -> None:
        for field in raw.fields:
            name, value, _ = field
            if isinstance(value, str):
                self.macros.define(name, self._clean(value))
                continue
            try:
                self.macros.assign(name, [(m, self._clean(text)) for m, text in value.operands])
            except MacroError as error:
                self._report_macro(error, raw, field, None)

    def _clean(self, text: str) -> str:
        if self.has_cr:
            text = text.replace("\r\n", "\n")
        return readable(text) if self.has_strays else text

    def _issues(self, raw: RawBlock, index: int | None) -> None:
        for issue in raw.issues:
            line = self.line + self.plain_piece.count("\n", raw.start, issue.offset)
            self._report(issue.code, issue.severity, self._clean(issue.message), line, index)

    def _line_of(self, raw: RawBlock, field: RawField) -> int:
        if self.left <= 0:
            return self.line  # not reported any more, and counting takes time
        if raw.offsets:
            return self.line + self.plain_piece.count("\n", raw.start, field[2])
        return self.line + field[2]

    def _report(
        self, code: str, severity: Severity, message: str, line: int, entry: int | None,
        field: str | None = None,
    ) -> None:  # fmt: skip
        self.left -= 1
        if self.left >= 0:
            self.problems.append(Problem(code, severity, message, line, entry, field))


def _complete(raws: list[RawBlock], length: int) -> tuple[list[RawBlock], int]:
    """The blocks up to the first that the cut may have cut, and where they end."""
    kept = next((i for i, raw in enumerate(raws) if raw.cut_short), len(raws))
    if kept and raws[kept - 1].kind is BlockKind.TEXT:
        kept -= 1  # text may go on too
    return raws[:kept], raws[kept].start if kept < len(raws) else length
