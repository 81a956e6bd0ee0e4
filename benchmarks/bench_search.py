"""A warm search on the command line, against a Python that does nothing."""

from __future__ import annotations

from benchmarks.compare import Comparison
from benchmarks.measure import Side
from benchmarks.workspace import PYTHON, Workspace


def comparison(space: Workspace) -> Comparison:
    """What is compared."""
    search = ("search", "title:equivariant lattice", "--limit", "20")
    return Comparison(
        f"Search among {space.entries:,} entries, on the command line",
        Side("python -c pass", (PYTHON, "-c", "pass")),
        (Side("oeuvre search", space.oeuvre(space.filled, *search)),),
        floor=3.0,
    )
