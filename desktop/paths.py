"""Where things are: the user's library, the example library, the program's own data."""

from __future__ import annotations

import os

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Final

LIBRARY_SUFFIX: Final = ".oeuvre"
LIBRARY_VARIABLE: Final = "OEUVRE_LIBRARY"


def library_file(named: str | None) -> str:
    """The library's file: what is named, else what the environment says, else the user's own.

    A text, not a path: a search opens it without loading `pathlib`.
    """
    named = named or os.environ.get(LIBRARY_VARIABLE, "").strip()
    return os.path.expanduser(named) if named else str(data_folder() / f"library{LIBRARY_SUFFIX}")


def example_library() -> Path:
    """The example library, beside the user's own one."""
    return data_folder() / f"example{LIBRARY_SUFFIX}"


def data_folder() -> Path:
    """The folder of the platform in which programs keep what is the user's."""
    from pathlib import Path

    import platformdirs

    return Path(platformdirs.user_data_dir("oeuvre", appauthor=False))


def resources() -> Path:
    """The program's own data: inside the installed package, or beside it in a checkout."""
    from pathlib import Path

    installed = Path(__file__).with_name("_resources")
    return installed if installed.is_dir() else Path(__file__).parents[1] / "resources"
