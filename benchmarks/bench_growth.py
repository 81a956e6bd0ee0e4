"""Import of a file against import of a tenth of it: whether the time grows with the entries."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.compare import Comparison
from benchmarks.measure import Side
from benchmarks.workspace import Workspace


def comparison(space: Workspace) -> Comparison:
    """What is compared."""
    small = replace(space, entries=space.entries // 10)
    return Comparison(
        f"Import of {space.entries:,} entries, against {small.entries:,}",
        _import(small),
        (_import(space),),
        floor=12.0,
    )


def _import(space: Workspace) -> Side:
    name = f"growth-{space.entries}.oeuvre"
    return Side(
        f"{space.entries:,} entries",
        space.oeuvre(space.folder / name, "import", str(space.bib)),
        before=lambda: space.remove(name),
        statuses=(0, 1),
    )
