"""Possible duplicates, and versions of one work: listing, merging, joining and parting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from biblio.sentences import counted
from desktop.cli import table
from desktop.cli.output import DONE, Output

if TYPE_CHECKING:
    import argparse

    from db.library import Library
    from db.publication.works_finding import Proposal
    from db.reading import LibraryReader

_KINDS: Final = {
    "duplicates": "Possible duplicates",
    "versions": "Possible versions of one work",
}
_REASONS: Final = {
    "doi": "same DOI",
    "arxiv": "same arXiv number",
    "title": "same title, about the same year, a common author",
    "doi-alone": "same DOI, but different titles",
    "arxiv-alone": "same arXiv number, but different titles",
    "other-venue": "same title, about the same year, but another venue",
    "similar-title": "similar title",
}


def run_duplicates(library: LibraryReader, options: argparse.Namespace, output: Output) -> int:
    """List what may be one paper; with ``--merge`` make the sure duplicates one entry each."""
    from biblio.works import Relation

    merged = 0
    if options.merge:
        merged = _merge(library, output)
    found = library.proposals()
    if output.as_json:
        document: dict[str, object] = {
            kind.value: [
                _document(library, proposal) for proposal in found if proposal.kind is kind
            ]
            for kind in Relation
        }
        output.document({**document, "merged": merged})
        return DONE
    if not found and not merged:
        output.message("No duplicates and no versions were found.")
    for kind in Relation:
        groups = [proposal for proposal in found if proposal.kind is kind]
        if groups:
            _show(library, kind.value, groups, output)
    return DONE


def _merge(library: LibraryReader, output: Output) -> int:
    from biblio.works import Relation
    from db.library import Library

    assert isinstance(library, Library)
    sure = [each for each in library.proposals(Relation.DUPLICATES) if each.is_sure]
    if sure:
        library.merge_groups([each.entry_ids for each in sure])
        output.message(
            f"Merged {counted(len(sure), 'group')} of duplicates; the other entries are in the"
            " trash, their keys find the one that stays. `oeuvre undo` takes it back."
        )
    else:
        output.message("No duplicates are sure enough to be merged unseen.")
    return len(sure)


def _show(library: LibraryReader, kind: str, groups: Sequence[Proposal], output: Output) -> None:
    output.line(f"{_KINDS[kind]}: {len(groups):,}")
    for group in groups:
        output.line()
        output.line(reasons_text(group))
        rows = library.rows(group.entry_ids)
        described = library.described(group.entry_ids)
        for line in table.table(
            ("Key", "Year", "Stage", "Title"),
            [
                (
                    row.key or f"#{row.id}",
                    "" if row.year is None else str(row.year),
                    described[row.id].stage.value,
                    table.shortened(row.title or "(no title)", max(20, output.width - 60)),
                )
                for row in rows
            ],
        ):
            output.line(line)
    output.line()


def reasons_text(group: Proposal) -> str:
    """By what a group was found, as a phrase."""
    names = [_REASONS[name] for name in _REASONS if name in {r.value for r in group.reasons}]
    text = "; ".join(names)
    return f"{text[0].upper()}{text[1:]}"


def _document(library: LibraryReader, group: Proposal) -> dict[str, object]:
    described = library.described(group.entry_ids)
    return {
        "sure": group.is_sure,
        "reasons": sorted(reason.value for reason in group.reasons),
        "entries": [
            {
                "id": row.id,
                "key": row.key,
                "type": row.type,
                "title": row.title,
                "year": row.year,
                "venue": row.venue or None,
                "stage": described[row.id].stage.value,
            }
            for row in library.rows(group.entry_ids)
        ],
    }


def run_join(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Make entries versions of one work."""
    from desktop.cli.keys import one_id
    from desktop.wording import UsageError

    ids = list(dict.fromkeys(one_id(library, key) for key in options.keys))
    if len(ids) < 2:
        raise UsageError("Name two entries or more to be joined.")
    library.join_versions(ids)
    versions = library.versions_of_work(ids[0])
    names = [version.key or f"#{version.id}" for version in versions]
    output.message(f"{', '.join(names)} are versions of one work; {names[0]} stands for it.")
    return DONE


def run_part(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Make entries works of their own again."""
    from desktop.cli.keys import one_id

    notice = library.part_versions([one_id(library, key) for key in options.keys])
    if notice.step is None:
        output.message("None of them was joined with another entry.")
    return DONE
