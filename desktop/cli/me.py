"""The command that shows and changes who a profile's person is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from biblio.sentences import counted
from desktop.cli import table
from desktop.cli.output import DONE, Output
from desktop.cli.profile_changing import change
from desktop.wording import UsageError, sentence

if TYPE_CHECKING:
    import argparse

    from db import Library
    from db.person.profile_rows import Variant
    from db.rows import ProfileSummary

_STATES = {
    "confirmed": "confirmed",
    "refused": "somebody else",
    "likely": "counted, not confirmed",
    "possible": "similar, not counted",
}
_SHOWN = 12


def run_me(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Show who a profile's person is, after what is asked for was done."""
    from db.errors import NameTakenError

    before = library.history(1)
    try:
        profile_id = change(library, options)
    except NameTakenError as error:
        raise UsageError(sentence(error)) from error
    made = _steps_since(library, before[0].id if before else 0)
    for step in reversed(library.history(made) if made else []):
        output.message(f"{step.name}.")
    if options.novelty:
        estimates, stamp = library.estimate_novelty()
        library.keep_novelty(estimates, stamp)
        output.message(f"Novelty was estimated for {counted(len(estimates), 'paper')}.")
    profile = library.profile(profile_id) if profile_id is not None else None
    if profile is None:
        output.message("This library has no profile; make one with “oeuvre me --new NAME”.")
        output.document(None)
        return DONE
    _show(library, profile, output)
    return DONE


def _show(library: Library, profile: ProfileSummary, output: Output) -> None:
    variants, doubts = library.variants(profile.id), library.doubts(profile.id)
    if output.as_json:
        from desktop.cli.profile_documents import person_document

        first = library.profiles()[0][0] == profile.id
        output.document(person_document(profile, variants, doubts, first=first))
        return
    for line in _lines(library, profile, variants):
        output.line(line)
    for title, ids in (
        ("Listed as theirs, but not among the authors", doubts.not_author),
        ("Listed as theirs; the authors are cut short before they come", doubts.hidden),
        ("Theirs by name, but no source lists them", doubts.unlisted),
        ("Refused", doubts.refused),
    ):
        if ids:
            output.line()
            output.line(f"{title}: {len(ids):,}")
            for row in library.rows(ids[:_SHOWN]):
                title_of = table.shortened(row.title or "(no title)", max(20, output.width - 30))
                output.line(f"  {row.key or f'#{row.id}'}  {title_of}")
            if len(ids) > _SHOWN:
                output.line(f"  and {len(ids) - _SHOWN:,} more")


def _steps_since(library: Library, last: int) -> int:
    """How many steps were made after the one of this number; at least 0."""
    return sum(step.id > last for step in library.history(50))


def _lines(library: Library, profile: ProfileSummary, variants: list[Variant]) -> list[str]:
    profiles = library.profiles()
    others = [name for each, name in profiles if each != profile.id]
    facts = [
        ("Name", profile.name + ("  (you)" if profiles[0][0] == profile.id else "")),
        ("ORCID", profile.orcid or "none"),
        ("Fields", ", ".join(filter(None, (profile.field, *profile.fields))) or "none"),
    ]
    for each in profile.affiliations:
        years = f" ({each.first}–{each.last})" if each.first or each.last else ""
        facts.append(("Affiliation", each.name + years))
    if others:
        facts.append(("Other profiles", ", ".join(others)))
    lines = table.listing(facts, 100)
    if variants:
        lines += ["", *table.table(
            ("Form of the name", "Entries", ""),
            [(each.name, f"{each.entries:,}", _STATES[each.state]) for each in variants],
            right=frozenset({1}),
        )]  # fmt: skip
    return lines
