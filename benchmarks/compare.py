"""Two or more sides, run in turns (A B A B), and the table of their ratios.

Turns and ratios, because a machine's speed differs from minute to minute: only figures of
one run can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Literal

from benchmarks.measure import Cost, Side, measure

NAMES = {"cpu": "CPU", "wall": "wall"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, and what must come out.

    Attributes:
        title: What is measured, as a heading.
        reference: The side that the others are divided by.
        sides: The sides of ours.
        floor: The largest ratio that keeps the promise; None if there is none.
        unit: Ratios of what: ``cpu`` or ``wall`` seconds.
        others: Sides of others, shown for comparison; no promise is made of them.
        most: The MiB that ours may take; None if nothing was promised.
        within: The seconds that ours may take longer than the reference; None if nothing was
            promised.
    """

    title: str
    reference: Side
    sides: tuple[Side, ...]
    floor: float | None = None
    unit: Literal["cpu", "wall"] = "cpu"
    others: tuple[Side, ...] = ()
    most: float | None = None
    within: float | None = None

    @property
    def all_sides(self) -> tuple[Side, ...]:
        """The reference, ours, the others."""
        return (self.reference, *self.sides, *self.others)


@dataclass(frozen=True, slots=True)
class Result:
    """The costs of each side, the reference first, one for each turn."""

    comparison: Comparison
    costs: tuple[tuple[Cost, ...], ...]

    def ratios(self, index: int) -> list[float]:
        """Seconds of a side over those of the reference, turn by turn."""
        unit = self.comparison.unit
        turns = zip(self.costs[index], self.costs[0], strict=True)
        return [getattr(ours, unit) / getattr(theirs, unit) for ours, theirs in turns]

    def apart(self, index: int) -> float:
        """By how many seconds a side takes longer than the reference: the median of all turns."""
        unit = self.comparison.unit
        turns = zip(self.costs[index], self.costs[0], strict=True)
        longer: list[float] = [getattr(a, unit) - getattr(b, unit) for a, b in turns]
        return median(longer)

    @property
    def kept(self) -> bool | None:
        """Whether every side of ours keeps the promise; None if there is none."""
        floor, most = self.comparison.floor, self.comparison.most
        within = self.comparison.within
        ours = range(1, 1 + len(self.comparison.sides))
        if within is not None and floor is None:
            return all(self.apart(i) <= within for i in ours)
        if floor is None:
            return None
        peak = max(cost.peak for index in ours for cost in self.costs[index])
        return all(median(self.ratios(i)) <= floor for i in ours) and (most is None or peak <= most)


def run(comparison: Comparison, turns: int, log: Path) -> Result:
    """Run all sides in turns."""
    rows = [[measure(side, log) for side in comparison.all_sides] for _ in range(turns)]
    return Result(comparison, tuple(zip(*rows, strict=True)))


def side_names(comparison: Comparison) -> str:
    """Our sides, for a sentence."""
    return ", ".join(side.name for side in comparison.sides)


def table(results: Sequence[Result]) -> str:
    """The results as Markdown."""
    return "\n".join(_table(result) for result in results)


def _table(result: Result) -> str:
    comparison = result.comparison
    lines = [
        f"## {comparison.title}",
        "",
        f"| side | CPU s | wall s | peak MiB | ratio of {NAMES[comparison.unit]} |",
        "|---|---|---|---|---|",
    ]
    for index, side in enumerate(comparison.all_sides):
        costs = result.costs[index]
        cpu, wall = median(c.cpu for c in costs), median(c.wall for c in costs)
        peak = max(c.peak for c in costs)
        ratios = result.ratios(index)
        ratio = f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})" if index else "1"
        lines.append(f"| {side.name} | {cpu:.2f} | {wall:.2f} | {peak:.0f} | {ratio} |")
    if comparison.within is not None:
        verdict = "kept" if result.kept else "**missed**"
        ours = range(1, 1 + len(comparison.sides))
        longer = ", ".join(f"{result.apart(i):.2f} s longer" for i in ours)
        lines += [
            "",
            (
                f"Promised of {side_names(comparison)}: at most {comparison.within:g} s of"
                f" {NAMES[comparison.unit]} longer than {comparison.reference.name}: {verdict}"
                f" ({longer})."
            ),
        ]
    if comparison.floor is not None:
        verdict = "kept" if result.kept else "**missed**"
        memory = "" if comparison.most is None else f" and {comparison.most:g} MiB"
        promise = f"{side_names(comparison)}: a ratio of at most {comparison.floor:g}{memory}"
        lines += ["", f"Promised of {promise}: {verdict}."]
    return "\n".join(lines) + "\n"
