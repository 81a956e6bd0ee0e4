"""Exporting a selection as BibTeX: own text where an entry has it, and all that it needs."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from biblio.entry import Entry, Field
from biblio.formats import csl, ris
from biblio.formats.bibtex import layout
from biblio.formats.bibtex.leftover import characters_left
from biblio.formats.bibtex.options import WriteOptions
from biblio.formats.bibtex.reader import definitions
from biblio.formats.bibtex.scan import scan
from biblio.formats.bibtex.selection import Item, alone, write_selection
from biblio.formats.bibtex.spans import Scan
from biblio.formats.encoding import has_reserved
from biblio.formats.result import BlockKind
from biblio.problem import Problem, Severity
from db import entries
from db.citing.heritage import ids_of_parent, parents_in
from db.citing.keys import former_keys
from db.connection import chunks
from db.publication.works_export import Standing, VersionChoice, chosen_versions

ExportFormat = Literal["as-imported", "bibtex", "biblatex", "ris", "csl-json"]
_EXCHANGE = {"ris": ris, "csl-json": csl}
FORMATS: tuple[ExportFormat, ...] = ("as-imported", "bibtex", "biblatex", "ris", "csl-json")


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What an export looks like.

    Attributes:
        format: ``as-imported`` writes an entry of a .bib as its own text; ``bibtex`` and
            ``biblatex`` write all entries normalised, in the types and fields of that dialect;
            ``ris`` and ``csl-json`` are those formats.
        style: How normalised entries look; its dialect follows from the format. Of the formats
            that are not BibTeX only its private fields count.
        versions: Which versions of one work are written: ``all``; ``published``, the one that
            stands for it; ``eprint``, the same with the number of its preprint.
    """

    format: ExportFormat = "as-imported"
    style: WriteOptions = field(default_factory=WriteOptions)
    versions: VersionChoice = "all"


@dataclass(frozen=True, slots=True)
class ExportResult:
    """An export.

    Attributes:
        text: The text of the file, with Unix line ends.
        entries: How many entries were asked for and are in it (parents come on top).
        problems: What the file cannot hold or a tool will complain about.
    """

    text: str
    entries: int
    problems: tuple[Problem, ...]


def export(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    options: ExportOptions,
    folded: Collection[int] = (),
) -> ExportResult:
    """The entries, in the order given, with the parents and macros that they need.

    Args:
        connection: The library's.
        ids: The entries.
        options: The form.
        folded: Those of them that stand for all versions of their work.
    """
    ids, standing = chosen_versions(connection, ids, options.versions, folded)
    if options.format in _EXCHANGE:
        return _exchanged(connection, ids, options, standing)
    own_text = options.format == "as-imported"
    dialect: Literal["bibtex", "biblatex"] = (
        "biblatex" if options.format == "biblatex" else "bibtex"
    )
    source = _Items(connection, standing, own_text=own_text, aliases=dialect == "biblatex")
    items = source.of(ids)
    missing: list[str] = []

    def parent(key: str) -> Item | None:
        found = ids_of_parent(connection, key)
        if not found:
            missing.append(key)
            return None
        return source.of(found[:1])[0]

    text = write_selection(
        items,
        replace(options.style, dialect=dialect),
        parent=parent,
        preambles=source.preambles(),
    )
    problems = _problems(items, missing, source.mended)
    if not own_text and options.style.escape == "latex":
        problems += characters_left(text)
    return ExportResult(text, len(items), tuple(problems))


def _exchanged(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    options: ExportOptions,
    standing: Mapping[int, Standing],
) -> ExportResult:
    """The entries in a format of other programs."""
    found = entries.read_many(connection, ids)
    for entry_id, told in standing.items():
        found[entry_id] = found[entry_id].with_fields(dict(told.fields))
    chosen = [found[entry_id] for entry_id in ids if entry_id in found]

    write = _EXCHANGE[options.format].write
    text, problems = write(chosen, private=options.style.private, parent=parents_in(connection))
    return ExportResult(text, len(chosen), tuple(problems))


def text_of(connection: sqlite3.Connection, entry_id: int) -> str:
    """One entry as BibTeX: its own text where it came from a .bib, else written in full.

    Raises:
        NoSuchEntryError: There is none with this id.
    """
    from biblio.private import PRIVATE_FIELDS

    entry = entries.read(connection, entry_id)
    block = _blocks(connection, [entry_id]).get(entry_id)
    if block is not None:
        return block[0]
    item = Item(entry, plain=True)
    return write_selection([item], WriteOptions(private=PRIVATE_FIELDS))


