"""A result as a picture: one bar a side, as long as its time, in SVG that a page can show."""

from __future__ import annotations

from html import escape
from statistics import median

from benchmarks.compare import NAMES, Result

_LEFT, _BAR, _WIDE, _HIGH = 210, 300, 640, 26
_OURS, _THEIRS = "#2f6f8f", "#9aa5ad"


def chart(result: Result) -> str:
    """The bars of one result."""
    comparison = result.comparison
    unit = comparison.unit
    sides = comparison.all_sides
    seconds = [median(getattr(cost, unit) for cost in costs) for costs in result.costs]
    longest = max(seconds) or 1.0
    height = 40 + _HIGH * len(sides)
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{height}"'
            ' font-family="sans-serif" font-size="13">'
        ),
        f'<rect width="{_WIDE}" height="{height}" fill="#ffffff"/>',
        (
            f'<text x="10" y="20" font-weight="bold">{escape(comparison.title)},'
            f" {NAMES[unit]} seconds</text>"
        ),
    ]
    for index, (side, value) in enumerate(zip(sides, seconds, strict=True)):
        top = 34 + _HIGH * index
        colour = _OURS if side in comparison.sides else _THEIRS
        width = max(1, round(_BAR * value / longest))
        peak = max(cost.peak for cost in result.costs[index])
        lines += [
            f'<text x="{_LEFT - 8}" y="{top + 14}" text-anchor="end">{escape(side.name)}</text>',
            f'<rect x="{_LEFT}" y="{top}" width="{width}" height="{_HIGH - 8}" fill="{colour}"/>',
            f'<text x="{_LEFT + width + 6}" y="{top + 14}">{value:.1f} s, {peak:.0f} MiB</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])
