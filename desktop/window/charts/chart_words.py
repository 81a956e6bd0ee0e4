"""The words of charts: their titles, and what is said of what they cannot show."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from biblio.entry_types import entry_type
from biblio.subjects import subject_of
from db.person.charts import OTHER, Chart
from db.person.charts_coauthors import Circle

TITLES = {
    "papers": QT_TRANSLATE_NOOP("Chart", "Papers by year and type"),
    "citations": QT_TRANSLATE_NOOP("Chart", "Citations by year"),
    "distribution": QT_TRANSLATE_NOOP("Chart", "Citations of each work"),
    "venues": QT_TRANSLATE_NOOP("Chart", "Papers by venue"),
    "fields": QT_TRANSLATE_NOOP("Chart", "Papers by field"),
    "positions": QT_TRANSLATE_NOOP("Chart", "Position among the authors"),
    "coauthors": QT_TRANSLATE_NOOP("Chart", "Co-authors"),
}
TABS = {
    "papers": QT_TRANSLATE_NOOP("Chart", "Papers"),
    "citations": QT_TRANSLATE_NOOP("Chart", "Citations"),
    "distribution": QT_TRANSLATE_NOOP("Chart", "Distribution"),
    "venues": QT_TRANSLATE_NOOP("Chart", "Venues"),
    "fields": QT_TRANSLATE_NOOP("Chart", "Fields"),
    "positions": QT_TRANSLATE_NOOP("Chart", "Positions"),
    "coauthors": QT_TRANSLATE_NOOP("Chart", "Co-authors"),
}
_AXES = {
    "papers": QT_TRANSLATE_NOOP("Chart", "Year"),
    "citations": QT_TRANSLATE_NOOP("Chart", "Year"),
    "distribution": QT_TRANSLATE_NOOP("Chart", "Rank"),
    "venues": QT_TRANSLATE_NOOP("Chart", "Venue"),
    "fields": QT_TRANSLATE_NOOP("Chart", "Field"),
    "positions": QT_TRANSLATE_NOOP("Chart", "Year"),
}
_SERIES = {
    "papers": QT_TRANSLATE_NOOP("Chart", "Papers"),
    "citations": QT_TRANSLATE_NOOP("Chart", "Citations"),
    "cumulated": QT_TRANSLATE_NOOP("Chart", "Cumulated"),
    "sole": QT_TRANSLATE_NOOP("Chart", "Sole author"),
    "first": QT_TRANSLATE_NOOP("Chart", "First"),
    "middle": QT_TRANSLATE_NOOP("Chart", "In the middle"),
    "last": QT_TRANSLATE_NOOP("Chart", "Last"),
    "unknown": QT_TRANSLATE_NOOP("Chart", "Not known"),
    OTHER: QT_TRANSLATE_NOOP("Chart", "Other types"),
}
_NOTHING = {
    "papers": QT_TRANSLATE_NOOP("Chart", "There are no papers to count yet."),
    "citations": QT_TRANSLATE_NOOP(
        "Chart",
        "n/a: no source told citations by year. A saved Google Scholar page and OpenAlex's JSON"
        " do: import one to see them here.",
    ),
    "distribution": QT_TRANSLATE_NOOP(
        "Chart", "n/a: no paper has a count yet. Import a file with citations, or enter them."
    ),
    "venues": QT_TRANSLATE_NOOP("Chart", "n/a: no paper says where it appeared."),
    "fields": QT_TRANSLATE_NOOP("Chart", "n/a: no paper has a field."),
    "positions": QT_TRANSLATE_NOOP("Chart", "There are no papers to count yet."),
    "coauthors": QT_TRANSLATE_NOOP("Chart", "n/a: no co-author is known."),
}
_MISSING = {
    "papers": QT_TRANSLATE_NOOP("Chart", "{0} of {1} papers have no year"),
    "citations": QT_TRANSLATE_NOOP("Chart", "{0} of {1} papers have no citations by year"),
    "distribution": QT_TRANSLATE_NOOP("Chart", "{0} of {1} works have no count"),
    "venues": QT_TRANSLATE_NOOP("Chart", "{0} of {1} papers name no venue"),
    "fields": QT_TRANSLATE_NOOP("Chart", "{0} of {1} papers have no field"),
    "positions": QT_TRANSLATE_NOOP(
        "Chart", "{0} of {1} papers do not name the person, or cut the list of authors short"
    ),
}


RANK = QT_TRANSLATE_NOOP("Chart", "Rank {0}")
EQUAL = QT_TRANSLATE_NOOP("Chart", "As many citations as the rank")
CITED = QT_TRANSLATE_NOOP("Chart", "{0} citations")


def translated(text: object) -> str:
    """A text of the tables above in the user's language."""
    return QCoreApplication.translate("Chart", str(text))


