"""Where the checkout is, and how a check runs on a copy of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def copy_packages(target: Path) -> None:
    """Copy what the checks look at: the packages and pyproject.toml."""
    shutil.copy(ROOT / "pyproject.toml", target)
    for package in ("biblio", "db", "desktop"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, target / package, ignore=ignored, dirs_exist_ok=True)


def run(root: Path, *command: str, source: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command where the packages under ``root`` are the ones that are imported."""
    return subprocess.run(
        command,
        cwd=root,
        input=source,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def run_python(root: Path, source: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python source where the packages under ``root`` are the ones that are imported."""
    return run(root, sys.executable, "-", *arguments, source=source)


def tool(name: str) -> str:
    """The path of a tool of the virtual environment."""
    return str(Path(sys.executable).parent / name)
