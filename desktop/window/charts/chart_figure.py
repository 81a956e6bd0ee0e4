"""What is drawn of a chart: bars with their places, a line, ticks of whole numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from db.person.charts import OTHER, Chart
from desktop.window.charts import chart_words

UNCOLOURED: Final = frozenset({OTHER, "unknown"})  # what is no kind of its own is grey
_LIKE_BARS: Final = frozenset({"venues", "fields"})  # names are read lying
_RANKS: Final = 60  # works that are drawn at least
_STEEP: Final = 12  # times h: above that the most cited would flatten all others


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, or one part of it.

    Attributes:
        place: Of its label.
        series: Which series it is of.
        low, high: Where it begins and ends, on the scale that is drawn.
        value: Its number.
    """

    place: int
    series: int
    low: float
    high: float
    value: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as it is drawn.

    Attributes:
        name: The chart's.
        labels: As they are read.
        series: What the series count.
        grey: Places of series that have no colour of their own.
        lying: Whether the bars lie, with their labels to the left.
        bars: What is drawn.
        top: Where the scale of numbers ends.
        ticks: On that scale: (where, text).
        line: Where the line of the second scale runs, for each label; empty without one.
        line_ticks: On the second scale, where it lies on the first.
        diagonal: Where citations equal the rank, from the first rank on; empty without counts.
        h: The h-index, or None.
        logarithmic: Whether the scale is.
        clickable: Whether a click on a bar leads anywhere.
    """

    name: str
    labels: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    grey: frozenset[int] = frozenset()
    lying: bool = False
    bars: tuple[Bar, ...] = ()
    top: float = 1.0
    ticks: tuple[tuple[float, str], ...] = ()
    line: tuple[float, ...] = ()
    line_ticks: tuple[tuple[float, str], ...] = ()
    diagonal: tuple[float, ...] = ()
    h: int | None = None
    logarithmic: bool = False
    clickable: bool = False


def figure_of(chart: Chart) -> Figure:
    """What is drawn of a chart; of a long distribution the beginning."""
    if chart.name == "distribution":
        return _distribution(chart)
    labels = [chart_words.label_name(chart.name, label) for label in chart.labels]
    stacked = [each for each in chart.series if each.name != "cumulated"]
    bars: list[Bar] = []
    heights = [0] * len(labels)
    for index, series in enumerate(stacked):
        for place, value in enumerate(series.values):
            if value:
                low = heights[place]
                heights[place] = low + value
                bars.append(Bar(place, index, low, low + value, value))
    ticks = whole_ticks(max(heights, default=0))
    top = ticks[-1]
    line: tuple[float, ...] = ()
    line_ticks: tuple[tuple[float, str], ...] = ()
    cumulated = next((each for each in chart.series if each.name == "cumulated"), None)
    if cumulated is not None:
        marks = whole_ticks(max((value or 0 for value in cumulated.values), default=0))
        scale = top / marks[-1]
        line = tuple((value or 0) * scale for value in cumulated.values)
        line_ticks = tuple((mark * scale, f"{mark:,}") for mark in marks)
    return Figure(
        chart.name,
        tuple(labels),
        tuple(chart_words.series_name(chart.name, each.name) for each in chart.series),
        frozenset(i for i, each in enumerate(chart.series) if each.name in UNCOLOURED),
        lying=chart.name in _LIKE_BARS,
        bars=tuple(bars),
        top=float(top),
        ticks=tuple((float(mark), f"{mark:,}") for mark in ticks),
        line=line,
        line_ticks=line_ticks,
        clickable=any(chart.queries),
    )


def _distribution(chart: Chart) -> Figure:
    values = chart.series[0].values if chart.series else ()
    h = chart.h or 0
    shown = [value or 0 for value in values[: max(_RANKS, 2 * h)]]
    most = max(shown, default=0)
    logarithmic = most > _STEEP * max(h, 4)
    scale = _logarithm if logarithmic else float
    if logarithmic:
        marks = [0, *(10**power for power in range(math.ceil(math.log10(most + 1)) + 1))]
        # Between 0 and 10 there is no room for 1 in a high scale
        marks = [mark for mark in marks if mark != 1 or most < 1000]
    else:
        marks = whole_ticks(most)
    return Figure(
        chart.name,
        chart.labels[: len(shown)],
        tuple(chart_words.series_name(chart.name, each.name) for each in chart.series),
        bars=tuple(
            Bar(place, 0, 0.0, scale(value), value) for place, value in enumerate(shown) if value
        ),
        top=max(scale(most) * 1.05, 1.0) if logarithmic else float(marks[-1]),
        ticks=tuple((scale(mark), f"{mark:,}") for mark in marks),
        diagonal=tuple(scale(rank) for rank in range(1, min(len(shown), most) + 1)),
        h=chart.h,
        logarithmic=logarithmic,
        clickable=bool(chart.ids),
    )


def _logarithm(value: float) -> float:
    """The logarithm of one more, so that no citation lies at the bottom."""
    return math.log10(1 + value)


def whole_ticks(most: int, at_most: int = 5) -> list[int]:
    """Whole numbers from 0 to the first that is not below `most`, evenly apart."""
    step = 1
    while step * at_most < most:
        # 1, 2, 5, 10, 20, 50 …
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return list(range(0, max(most, 1) + step, step))[: math.ceil(max(most, 1) / step) + 1]


def told(figure: Figure, chart: Chart, place: int, series: int | None = None) -> str:
    """The numbers of a label, or one of them, in words.

    Args:
        figure: What is drawn.
        chart: What it shows.
        place: The label's.
        series: Which series; None for all.
    """
    name = figure.labels[place]
    if chart.name == "distribution":
        rank = chart_words.translated(chart_words.RANK).format(figure.labels[place])
        value = chart_words.number(chart.series[0].values[place])
        return f"{rank}: {chart_words.translated(chart_words.CITED).format(value)}"
    numbers = [
        (figure.series[i], each.values[place])
        for i, each in enumerate(chart.series)
        if (series is None or i == series) and (series is not None or each.values[place] != 0)
    ]
    if len(chart.series) == 1 and numbers:
        return f"{name}: {chart_words.number(numbers[0][1])}"
    parts = [f"{what} {chart_words.number(value)}" for what, value in numbers]
    stacked = [each.values[place] or 0 for each in chart.series if each.name != "cumulated"]
    if series is None and len(stacked) > 1:
        parts.insert(0, chart_words.number(sum(stacked)))
    return f"{name}: {', '.join(parts) or 0}"
