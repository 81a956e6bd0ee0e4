"""Without a display: the window's main job as text, a .bib and a picture of the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.output import DONE, PARTLY, Output

if TYPE_CHECKING:
    from db import Library

_FIRST_ROWS = 12


def has_display() -> bool:
    """Whether a window can be shown.

    Qt ends the program when it cannot reach the display that the environment names, so X11 is
    asked first, by the library that Qt's own plug-in uses.
    """
    if not sys.platform.startswith(("linux", "freebsd", "openbsd", "netbsd")):
        return True
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    return _has_wayland(os.environ.get("WAYLAND_DISPLAY", "")) or _has_x11(
        os.environ.get("DISPLAY", "")
    )


def _has_wayland(name: str) -> bool:
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", "/"), name).exists()


def _has_x11(name: str) -> bool:
    if not name:
        return False
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False  # without it Qt cannot show a window there either
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    try:
        return bool(xcb.xcb_connection_has_error(connection) == 0)
    finally:
        xcb.xcb_disconnect(connection)


def run_headless(path: Path, output: Output) -> int:
    """Print the profile and the first rows, and write the .bib and a picture of the window.

    Raises:
        LibraryError, OSError: The library or a file cannot be read or written.
    """
    from db import Library
    from db.citing.exporting import ExportOptions
    from desktop.files import replace_file
    from desktop.languages import system_language

    output.message("There is no display, so the window is not shown; this is what it would show.")
    folder = path.with_name(f"{path.stem}-output")
    with Library.open(path, actor="command line") as library:
        library.begin_language(system_language())
        _print_overview(library, output)
        folder.mkdir(exist_ok=True)
        bib = folder / f"{path.stem}.bib"
        replace_file(bib, library.export(None, ExportOptions()).text.encode())
    picture = folder / f"{path.stem}.png"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    drawn = _draw(path, picture, output)
    output.line()
    output.line(f"Library:   {path}")
    output.line(f"BibTeX:    {bib}")
    if drawn:
        output.line(f"Picture:   {picture}")
    return DONE if drawn else PARTLY


def _draw(path: Path, picture: Path, output: Output) -> bool:
    """Write a picture of the window, where Qt can be loaded."""
    try:
        from desktop.window.app import save_picture
    except ImportError as error:
        output.message(missing_libraries(error))
        return False
    save_picture(path, picture)
    return True


def missing_libraries(error: ImportError) -> str:
    """What to do when Qt's system libraries are missing."""
    return (
        f"The window cannot be drawn, since Qt could not be loaded ({error}); on Debian or Ubuntu"
        " install libgl1, libegl1, libglib2.0-0, libxkbcommon0, libfontconfig1, libdbus-1-3,"
        " libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxkbcommon-x11-0 and"
        " fonts-dejavu-core."
    )


def _print_overview(library: Library, output: Output) -> None:
    from db import Sort
    from desktop.cli.profile import profile_lines
    from desktop.cli.reading import rows_table

    profile = library.profile()
    if profile is not None:
        for line in profile_lines(profile):
            output.line(line)
        output.line()
    ids = library.find_ids("", [Sort("date", descending=True)])
    if not ids:
        output.line("The library is empty: import a profile page or a .bib file.")
        return
    for line in rows_table(library.rows(ids[:_FIRST_ROWS]), output.width):
        output.line(line)
    if len(ids) > _FIRST_ROWS:
        output.line(f"… and {len(ids) - _FIRST_ROWS:,} more")
