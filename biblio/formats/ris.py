r"""RIS, the format that databases and reference managers exchange.

Values of the entries that are read are LaTeX, as everywhere (see `exchange`): a title with
``&`` has ``\&``. What has no field of its own is kept in a field named after its tag
(``ris-an``), a line for each value, and is written back from there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from biblio.entry import Entry
from biblio.formats import encoding as encodings
from biblio.formats.exchange import Losses, documents
from biblio.formats.result import Block, BlockKind, ReadResult
from biblio.formats.ris_lines import Record, Tag, records, tag_of
from biblio.formats.ris_reading import RecordReader
from biblio.formats.ris_writing import write_record
from biblio.inheritance import Parent
from biblio.private import published
from biblio.problem import Problem, Severity

FORMAT: Final = "ris"
_HEAD: Final = 40  # lines before the first record that a database may use for its own purposes
_STEP: Final = 500  # records between two calls of `progress`


def looks_like(text: str) -> bool:
    """Whether a text is RIS: a record begins near its start, and tags follow.

    PubMed's format, which has tags but no ``TY``, is not, nor is the one of Web of Science.
    """
    lines = [line for line in text[:20_000].splitlines() if line.strip()]
    for index, line in enumerate(lines[:_HEAD]):
        if line.lstrip().startswith("@"):
            return False
        found = tag_of(line)
        if found is None:
            continue
        if found[0] == "TY":
            return bool(found[1]) and (
                index + 1 == len(lines) or tag_of(lines[index + 1]) is not None
            )
        tags = [tag_of(each) for each in lines[index:]]
        return ("ER", "") in tags and tags[1:2] != [None]
    return False


def read(data: bytes, *, progress: Callable[[int, int], None] | None = None) -> ReadResult:
    """All that a RIS file holds; never raises.

    Args:
        data: The bytes.
        progress: Called with the characters read and their total; may raise to cancel.
    """
    decoded = encodings.decode(data)
    text = decoded.text
    problems: list[Problem] = []
    if decoded.note:
        problems.append(Problem("encoding-assumed", Severity.NOTE, decoded.note))
    reader = RecordReader()
    entries: list[Entry] = []
    done = 0
    for found in records(text):
        if isinstance(found, Tag):
            message = f"The line “{_shortened(found.text)}” belongs to no tag: it was passed over."
            problems.append(Problem("stray-text", Severity.WARNING, message, found.line))
            continue
        if progress is not None and len(entries) % _STEP == 0:
            progress(done, len(text))
        done += sum(len(line) + 7 for tag in found.tags for line in tag.lines)
        entry, doubts = reader.read(found)
        problems += _problems(found, len(entries), [*_slips(found), *doubts])
        entries.append(entry)
    if not entries:
        problems = [problem for problem in problems if problem.code != "stray-text"]
        problems.append(Problem("no-entries", Severity.WARNING, "The file holds no RIS record."))
    return ReadResult(
        FORMAT,
        decoded.encoding,
        tuple(entries),
        (Block(BlockKind.TEXT, text, 1),) if text else (),
        tuple(problems),
        as_of=reader.as_of,
        count_days=tuple(reader.export_days),
    )


def write(
    entries: Iterable[Entry],
    *,
    private: Collection[str] = (),
    parent: Parent | None = None,
) -> tuple[str, tuple[Problem, ...]]:
    """The entries as RIS with Unix line ends, and what RIS cannot hold of them.

    Args:
        entries: The entries.
        private: Lower-case names of private fields (`biblio.private`) to write, such as
            ``abstract`` and ``citationcount``.
        parent: Finds the entry that another inherits from.
    """
    losses = Losses("RIS")
    texts = [
        write_record(published(entry, private, own="ris-"), losses)
        for entry in documents(entries, parent)
    ]
    return "\n".join(texts), losses.problems()


_Doubt = tuple[str, Severity, str]


def _slips(record: Record) -> list[_Doubt]:
    """What is wrong with a record's form."""
    found: list[_Doubt] = []
    if not record.typed:
        message = "The record does not begin with a type (TY): it was read as misc."
        found.append(("missing-type", Severity.WARNING, message))
    if not record.ended:
        message = "The record has no end (ER): it was read up to the next one."
        found.append(("missing-end", Severity.WARNING, message))
    return found


def _problems(record: Record, index: int, doubts: Sequence[_Doubt]) -> list[Problem]:
    return [
        Problem(code, severity, message, record.line, index) for code, severity, message in doubts
    ]


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
