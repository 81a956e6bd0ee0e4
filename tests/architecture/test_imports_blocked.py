"""What must not need Qt or SQLite can be imported where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.places import ROOT, copy_packages, run_python

# Imports every module of the packages given first, with the packages given last blocked.
PROGRAM = """
import importlib, pkgutil, sys
wanted, blocked = sys.argv[1].split(","), sys.argv[2].split(",")

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in blocked:
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocker())
for name in wanted:
    module = importlib.import_module(name)
    for found in pkgutil.walk_packages(getattr(module, "__path__", []), name + "."):
        importlib.import_module(found.name)
"""
CASES = [
    pytest.param("biblio", "PySide6,shiboken6,sqlite3,_sqlite3,sqlite_utils", id="biblio"),
    pytest.param("db", "PySide6,shiboken6", id="db"),
    pytest.param("desktop.cli,desktop.__main__", "PySide6,shiboken6", id="command-line"),
]


@pytest.mark.parametrize(("wanted", "blocked"), CASES)
def test_imports_where_they_are_blocked(wanted: str, blocked: str) -> None:
    result = run_python(ROOT, PROGRAM, wanted, blocked)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("path", "line", "wanted", "blocked"),
    [
        pytest.param("biblio/bad.py", "import sqlite3", "biblio", "sqlite3", id="biblio-sqlite"),
        pytest.param("biblio/bad.py", "import PySide6.QtCore", "biblio", "PySide6", id="biblio-qt"),
        pytest.param("db/bad.py", "import PySide6.QtCore", "db", "PySide6", id="db-qt"),
        pytest.param("desktop/cli/bad.py", "import PySide6", "desktop.cli", "PySide6", id="cli-qt"),
    ],
)
def test_notices_an_import_that_is_blocked(
    tmp_path: Path, path: str, line: str, wanted: str, blocked: str
) -> None:
    copy_packages(tmp_path)
    (tmp_path / path).write_text(f'"""Bad."""\n\n{line}\n', encoding="utf-8")
    result = run_python(tmp_path, PROGRAM, wanted, blocked)
    assert result.returncode == 1
    assert "is blocked" in result.stderr
