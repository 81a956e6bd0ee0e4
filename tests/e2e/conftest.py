"""What the tests of the whole program share."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

INSTALL = Path(__file__).parents[2] / "scripts" / "install_tex_tools.sh"
PACKAGES = "texlive-binaries, texlive-base and biber"


@pytest.fixture(scope="session")
def tex_tools() -> None:
    """Have bibtex and biber, installed if this user may install them."""
    if shutil.which("bibtex") and shutil.which("biber"):
        return
    done = subprocess.run([INSTALL], capture_output=True, text=True, check=False)
    if done.returncode == 0 and shutil.which("bibtex") and shutil.which("biber"):
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"bibtex and biber could not be installed: {done.stderr or done.stdout}")
    pytest.skip(f"The real bibtex and biber are not here: install {PACKAGES}.")
