"""Where a benchmark works: a folder with the generated file and room for libraries."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Side, measure

PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Workspace:
    """A temporary folder, and the size that is measured."""

    folder: Path
    entries: int

    @property
    def bib(self) -> Path:
        """The generated file, made when first asked for."""
        path = self.folder / f"generated-{self.entries}.bib"
        if not path.exists():
            with path.open("wb") as output:
                command = (PYTHON, "-m", "benchmarks.generate", str(self.entries))
                subprocess.run(command, stdout=output, check=True)
        return path

    @property
    def filled(self) -> Path:
        """A library that the generated file was imported into, made when first asked for.

        Raises:
            RunError: The import failed.
        """
        path = self.folder / f"filled-{self.entries}.oeuvre"
        if not path.exists():
            fill = Side("fill", self.oeuvre(path, "import", str(self.bib)), statuses=(0, 1))
            measure(fill, self.folder / "log")
        return path

    def oeuvre(self, library: Path, *arguments: str) -> tuple[str, ...]:
        """The command line of the program on a library."""
        return (PYTHON, "-m", "desktop", "--library", str(library), *arguments)

    def importing(self) -> Side:
        """Importing the generated file into a new library."""
        return Side(
            "oeuvre import",
            self.oeuvre(self.folder / "import.oeuvre", "import", str(self.bib)),
            before=lambda: self.remove("import.oeuvre"),
            statuses=(0, 1),
        )

    def remove(self, name: str) -> None:
        """Remove a library and what lies beside it, so that the next run starts with none."""
        for path in self.folder.glob(f"{name}*"):
            path.unlink()
