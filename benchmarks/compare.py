"""Two or more sides, run in turns (A B A B), and the table of their ratios.

Turns and ratios, because a machine's speed differs from minute to minute: only figures of
one run can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure import Cost, Side, measure


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, and what must come out.

    Attributes:
        title: What is measured, as a heading.
        reference: The side that the others are divided by.
        sides: The sides of ours.
        floor: The largest ratio of CPU seconds that keeps the promise; None if there is none.
    """

    title: str
    reference: Side
    sides: tuple[Side, ...]
    floor: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The costs of each side, the reference first, one for each turn."""

    comparison: Comparison
    costs: tuple[tuple[Cost, ...], ...]

    def ratios(self, index: int) -> list[float]:
        """CPU seconds of a side over those of the reference, turn by turn."""
        turns = zip(self.costs[index], self.costs[0], strict=True)
        return [ours.cpu / theirs.cpu for ours, theirs in turns]

    @property
    def kept(self) -> bool | None:
        """Whether every side of ours keeps the promise; None if there is none."""
        floor = self.comparison.floor
        if floor is None:
            return None
        return all(median(self.ratios(i)) <= floor for i in range(1, len(self.costs)))


def run(comparison: Comparison, turns: int, log: Path) -> Result:
    """Run all sides in turns."""
    sides = (comparison.reference, *comparison.sides)
    rows = [[measure(side, log) for side in sides] for _ in range(turns)]
    return Result(comparison, tuple(zip(*rows, strict=True)))


def table(results: Sequence[Result]) -> str:
    """The results as Markdown."""
    return "\n".join(_table(result) for result in results)


def _table(result: Result) -> str:
    comparison = result.comparison
    lines = [
        f"## {comparison.title}",
        "",
        "| side | CPU s | wall s | peak MiB | ratio of CPU |",
        "|---|---|---|---|---|",
    ]
    for index, side in enumerate((comparison.reference, *comparison.sides)):
        costs = result.costs[index]
        cpu, wall = median(c.cpu for c in costs), median(c.wall for c in costs)
        peak = max(c.peak for c in costs)
        ratios = result.ratios(index)
        ratio = f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})" if index else "1"
        lines.append(f"| {side.name} | {cpu:.2f} | {wall:.2f} | {peak:.0f} | {ratio} |")
    if comparison.floor is not None:
        verdict = "kept" if result.kept else "**missed**"
        lines += ["", f"Promised: a ratio of at most {comparison.floor:g}: {verdict}."]
    return "\n".join(lines) + "\n"
