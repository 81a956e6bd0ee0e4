"""What can be doubted on a profile page: impossible numbers, codes of several meanings."""

from __future__ import annotations

from collections.abc import Sequence

from biblio.formats.profile_header import Header, Reported
from biblio.formats.profile_papers import Head, Paper
from biblio.problem import Problem, Severity
from biblio.subjects import Subject, subject_of


def header_problems(header: Header, listed: int) -> list[Problem]:
    """What is wrong or doubtful in the reported numbers.

    Args:
        header: The header.
        listed: How many papers the page lists.
    """
    problems = []
    first: dict[str, Reported] = {}
    for each in header.reported:
        name, value = each.metric.metric, each.metric.value
        earlier = first.setdefault(name, each)
        if earlier.metric.value != value:
            problems.append(
                Problem(
                    "metric-conflict",
                    Severity.WARNING,
                    f"The page states “{each.written}” here, but “{earlier.written}” for the "
                    f"same metric in line {earlier.line}: the first was kept.",
                    each.line,
                    field=name,
                )
            )
        elif earlier is each and each.rounded:
            problems.append(
                Problem(
                    "metric-rounded",
                    Severity.NOTE,
                    f"The page states this number only in short: “{each.written}” was read "
                    f"as {value:,.0f}.",
                    each.line,
                    field=name,
                )
            )
    if first and not header.name:
        problems.append(
            Problem("name-missing", Severity.WARNING, "No name was found above the numbers.")
        )
    stated = [each for each in header.reported if each.metric.metric == "papers"]
    return problems + _missing_papers(stated, listed) + _impossible_h_index(first)


def subject_problems(papers: Sequence[Paper]) -> list[Problem]:
    """One note for each code that is ambiguous or unknown, however many papers have it."""
    by_code: dict[str, list[Head]] = {}
    for paper in papers:
        if paper.head.code:
            by_code.setdefault(paper.head.code, []).append(paper.head)
    problems = []
    for code, heads in by_code.items():
        subject = subject_of(code)
        if subject is None:
            kind = "unknown-subject"
            message = f"The field code {code} of {_papers(len(heads))} is none of arXiv's."
        elif subject.assumed:
            kind, message = "subject-assumed", _assumed_message(subject, len(heads))
        else:
            continue
        problems.append(Problem(kind, Severity.NOTE, message, heads[0].line, field="primaryclass"))
    return problems


def _assumed_message(subject: Subject, count: int) -> str:
    return (
        f"The field code {subject.code} of {_papers(count)} was read as {subject.category} "
        f"({subject.name}); it could also be {' or '.join(subject.alternatives)}."
    )


def _missing_papers(stated: Sequence[Reported], listed: int) -> list[Problem]:
    """Compare the heading of the list, else the header's number, with the papers listed."""
    if not stated or stated[-1].rounded or stated[-1].metric.value == listed:
        return []
    said = round(stated[-1].metric.value)
    if said > listed:
        missing = said - listed
        code = "papers-missing"
        rest = f"{missing} {'is' if missing == 1 else 'are'} not on the page"
    else:
        code = "papers-extra"
        rest = f"{listed - said} more than it says"
    message = f"The page says {_papers(said)} but lists {listed or 'none'}: {rest}."
    return [Problem(code, Severity.WARNING, message, stated[-1].line, field="papers")]


def _impossible_h_index(reported: dict[str, Reported]) -> list[Problem]:
    h = reported.get("h_index")
    if h is None:
        return []
    value = h.metric.value
    limits = {"papers": value, "citations": value * value}
    return [
        Problem(
            "h-index-impossible",
            Severity.WARNING,
            f"An h-index of {value:g} needs at least {needed:,.0f} {name}, "
            f"but the page says {limit.metric.value:,.0f}.",
            h.line,
            field="h_index",
        )
        for name, needed in limits.items()
        if (limit := reported.get(name)) and not limit.rounded and limit.metric.value < needed
    ]


def _papers(count: int) -> str:
    return f"{count} paper" if count == 1 else f"{count} papers"
