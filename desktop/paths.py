"""Where things are: the user's library, the example library, the program's own data."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

LIBRARY_SUFFIX: Final = ".oeuvre"
LIBRARY_VARIABLE: Final = "OEUVRE_LIBRARY"


def default_library() -> Path:
    """The library that is meant when none is named.

    It is what the environment's ``OEUVRE_LIBRARY`` names, else the user's own one.
    """
    named = os.environ.get(LIBRARY_VARIABLE, "").strip()
    return Path(named).expanduser() if named else data_folder() / f"library{LIBRARY_SUFFIX}"


def example_library() -> Path:
    """The example library, beside the user's own one."""
    return data_folder() / f"example{LIBRARY_SUFFIX}"


def data_folder() -> Path:
    """The folder of the platform in which programs keep what is the user's."""
    import platformdirs

    return Path(platformdirs.user_data_dir("oeuvre", appauthor=False))


def resources() -> Path:
    """The program's own data: inside the installed package, or beside it in a checkout."""
    installed = Path(__file__).with_name("_resources")
    return installed if installed.is_dir() else Path(__file__).parents[1] / "resources"
