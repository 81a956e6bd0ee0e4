"""Import of a .bib into a searchable library, against other programs that only read that file."""

from __future__ import annotations

import shutil

from benchmarks.compare import Comparison
from benchmarks.measure import Side
from benchmarks.workspace import PYTHON, Workspace

PARSE = (
    "import sys; from pathlib import Path; from bibtexparser.entrypoint import parse_string; "
    "parse_string(Path(sys.argv[1]).read_text(encoding='utf-8'){stack})"
)
SLOW = 5_000  # entries beyond which the programs that take minutes are left out


def comparison(space: Workspace) -> Comparison:
    """What is compared."""
    return Comparison(
        f"Import of {space.entries:,} entries",
        Side(
            "bibtexparser, default stack",
            (PYTHON, "-c", PARSE.format(stack=""), str(space.bib)),
        ),
        (space.importing(),),
        floor=1.0,
        unit="wall",
        others=(
            Side(
                "bibtexparser, splitter only",
                (PYTHON, "-c", PARSE.format(stack=", parse_stack=[]"), str(space.bib)),
            ),
            *_installed(space),
        ),
        most=500,
    )


def _installed(space: Workspace) -> list[Side]:
    """Programs that read and write the file, where they are installed."""
    bib, out = str(space.bib), str(space.folder / "other.out")
    commands = {
        "bibtool": ("bibtool", "-i", bib, "-o", out),
        "pandoc (to CSL-JSON)": ("pandoc", "-f", "bibtex", "-t", "csljson", bib, "-o", out),
        "biber --tool": ("biber", "--tool", "--quiet", "--output-file", out, bib),
    }
    if space.entries > SLOW:
        del commands["pandoc (to CSL-JSON)"], commands["biber --tool"]
    return [
        Side(name, command, statuses=(0, 1, 2))
        for name, command in commands.items()
        if shutil.which(command[0])
    ]
