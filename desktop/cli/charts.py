"""The charts as tables: numbers with bars of text, as JSON, or as CSV."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from biblio.sentences import counted
from desktop.cli import table
from desktop.cli.output import DONE, Output

if TYPE_CHECKING:
    import argparse

    from db.person.charts import Chart, ChartName
    from db.person.charts_coauthors import Circle
    from db.reading import LibraryReader

_TITLES: Final = {
    "papers": "Papers by year and type",
    "citations": "Citations by year",
    "distribution": "Citations of each work",
    "venues": "Papers by venue",
    "fields": "Papers by field",
    "positions": "Position among the authors, by year",
    "coauthors": "Co-authors",
}
_LABELS: Final = {
    "papers": "Year",
    "citations": "Year",
    "distribution": "Rank",
    "venues": "Venue",
    "fields": "Field",
    "positions": "Year",
}
_BAR: Final = 30  # columns of the longest one
_FIRST: Final = 20  # rows of a long chart that are shown without being asked for
_WIDEST_LABEL: Final = 48
_NO_DATA: Final = {
    "citations": "n/a: no source gave citations by year; a saved Google Scholar page or OpenAlex"
    " file does.",
    "distribution": "n/a: no work has a count.",
    "positions": "n/a: there is no profile, so nobody to look for among the authors.",
}
Table = tuple[tuple[str, ...], list[tuple[str | int | None, ...]]]


def run_charts(library: LibraryReader, options: argparse.Namespace, output: Output) -> int:
    """Show one chart, or all."""
    from db.person.charts import CHARTS

    profile = _profile(library, options.profile)
    names: Sequence[ChartName | str] = [options.chart] if options.chart else [*CHARTS, "coauthors"]
    circle = library.circle(profile) if "coauthors" in names else None
    charts = [library.chart(name, profile) for name in CHARTS if name in names]
    if output.as_json:
        documents: dict[str, object] = {
            chart.name: chart_document(library, chart) for chart in charts
        }
        if circle is not None:
            documents["coauthors"] = circle_document(circle)
        output.document(documents)
        return DONE
    if options.csv:
        _write_csv(library, charts, circle)
        return DONE
    for place, chart in enumerate(charts):
        if place:
            output.line()
        _show(chart, output, everything=bool(options.chart))
    if circle is not None:
        if charts:
            output.line()
        _show_circle(circle, output, everything=bool(options.chart))
    return DONE


def _profile(library: LibraryReader, name: str | None) -> int | None:
    """The profile that is meant; None for the first.

    Raises:
        UsageError: Nobody has this name.
    """
    if name is None:
        return None
    found = library.find_profile(name)
    if found is None:
        from desktop.wording import UsageError

        raise UsageError(f"The library has no profile of “{name}”; `oeuvre profile` lists them.")
    return found


def _show(chart: Chart, output: Output, *, everything: bool) -> None:
    output.line(_TITLES[chart.name])
    if not chart.series:
        output.line(_NO_DATA.get(chart.name, "n/a: there are no papers."))
        return
    output.line()
    titles, rows = chart_table(chart)
    shown = rows if everything else rows[:_FIRST] if chart.name == "distribution" else rows
    totals = [
        sum(value or 0 for value in (s.values[i] for s in chart.series if s.name != "cumulated"))
        for i in range(len(shown))
    ]
    most = max(totals, default=0) or 1
    cells = [
        (
            table.shortened(str(row[0]) or "(none)", _WIDEST_LABEL),
            *("n/a" if cell is None else f"{cell:,}" for cell in row[1:] if not _is_text(cell)),
            "█" * round(_BAR * total / most),
        )
        for row, total in zip(shown, totals, strict=True)
    ]
    for line in table.table((*titles, ""), cells, right=frozenset(range(1, len(titles)))):
        output.line(line)
    for remark in _remarks(chart, len(rows) - len(shown)):
        output.line(remark)


def _is_text(cell: str | int | None) -> bool:
    return isinstance(cell, str)


def chart_table(chart: Chart) -> Table:
    """The chart's labels and numbers as a table."""
    titles = (_LABELS[chart.name], *(each.name.capitalize() for each in chart.series))
    rows: list[tuple[str | int | None, ...]] = [
        (label, *(each.values[i] for each in chart.series)) for i, label in enumerate(chart.labels)
    ]
    return titles, rows