class _Items:
    """Makes items of entries; remembers the macros of each source."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        standing: Mapping[int, Standing],
        *,
        own_text: bool,
        aliases: bool = False,
    ) -> None:
        self._connection = connection
        self._standing = standing
        self._aliases = aliases  # whether former keys are told, by which documents may cite
        self._own_text = own_text
        self._macros: dict[int, Mapping[str, str]] = {}
        self.mended: list[Entry] = []  # those whose own text would harm what follows it

    def of(self, ids: Sequence[int]) -> list[Item]:
        found = entries.read_many(self._connection, ids)
        if self._aliases:
            for entry_id, former in former_keys(self._connection, ids).items():
                found[entry_id] = _with_aliases(found[entry_id], former)
        blocks = _blocks(self._connection, ids)
        for entry_id in self._standing.keys() & found.keys():
            told = self._standing[entry_id]
            found[entry_id] = found[entry_id].with_fields(dict(told.fields))
            if self._aliases:
                found[entry_id] = _with_aliases(found[entry_id], told.keys)
            if told.fields and entry_id in blocks:
                text, source_id = blocks[entry_id]
                if (scanned := _sound(text)) is not None:
                    patched = layout.patch(text, told.fields, scanned=scanned)
                    blocks[entry_id] = (patched, source_id)
        return [
            self._item(found[entry_id], blocks.get(entry_id))
            for entry_id in ids
            if entry_id in found
        ]

    def preambles(self) -> Iterator[str]:
        """The ``@preamble`` blocks of all sources so far: entries may use their commands."""
        for source_id, macros in self._macros.items():
            for text in self._texts(source_id, BlockKind.PREAMBLE):
                yield alone(text, macros)

    def _item(self, entry: Entry, block: tuple[str, int] | None) -> Item:
        if block is None:
            return Item(entry, plain=True)
        text, source_id = block
        own = _own_text(text, entry) if self._own_text else None
        if self._own_text and own is None:
            self.mended.append(entry)
        return Item(entry, own, self._macros_of(source_id))

    def _macros_of(self, source_id: int) -> Mapping[str, str]:
        if source_id not in self._macros:
            texts = self._texts(source_id, BlockKind.STRING)
            self._macros[source_id] = definitions("\n".join(texts))
        return self._macros[source_id]

    def _texts(self, source_id: int, kind: str) -> list[str]:
        rows = self._connection.execute(
            "SELECT text FROM blocks WHERE source = ? AND kind = ? ORDER BY line, id",
            (source_id, kind),
        )
        return [text for (text,) in rows]


def _with_aliases(entry: Entry, former: Sequence[str]) -> Entry:
    """The entry with its former keys in ``ids`` (biblatex manual 3.20, § 2.2.3)."""
    known = [key.strip() for key in entry.get("ids").split(",") if key.strip()]
    keys = dict.fromkeys([*known, *(key for key in former if key != entry.key)])
    return entry.with_fields({"ids": Field("ids", ",".join(keys))}) if keys else entry


def _blocks(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[str, int]]:
    """The newest own text of each entry that has one, and its source."""
    found: dict[int, tuple[str, int]] = {}
    for chunk in chunks(ids):
        marks = ", ".join("?" * len(chunk))
        for entry_id, text, source_id in connection.execute(
            f"SELECT entry, text, source FROM blocks WHERE entry IN ({marks}) AND kind = ?"
            " ORDER BY id",
            (*chunk, BlockKind.ENTRY),
        ):
            found[entry_id] = (text, source_id)
    return found


def _sound(text: str) -> Scan | None:
    """Where the parts of an entry's own text are; None where it is broken.

    It is whole where it ends where the entry does, and is read as it stands.
    """
    found = scan(text)
    if found is None or not found.closed:
        return None
    broken = {
        "value-not-closed", "wrong-delimiter", "too-broken", "extra-brace", "braced-key",
    }  # fmt: skip
    return found if broken.isdisjoint(issue.code for issue in found.issues) else None


def _own_text(text: str, entry: Entry) -> str | None:
    """An entry's own text; None where it is broken.

    Where it says otherwise than the library, which kept an edit or the key when the text came, it
    says what the library does; it is not given what it does not tell.
    """
    found = _sound(text)
    if found is None:
        return None
    key = text[slice(*found.key)].strip()
    if key == entry.key and _says_it(text, found, entry):
        return text
    known = {each.name.lower(): each for each in reversed(entry.fields)}
    changes: dict[str, Field | None] = {}
    for span in reversed(found.fields):  # of two fields of one name the first counts
        name = text[slice(*span.name)].lower()
        here = known.get(name)
        if here is not None and here.expression is None and len(span.parts) == 1:
            changes.pop(name, None)
            if _differ(span.parts[0].text(text), here.value):
                changes[name] = here
    if not changes and key == entry.key:
        return text
    new_key = None if key == entry.key else entry.key
    try:
        return layout.patch(text, changes, key=new_key, scanned=found)
    except layout.PatchError:
        return None


def _says_it(text: str, found: Scan, entry: Entry) -> bool:
    """Whether a text says what the library does, field by field, as nearly all do."""
    return len(found.fields) == len(entry.fields) and all(
        here.expression is not None
        or (len(span.parts) == 1 and span.parts[0].text(text) == here.value)
        for span, here in zip(found.fields, entry.fields, strict=True)
    )


def _differ(told: str, known: str) -> bool:
    """Whether two values do, apart from white space and bytes that nobody can read."""
    return told.split() != known.split() and not has_reserved(told)


def _problems(
    items: Sequence[Item], missing: Sequence[str], mended: Sequence[Entry]
) -> list[Problem]:
    found = [
        Problem(
            "missing-parent",
            Severity.WARNING,
            f"No entry has the key {key}, from which an exported entry inherits.",
        )
        for key in dict.fromkeys(missing)
    ]
    found += [
        Problem(
            "mended",
            Severity.WARNING,
            f"The entry {entry.key or 'without key'} is broken in its file (a brace or quote does"
            " not close); it was written anew, so that what follows can be read.",
        )
        for entry in mended
    ]
    keys = Counter(item.entry.key for item in items)
    for key, number in keys.items():
        if not key:
            what = "1 entry has" if number == 1 else f"{number} entries have"
            found.append(
                Problem("missing-key", Severity.WARNING, f"{what} no citation key to cite it by.")
            )
        elif number > 1:
            found.append(
                Problem(
                    "duplicate-key",
                    Severity.WARNING,
                    f"The key {key} stands for {number} entries; BibTeX takes the first.",
                )
            )
    return found
