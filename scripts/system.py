"""What only the operating system can give: the libraries that Qt loads, a font, and venv.

Libraries are looked for by loading them, as Qt will; the package manager is asked to
install what is missing, never what is there. Python 3.8, standard library only.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class SetupError(Exception):
    """The set-up cannot go on; the message is one sentence for the person at the screen."""


class Library(NamedTuple):
    """A shared library that Qt loads, and the Debian package that holds it."""

    file: str
    package: str


DRAWING = (  # needed to draw at all, on a screen or off
    Library("libglib-2.0.so.0", "libglib2.0-0"),
    Library("libGL.so.1", "libgl1"),
    Library("libEGL.so.1", "libegl1"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libfreetype.so.6", "libfreetype6"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
)
WINDOW = (  # needed to open a window on X11
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxcb-image.so.0", "libxcb-image0"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0"),
    Library("libxcb-render.so.0", "libxcb-render0"),
    Library("libxcb-randr.so.0", "libxcb-randr0"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
    Library("libxcb-shm.so.0", "libxcb-shm0"),
    Library("libxcb-sync.so.1", "libxcb-sync1"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1"),
    Library("libX11-xcb.so.1", "libx11-xcb1"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
FONT = "fonts-dejavu-core"


def ensure(with_venv: bool) -> None:
    """Install what Qt needs and this machine lacks, and Python's venv module if asked for.

    Raises:
        SetupError: Something is missing without which the program cannot run here.
    """
    if not sys.platform.startswith("linux"):
        return  # on macOS and Windows, Python and the wheels hold all they need
    venv = _missing_venv() if with_venv else []
    missing = missing_packages(DRAWING + WINDOW) + venv
    if missing and may_install():
        install(missing)
        venv = _missing_venv() if with_venv else []
    on_x11 = "DISPLAY" in os.environ and "WAYLAND_DISPLAY" not in os.environ
    missing = missing_packages(DRAWING + WINDOW if on_x11 else DRAWING) + venv
    if missing:
        raise SetupError(f"system packages are missing; {how_to_install(missing)}")


def missing_packages(libraries: tuple[Library, ...]) -> list[str]:
    """The Debian packages of those libraries that cannot be loaded, and of a font if none is."""
    missing = [library.package for library in libraries if not _loads(library.file)]
    return missing if _has_font() else [*missing, FONT]


def may_install() -> bool:
    """Whether packages can be installed here: apt, and root or sudo."""
    return shutil.which("apt-get") is not None and _become_root() is not None


def install(packages: list[str]) -> None:
    """Install Debian packages; says which first.

    Raises:
        SetupError: apt-get could not do it.
    """
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    apt = [*(_become_root() or []), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    if _run(command).returncode == 0:
        return
    # A bare machine has no package lists yet, an old one has outdated lists.
    update = _run([*apt, "update"])
    again = _run(command)
    if again.returncode:
        sys.stderr.write(update.stderr + again.stderr)
        raise SetupError(
            "apt-get, whose messages are above, could not install the system packages; "
            + how_to_install(packages)
        )


def how_to_install(packages: list[str]) -> str:
    """What a person can do to get these packages, as the end of a sentence."""
    names = " ".join(packages)
    if shutil.which("apt-get"):
        return f"install them with: sudo apt-get install {names}"
    return f"install what your system calls these packages of Debian: {names}"


def _missing_venv() -> list[str]:
    """The package that Debian keeps Python's venv module in, if this Python lacks it."""
    if _run([sys.executable, "-c", "import venv, ensurepip"]).returncode == 0:
        return []
    return [f"python3.{sys.version_info[1]}-venv"]


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    home = Path.home()
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    folders += [home / ".fonts", home / ".local/share/fonts"]
    endings = (".ttf", ".otf", ".ttc", ".pfb")
    return any(
        name.lower().endswith(endings)
        for folder in folders
        for _, _, names in os.walk(str(folder))
        for name in names
    )


def _become_root() -> list[str] | None:
    """The words before a command that run it as root; None if that is not possible."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    if _run(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() else None
