"""Preparing: what the library stores of an entry, worked out without the library.

Nothing here knows of the library, so that another process can do it while this one writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from biblio.entry import Entry, Field
from biblio.formats.result import Block, ReadResult
from biblio.problem import Problem
from biblio.query.texts import index_texts
from biblio.summary import Summary, summarise

BATCH = 500  # entries that are stored together


class Prepared(NamedTuple):
    """An entry and what is derived from it, in plain tuples, which another process sends fast.

    Attributes:
        fields: Name, value and expression of each.
        row: What the list shows and sorts, in the order of `Summary`.
        texts: The words by which it is found, in the order of `IndexTexts`; None where whoever
            stores it is to work them out.
    """

    type: str
    key: str
    fields: tuple[tuple[str, str, str | None], ...]
    row: tuple[str | int | None, ...]
    texts: tuple[str, ...] | None

    @property
    def summary(self) -> Summary:
        """What the list shows and sorts."""
        return Summary._make(self.row)

    def entry(self) -> Entry:
        """The entry itself."""
        return Entry(self.type, self.key, tuple(Field(*field) for field in self.fields))


#: Line, kind, text and entry of a block; entries count from the beginning of the input.
BlockRow = tuple[int, str, str, int | None]


class Batch(NamedTuple):
    """A part of an input; entries count from its beginning in blocks and problems."""

    entries: list[Prepared]
    blocks: list[BlockRow]
    problems: list[Problem]


def prepare(entry: Entry, *, with_texts: bool = True) -> Prepared:
    """An entry as it is stored."""
    fields = tuple([(field.name, field.value, field.expression) for field in entry.fields])
    texts = tuple(index_texts(entry)) if with_texts else None
    return Prepared(entry.type, entry.key, fields, tuple(summarise(entry)), texts)


def batches_of(result: ReadResult) -> Iterator[Batch]:
    """The batches of an input that was read as a whole; the last has the blocks and problems."""
    for start in range(0, len(result.entries), BATCH):
        yield Batch([prepare(entry) for entry in result.entries[start : start + BATCH]], [], [])
    yield Batch([], [_row(block) for block in result.blocks], list(result.problems))


def bibtex_batches(
    text: Iterable[str], *, with_texts: Callable[[], bool] = lambda: True
) -> Iterator[Batch]:
    """The batches of BibTeX whose text comes in parts.

    Args:
        text: The parts.
        with_texts: Asked now and then; False leaves the texts to whoever stores the entries.
    """
    from biblio.formats.bibtex.reader import read_pieces

    batch = Batch([], [], [])
    for piece in read_pieces(text):
        wanted = with_texts()
        batch.entries.extend([prepare(entry, with_texts=wanted) for entry in piece.entries])
        batch.blocks.extend(map(_row, piece.blocks))
        batch.problems.extend(piece.problems)
        if len(batch.entries) >= BATCH:
            yield batch
            batch = Batch([], [], [])
    yield batch


def _row(block: Block) -> BlockRow:
    return block.line, block.kind.value, block.text, block.entry
