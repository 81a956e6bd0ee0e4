"""Writing a source back, against importing it."""

from __future__ import annotations

from benchmarks.compare import Comparison
from benchmarks.measure import Side
from benchmarks.workspace import Workspace


def comparison(space: Workspace) -> Comparison:
    """What is compared."""
    target = space.folder / "export.bib"
    export = ("export", "--source", space.bib.name, "-o", str(target))
    return Comparison(
        f"Write {space.entries:,} entries back",
        space.importing(),
        (
            Side(
                "oeuvre export --source",
                space.oeuvre(space.filled, *export),
                before=lambda: target.unlink(missing_ok=True),
            ),
        ),
        floor=0.25,
    )
