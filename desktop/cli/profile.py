"""The command that shows a profile: its numbers, and the ranked list behind the h-index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from biblio.sentences import all_of, counted
from desktop.cli import table
from desktop.cli.output import DONE, PARTLY, Output

if TYPE_CHECKING:
    import argparse

    from db.person.profile_rows import Basis, WhatIf
    from db.reading import LibraryReader
    from db.rows import Metric, ProfileSummary, Row

_NEXT_SHOWN = 6
_LONGEST_LABEL = 40  # no metric has a longer name


def run_profile(library: LibraryReader, options: argparse.Namespace, output: Output) -> int:
    """Show a profile and its numbers."""
    profile_id = profile_named(library, " ".join(options.name))
    profile = library.profile(profile_id) if profile_id is not None else None
    if profile is not None and (options.h_index or options.search):
        return _ranked(library, profile, options, output)
    if output.as_json:
        from desktop.cli.profile_documents import profile_document

        output.document(profile_document(profile))
        return DONE
    if profile is None:
        output.message(
            "This library has no profile yet; import a profile page, or make one with"
            " “oeuvre me --new NAME”."
        )
        return DONE
    for line in profile_lines(profile, everything=options.all):
        output.line(line)
    state = library.novelty_state()
    if state.texts and not state.made:
        output.line("Own novelty estimate: not made yet; “oeuvre me --novelty” makes it.")
    return DONE


def profile_named(library: LibraryReader, name: str) -> int | None:
    """The profile of a person, the first one for an empty name; None where there is none at all.

    Raises:
        UsageError: Nobody of that name has one.
    """
    profiles = library.profiles()
    if not name:
        return profiles[0][0] if profiles else None
    found = library.find_profile(name)
    if found is None:
        from desktop.wording import UsageError

        known = ", ".join(f"“{each}”" for _, each in profiles) or "there is none yet"
        raise UsageError(f"There is no profile of “{name}”; the library has: {known}.")
    return found


def profile_lines(profile: ProfileSummary, *, everything: bool = False) -> list[str]:
    """The profile as text: the person, what was counted, a table of the numbers, notes."""
    papers = counted(profile.papers, "paper")
    works = "" if profile.works == profile.papers else f"{profile.works:,} works"
    facts = filter(None, (profile.field, papers, works, profile.orcid))
    lines = [profile.name, " · ".join(facts), basis_sentence(profile.basis), ""]
    shown = [
        metric
        for metric in profile.metrics
        if everything or metric.size or metric.computed is not None or metric.reported is not None
    ]
    lines += table.table(
        ("Number", "Computed", "Reported", "As of", "Source", "Without data"),
        [
            (
                metric.label,
                number(metric, metric.computed),
                number(metric, metric.reported),
                metric.as_of,
                metric.source,
                f"{metric.without_data:,}" if metric.without_data else "",
            )
            for metric in shown
        ],
        right=frozenset({1, 2, 5}),
    )
    notes = [f"{metric.label}: {metric.note}" for metric in profile.metrics if metric.note]
    if profile.undecided:
        notes.append(
            f"{profile.undecided} forms of the name are not confirmed; “oeuvre me” lists them."
        )
    return [*lines, "", *notes] if notes else lines


def basis_sentence(basis: Basis) -> str:
    """What the computed numbers rest on."""
    if not basis.counted:
        return (
            "No paper has a citation count, so nothing of citations is computed; import a file of"
            " a site that counts, or enter counts by hand."
        )
    by = all_of(basis.sources)
    which = f"counts by {by}" if basis.chosen else f"the newest count of each paper, by {by}"
    days = basis.first if basis.first == basis.last else f"{basis.first} to {basis.last}"
    text = f"Computed from {which}, {days}"
    if basis.uncounted:
        none = counted(basis.uncounted, "paper has none and is", "papers have none and are")
        text += f"; {none} left out"
    if basis.merged:
        text += f"; versions of one work count once, by their {basis.versions}"
    return f"{text}."


def number(metric: Metric, value: float | None) -> str:
    """A metric's value as it is shown; n/a where there is none."""
    if value is None:
        return "n/a"
    decimals = 0 if round(value, 2) == round(value) else 1 if abs(value) >= 10 else 2
    text = f"{value:,.{decimals}f}"
    return f"{text} {metric.unit}" if metric.unit else text


def _ranked(
    library: LibraryReader, profile: ProfileSummary, options: argparse.Namespace, output: Output
) -> int:
    what = library.what_if(profile.id, options.search or "")
    if what is None:  # it went meanwhile
        return PARTLY
    rows = {row.id: row for row in library.rows([each.work for each in what.ranked])}
    if output.as_json:
        from desktop.cli.profile_documents import what_if_document

        output.document(what_if_document(what, rows))
        return DONE
    for line in ranked_lines(what, rows, output.width, everything=options.h_index):
        output.line(line)
    return DONE


def ranked_lines(
    what: WhatIf, rows: dict[int, Row], width: int, *, everything: bool = True
) -> list[str]:
    """The ranked list with its line, and what the next step needs; the other numbers below."""
    if what.h is None:
        works = "the 1 work" if len(what.uncounted) == 1 else f"{len(what.uncounted):,} works"
        none = f"none of {works} has a citation count" if what.uncounted else "there are no works"
        return [f"h-index n/a: {none}."]
    all_h = f" (of all papers: {what.whole})" if what.outside and what.whole is not None else ""
    lines = [f"h-index {what.h}{all_h}. {next_sentence(what, rows)}".rstrip()]
    if what.uncounted:
        works = counted(len(what.uncounted), "work has", "works have")
        lines.append(f"{works} no citation count and no rank: h may be higher.")
    lines.append("")
    if everything:
        shown = []
        for each in what.ranked:
            row = rows[each.work]
            title = table.shortened(row.title or "(no title)", max(20, width - 42))
            mark = "h" if each.core else ""
            key = table.shortened(row.key or f"#{row.id}", 22)
            shown.append((str(each.rank), f"{each.count:,}", mark, key, title))
        made = table.table(
            ("Rank", "Citations", "", "Key", "Title"), shown, right=frozenset({0, 1})
        )
        core = 2 + sum(each.core for each in what.ranked)
        made.insert(core, f"{'─' * 8} h = {what.h} {'─' * 8}")
        lines += [*made, ""]
    from biblio.metrics import metric_info

    values = [
        (metric_info(name).label, "n/a" if each.value is None else f"{each.value:,.4g}")
        for name, each in what.metrics.items()
    ]
    return [*lines, *table.listing(values, width, longest=_LONGEST_LABEL)]


def next_sentence(what: WhatIf, rows: dict[int, Row]) -> str:
    """What the next h-index needs at the least."""
    step = what.step
    parts = [
        f"+{lacks} on “{table.shortened(rows[i].title or '(no title)', 40)}”"
        for i, lacks in step.more[:_NEXT_SHOWN]
    ]
    if len(step.more) > _NEXT_SHOWN:
        parts.append(f"and more on {len(step.more) - _NEXT_SHOWN} others")
    if step.new:
        works = "another work" if step.new == 1 else f"{step.new} more works"
        parts.append(f"{works} with {step.h} citations")
    return f"{step.h} needs {', '.join(parts)}." if parts else ""
