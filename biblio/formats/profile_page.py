"""Reading a researcher's profile page that was saved, or pasted from the clipboard, as text."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

from biblio.entry import Entry, Field
from biblio.formats.profile_authors import read_authors
from biblio.formats.profile_checks import header_problems, subject_problems
from biblio.formats.profile_header import Header, count_known_metrics, read_header
from biblio.formats.profile_lines import page_lines, unplaced
from biblio.formats.profile_papers import MONTHS, Head, Paper, split_papers
from biblio.formats.result import Block, BlockKind, ProfilePage, ReadResult
from biblio.names import parse_names, same_person
from biblio.problem import Problem, Severity
from biblio.subjects import subject_of

FORMAT = "profile-page"
_SHAPE_LENGTH = 100_000


def looks_like(text: str) -> bool:
    """Whether a text has the shape of a profile page.

    Reported numbers above at least one paper, the papers alone if there are three (a part
    of a page was copied), or numbers alone if they include the h-index and ``0 papers``.
    """
    lines = page_lines(text[:_SHAPE_LENGTH])
    before, papers, _ = split_papers(lines)
    titled = sum(1 for paper in papers if paper.title)
    metrics = count_known_metrics(before)
    if titled:
        return metrics >= 1 or titled >= 3
    header = read_header(before, ())
    values = {each.metric.metric: each.metric.value for each in header.reported}
    return metrics >= 3 and "h_index" in values and values.get("papers") == 0


def read(text: str, *, encoding: str, as_of: dt.date) -> ReadResult:
    """Read a profile page.

    Args:
        text: The page's text.
        encoding: The Python codec name that decoded it; handed on.
        as_of: The day for which the page's numbers hold. A date without a year is taken
            to be the newest one not after this day.

    Returns:
        The papers as entries of type ``misc`` without keys, and the person. There is no
        person (None) when the text holds neither a name nor a number.
    """
    before, papers, footer = split_papers(page_lines(text))
    authors = [read_authors(paper.authors) for paper in papers]
    header = read_header(before, {name for each in authors for name in each.names})
    entries = []
    problems = [*unplaced(header.rest), *header_problems(header, len(papers))]
    for index, paper in enumerate(papers):
        entry, found = _read_entry(paper, index, as_of)
        entries.append(entry)
        problems += found
    if header.name:
        entries = [_with_hidden(entry, header.name) for entry in entries]
    problems += [*subject_problems(papers), *unplaced(footer)]
    problems.sort(key=lambda problem: problem.line or 0)
    return ReadResult(
        FORMAT,
        encoding,
        tuple(entries),
        (Block(BlockKind.TEXT, text, 1),),
        tuple(problems),
        profile=_profile(header),
        as_of=as_of,
    )


def _profile(header: Header) -> ProfilePage | None:
    if not header.name and not header.reported:
        return None
    first = {each.metric.metric: each.metric for each in reversed(header.reported)}
    order = dict.fromkeys(each.metric.metric for each in header.reported)
    return ProfilePage(header.name, header.field, tuple(first[metric] for metric in order))


def _with_hidden(entry: Entry, person: str) -> Entry:
    """The entry with the page's person noted in it, where “et al.” hides them.

    The page lists it as theirs, so they are an author and are to be found as one; only their
    place among the authors is unknown.
    """
    names = parse_names(entry.get("author"))
    me = parse_names(person).people
    if not names.others or not me or any(same_person(me[0], name) for name in names.people):
        return entry
    return replace(entry, fields=(*entry.fields, Field("hiddenauthor", person)))


def _read_entry(paper: Paper, index: int, as_of: dt.date) -> tuple[Entry, list[Problem]]:
    head = paper.head
    authors = read_authors(paper.authors)
    subject = subject_of(head.code) if head.code else None
    date, problems = _date_of(head, index, as_of)
    assumed = [
        name
        for name, is_assumed in (
            ("date", date.assumed),
            ("subject", subject is not None and subject.assumed),
        )
        if is_assumed
    ]
    month = MONTHS[date.month - 1] if date.month else ""
    values = {
        "author": authors.field,
        "title": paper.title,
        "year": f"{date.year:04}" if date.year is not None else "",
        "month": month,
        "day": str(date.day or ""),
        "primaryclass": subject.category if subject else "",
        "subject": head.code,
        "badge": ", ".join(head.badges),
        "affiliation": authors.affiliation,
        "assumed": ", ".join(assumed),
        "abstract": paper.abstract,
    }
    for name, what in (("title", "title"), ("author", "authors")):
        if not values[name]:
            problems.append(
                Problem(
                    f"{name}-missing",
                    Severity.WARNING,
                    f"No {what} found for the paper of {head.date}.",
                    head.line,
                    index,
                    name,
                )
            )
    fields = (
        Field(name, value, value if name == "month" else None)
        for name, value in values.items()
        if value
    )
    return Entry("misc", "", tuple(fields)), problems


@dataclass(frozen=True, slots=True)
class _Date:
    year: int | None = None
    month: int | None = None
    day: int | None = None
    assumed: bool = False


def _date_of(head: Head, index: int, as_of: dt.date) -> tuple[_Date, list[Problem]]:
    """The date of a head line; a year is assumed where there is none."""
    if head.day is None:
        return _Date(head.year, head.month), []
    days = range(as_of.year, max(as_of.year - 9, 0), -1) if head.year is None else (head.year,)
    possible = (year for year in days if _is_day(year, head.month, head.day))
    if head.year is None:
        today = (as_of.month, as_of.day)
        possible = (y for y in possible if y < as_of.year or (head.month, head.day) <= today)
    year = next(possible, None)
    if year is None:
        kept = f"only the year {head.year} was kept" if head.year else "the paper has no date"
        message = f"There is no day “{head.date}”: {kept}."
        problem = _date_problem("date-impossible", Severity.WARNING, message, head, index)
        return _Date(head.year), [problem]
    date = _Date(year, head.month, head.day, assumed=head.year is None)
    when = f"{year:04}-{head.month:02}-{head.day:02}"
    if date.assumed:
        message = (
            f"The date “{head.date}” has no year: {when} was assumed, "
            f"the newest such day not after {as_of.isoformat()}."
        )
        return date, [_date_problem("date-assumed", Severity.NOTE, message, head, index)]
    # A day ahead is no mistake: the page's clock may be in another time zone.
    if (dt.date(year, head.month, head.day) - as_of).days > 1:
        message = f"The date {when} is after {as_of.isoformat()}, the day of the page."
        return date, [_date_problem("date-in-future", Severity.WARNING, message, head, index)]
    return date, []


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and 1 <= day <= calendar.monthrange(year, month)[1]


def _date_problem(code: str, severity: Severity, message: str, head: Head, index: int) -> Problem:
    return Problem(code, severity, message, head.line, index, "year")