def _remarks(chart: Chart, left: int) -> list[str]:
    found = []
    if left:
        found.append(f"… and {left:,} more; name the chart to see all.")
    if chart.h is not None:
        found.append(f"h-index: {chart.h}")
    if chart.before:
        found.append(f"{chart.before:,} citations are of the years before, or of no year.")
    number, entries = chart.others
    if number:
        found.append(f"{number:,} more with {counted(entries, 'paper')}.")
    if chart.missing:
        what = {
            "papers": "without year",
            "citations": "without citations by year",
            "distribution": "without a count",
            "venues": "without venue",
            "fields": "without field",
            "positions": "in which the person was not found among the authors",
        }[chart.name]
        found.append(f"{counted(chart.missing, 'paper')} of {chart.total:,} {what}.")
    if chart.sources:
        day = f", {chart.as_of}" if chart.as_of else ""
        found.append(f"From {', '.join(chart.sources)}{day}.")
    return found


def _show_circle(circle: Circle, output: Output, *, everything: bool) -> None:
    output.line(_TITLES["coauthors"])
    if not circle.people:
        output.line("n/a: no co-author is known.")
        return
    output.line()
    shown = circle.people if everything else circle.people[:_FIRST]
    most = circle.people[0].papers
    rows = [
        (
            table.shortened(person.name, _WIDEST_LABEL),
            f"{person.papers:,}",
            _year(person.first),
            _year(person.last),
            "█" * round(_BAR * person.papers / most),
        )
        for person in shown
    ]
    for line in table.table(
        ("Co-author", "Papers", "First", "Last", ""), rows, right=frozenset({1, 2, 3})
    ):
        output.line(line)
    if len(shown) < len(circle.people):
        left = len(circle.people) - len(shown)
        output.line(f"… and {left:,} more; name the chart to see all.")
    if circle.alone:
        output.line(
            f"{counted(circle.alone, 'paper')} of {circle.papers:,} without a known co-author."
        )
    if circle.incomplete:
        output.line(f"{counted(circle.incomplete, 'paper')} whose list of authors is cut short.")


def _year(year: int | None) -> str:
    return "n/a" if year is None else str(year)


def _write_csv(library: LibraryReader, charts: Sequence[Chart], circle: Circle | None) -> None:
    from biblio.spreadsheet import to_csv

    parts = []
    for chart in charts:
        titles, rows = chart_table(chart)
        if chart.ids:
            keys = {row.id: row.key for row in library.rows(chart.ids)}
            titles = (*titles, "Key")
            rows = [(*row, keys.get(i, "")) for row, i in zip(rows, chart.ids, strict=True)]
        parts.append(to_csv(titles, rows))
    if circle is not None:
        parts.append(
            to_csv(
                ("Co-author", "Papers", "First", "Last"),
                [(p.name, p.papers, p.first, p.last) for p in circle.people],
            )
        )
    sys.stdout.write("\n".join(parts))


def chart_document(library: LibraryReader, chart: Chart) -> dict[str, object]:
    """A chart, for ``charts --json``: null for what is not known."""
    document: dict[str, object] = {
        "labels": [label or None for label in chart.labels],
        "series": {each.name: list(each.values) for each in chart.series},
        "total": chart.total,
        "without_data": chart.missing,
        "sources": list(chart.sources),
        "as_of": chart.as_of or None,
    }
    if chart.name in ("venues", "fields"):
        document["others"] = {"number": chart.others[0], "papers": chart.others[1]}
    if chart.name == "citations":
        document["before"] = chart.before
    if chart.name == "distribution":
        keys = {row.id: row.key for row in library.rows(chart.ids)}
        document["h_index"] = chart.h
        document["entries"] = [{"id": each, "key": keys.get(each)} for each in chart.ids]
    return document


def circle_document(circle: Circle) -> dict[str, object]:
    """The co-authors, for ``charts --json``."""
    from db.person.charts_coauthors import query_of

    return {
        "people": [
            {
                "name": person.name,
                "forms": list(person.forms),
                "papers": person.papers,
                "first": person.first,
                "last": person.last,
                "query": query_of(person),
            }
            for person in circle.people
        ],
        "links": [
            {
                "between": [circle.people[one].name, circle.people[other].name],
                "papers": number,
            }
            for one, other, number in circle.links
        ],
        "papers": circle.papers,
        "alone": circle.alone,
        "incomplete": circle.incomplete,
    }
