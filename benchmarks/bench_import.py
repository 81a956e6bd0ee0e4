"""Import of a .bib into a searchable library, against bibtexparser reading that file alone."""

from __future__ import annotations

from benchmarks.compare import Comparison
from benchmarks.measure import Side
from benchmarks.workspace import PYTHON, Workspace

PARSE = (
    "import sys; from pathlib import Path; from bibtexparser.entrypoint import parse_string; "
    "parse_string(Path(sys.argv[1]).read_text(encoding='utf-8'))"
)


def comparison(space: Workspace) -> Comparison:
    """What is compared."""
    library = space.folder / "import.oeuvre"
    return Comparison(
        f"Import of {space.entries:,} entries",
        Side("bibtexparser, default stack", (PYTHON, "-c", PARSE, str(space.bib))),
        (
            Side(
                "oeuvre import",
                space.oeuvre(library, "import", str(space.bib)),
                before=lambda: space.remove("import.oeuvre"),
                statuses=(0, 1),
            ),
        ),
        floor=1.0,
    )
