"""What reading an input gives: entries, the blocks they came from, and problems."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from biblio.entry import Entry
from biblio.formats.sites.rows import SiteTable
from biblio.problem import Problem


class BlockKind(StrEnum):
    """What a stretch of a source's text is."""

    ENTRY = "entry"
    STRING = "string"
    PREAMBLE = "preamble"
    COMMENT = "comment"  # @comment{…}
    TEXT = "text"  # text between blocks, white space included
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a source's text; the texts of all blocks in order are the whole source.

    Attributes:
        kind: What it is.
        text: Its exact text, line ends as in the file.
        line: The line it begins on, from 1.
        entry: Index into `ReadResult.entries`, for an entry block.
    """

    kind: BlockKind
    text: str
    line: int
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class ReportedMetric:
    """A number that a source states about a profile, kept apart from what is computed.

    Attributes:
        metric: Its name, as in the metrics of a profile (``h_index``, ``papers``,
            ``citations``, ``novelty``, ``ai_score``).
        value: The number; a percentage is the number before the sign (58 % is 58.0).
    """

    metric: str
    value: float


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """What a saved profile page says of its person.

    Attributes:
        name: The person's name as written.
        field: The main field's code as written on the page (``LG``); empty if none.
        metrics: The reported metrics in the order of the page.
    """

    name: str
    field: str
    metrics: tuple[ReportedMetric, ...]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """Everything an input held.

    Attributes:
        format: The format's name (``bibtex``, ``profile-page``).
        encoding: The Python codec name that decoded the bytes, and encodes them back.
        entries: The entries in the order of the input.
        blocks: The stretches of text, in order; empty for formats that are not written back.
        problems: What was wrong or assumed, in the order of the input.
        profile: The person, when the input is a profile page.
        as_of: The day for which reported numbers hold; None when the format has no such day.
        table: What a site's file tells of papers, which become no entries unasked.
        count_days: For each entry the day for which it says its counts hold, or None; empty
            where no entry says one.
    """

    format: str
    encoding: str
    entries: tuple[Entry, ...]
    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()
    profile: ProfilePage | None = None
    as_of: dt.date | None = None
    table: SiteTable | None = None
    count_days: tuple[dt.date | None, ...] = ()