def title(name: str) -> str:
    """What a chart is called."""
    return translated(TITLES[name])


def axis(name: str) -> str:
    """What the labels of a chart are."""
    return translated(_AXES[name])


def series_name(chart: str, name: str) -> str:
    """What a series of a chart counts."""
    if name in _SERIES:
        return translated(_SERIES[name])
    return entry_type(name).label if chart == "papers" else name


def label_name(chart: str, label: str) -> str:
    """A label as it is read."""
    if not label:
        return translated(QT_TRANSLATE_NOOP("Chart", "No year"))
    if chart == "fields":
        subject = subject_of(label)
        return f"{subject.name} ({label})" if subject is not None else label
    return label


def nothing(name: str) -> str:
    """Why a chart shows nothing."""
    return translated(_NOTHING[name])


def number(value: int | None) -> str:
    """A number with thousands apart; n/a for None."""
    return "n/a" if value is None else f"{value:,}"


def remarks(chart: Chart, shown: int, *, logarithmic: bool = False) -> str:
    """What is to be known about a chart beside what it shows.

    Args:
        chart: The chart.
        shown: How many of its labels are drawn.
        logarithmic: Whether its scale is.
    """
    found = []
    if logarithmic:
        found.append(translated(QT_TRANSLATE_NOOP("Chart", "the scale is logarithmic")))
    if shown < len(chart.labels):
        text = translated(
            QT_TRANSLATE_NOOP("Chart", "the first {0} of {1} are drawn, the table has all")
        )
        found.append(text.format(number(shown), number(len(chart.labels))))
    if chart.others[0]:
        text = translated(QT_TRANSLATE_NOOP("Chart", "{0} more hold {1} papers"))
        found.append(text.format(number(chart.others[0]), number(chart.others[1])))
    if chart.before:
        text = translated(QT_TRANSLATE_NOOP("Chart", "{0} citations are of no year or of earlier"))
        found.append(text.format(number(chart.before)))
    if chart.missing:
        text = translated(_MISSING[chart.name])
        found.append(text.format(number(chart.missing), number(chart.total)))
    if chart.name == "positions" and not any(each.query for each in chart.series):
        found.append(
            translated(
                QT_TRANSLATE_NOOP(
                    "Chart", "a click shows the year: places are searched for the first profile"
                )
            )
        )
    if chart.sources:
        found.append(translated(QT_TRANSLATE_NOOP("Chart", "from {0}")).format(_told(chart)))
    return _sentence(found)


def _told(chart: Chart) -> str:
    names = ", ".join(chart.sources[:3]) + (" …" if len(chart.sources) > 3 else "")
    return f"{names}, {_day(chart.as_of)}" if chart.as_of else names


def _day(text: str) -> str:
    from desktop.window.profile.metric_words import day_text

    return day_text(text)


def circle_remarks(circle: Circle) -> str:
    """What is to be known about the co-authors beside who they are."""
    found = []
    if circle.alone:
        text = translated(QT_TRANSLATE_NOOP("Chart", "{0} of {1} papers name no co-author"))
        found.append(text.format(number(circle.alone), number(circle.papers)))
    if circle.incomplete:
        text = translated(QT_TRANSLATE_NOOP("Chart", "{0} papers cut their list of authors short"))
        found.append(text.format(number(circle.incomplete)))
    return _sentence(found)


def _sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""
