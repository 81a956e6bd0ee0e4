"""Each rule is proved by breaking it in a copy of the tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.places import copy_packages, run, tool
from tests.architecture.rules import LONGEST, violations

BROKEN = [
    # rule, path, source after the docstring
    ("import", "biblio/bad.py", "import sqlite3"),
    ("import", "biblio/bad.py", "from sqlite_utils import Database"),
    ("import", "biblio/bad.py", "from pathlib import Path"),
    ("import", "biblio/bad.py", "import os.path"),
    ("import", "biblio/bad.py", "from importlib import resources"),
    ("import", "biblio/bad.py", "import io\n_F = io.open"),
    ("import", "biblio/bad.py", "import importlib\n_O = importlib.import_module('os')"),
    ("import", "biblio/bad.py", "_S = __import__('sqlite3')"),
    ("import", "db/bad.py", "from PySide6.QtCore import QObject"),
    ("import", "db/bad.py", "import PySide6.QtSql"),
    ("import", "db/bad.py", "import pickle"),
    ("import", "db/bad.py", "import os\n_X = os.system('true')"),
    ("import", "db/bad.py", "import subprocess"),
    ("import", "desktop/bad.py", "import sqlite3"),
    ("import", "desktop/window/bad.py", "import sqlite_utils"),
    ("import", "desktop/window/bad.py", "from PySide6.QtNetwork import QNetworkAccessManager"),
    ("import", "desktop/window/bad.py", "from PySide6 import QtSql"),
    ("import", "desktop/window/bad.py", "from PySide6.QtCore import QProcess"),
    ("import", "desktop/window/bad.py", "from PySide6 import QtCore\n_P = QtCore.QProcess()"),
    ("import", "desktop/window/bad.py", "import webbrowser"),
    ("import", "desktop/bad.py", "import urllib.request"),
    ("import", "desktop/bad.py", "from urllib import request"),
    ("import", "desktop/bad.py", "import http.client"),
    ("import", "biblio/bad.py", "import socket"),
    ("door", "biblio/bad.py", "import bibtexparser"),
    ("door", "biblio/formats/bad.py", "from bibtexparser.entrypoint import parse_string"),
    ("door", "db/bad.py", "from bibtexparser import model"),
    ("door", "desktop/bad.py", "from PySide6.QtWidgets import QWidget"),
    ("door", "desktop/cli/bad.py", "import PySide6"),
    ("file", "biblio/bad.py", "_F = open('x')"),
    ("code", "desktop/bad.py", "_X = eval('1')"),
    ("code", "biblio/bad.py", "exec('pass')"),
    ("sql", "desktop/bad.py", "_Q = 'SELECT id FROM entry'"),
    ("sql", "biblio/bad.py", "_Q = '''\n  INSERT INTO entry VALUES (1)'''"),
    ("sql", "desktop/bad.py", "_N = 1\n_Q = f'DELETE FROM entry WHERE id = {_N}'"),
    ("sql", "desktop/bad.py", "_Q = 'PRAGMA user_version'"),
    ("except", "db/bad.py", "try:\n    _X = 1\nexcept Exception:\n    raise"),
    ("except", "db/bad.py", "try:\n    _X = 1\nexcept (ValueError, Exception):\n    pass"),
    ("except", "db/bad.py", "try:\n    _X = 1\nexcept:\n    pass"),
    ("except", "db/bad.py", "try:\n    _X = 1\nexcept BaseException:\n    pass"),
    ("print", "db/bad.py", "print('x')"),
    ("print", "desktop/bad.py", "print('x')"),
    ("docstring", "db/bad.py", "def public():\n    pass"),
    (
        "docstring",
        "db/bad.py",
        "class Public:\n    '''Yes.'''\n    def method(self):\n        pass",
    ),
    ("length", "db/bad.py", "_X = 1\n" * LONGEST),
]
KEPT = [
    ("biblio/good.py", "from urllib.parse import quote\nimport io\n_S = io.StringIO()"),
    ("biblio/good.py", "def _f(code: str) -> str:\n    return code.strip()"),
    ("biblio/formats/bibtex/good.py", "from bibtexparser.entrypoint import parse_string"),
    ("desktop/window/good.py", "from PySide6.QtGui import QDesktopServices"),
    ("desktop/good.py", "_T = 'Select a file', 'DELETE', 'Update'"),
    (
        "db/good.py",
        "_Q = 'SELECT 1'\ntry:\n    _X = 1\nexcept BaseException:\n    _X = 2\n    raise",
    ),
    ("desktop/cli/good.py", "print('x')"),
    (
        "db/good.py",
        "class Public:\n    '''Yes.'''\n    @override\n    def method(self):\n        pass",
    ),
]


@pytest.mark.parametrize(
    ("rule", "path", "source"), BROKEN, ids=[f"{r}-{i}" for i, (r, _, _) in enumerate(BROKEN)]
)
def test_notices(rule: str, path: str, source: str, tmp_path: Path) -> None:
    _write(tmp_path, path, source)
    assert rule in {found.rule for found in violations(tmp_path) if found.path == path}


@pytest.mark.parametrize(("path", "source"), KEPT, ids=[path for path, _ in KEPT])
def test_allows(path: str, source: str, tmp_path: Path) -> None:
    _write(tmp_path, path, source)
    assert violations(tmp_path) == []


def test_notices_a_missing_module_docstring(tmp_path: Path) -> None:
    (tmp_path / "db").mkdir()
    (tmp_path / "db/bad.py").write_text("_X = 1\n", encoding="utf-8")
    assert [found.rule for found in violations(tmp_path)] == ["docstring"]


CONTRACTS = [
    # the contract that must be reported as broken, path, source
    ("The packages import one way", "biblio/bad.py", "import db"),
    ("The packages import one way", "db/bad.py", "import desktop"),
    ("biblio knows values only", "biblio/bad.py", "import PySide6"),
    ("biblio knows values only", "biblio/bad.py", "import pathlib"),
    ("db knows no Qt", "db/bad.py", "def f():\n    import PySide6"),
    ("desktop knows no SQL", "desktop/bad.py", "import sqlite3"),
    ("One door to bibtexparser", "biblio/bad.py", "import bibtexparser"),
    ("One room for Qt", "desktop/bad.py", "import PySide6"),
    ("No connections", "desktop/bad.py", "import socket"),
    ("No code from text", "db/bad.py", "import subprocess"),
]


@pytest.mark.parametrize(
    ("contract", "path", "source"),
    CONTRACTS,
    ids=[f"{contract}-{i}" for i, (contract, _, _) in enumerate(CONTRACTS)],
)
def test_contract_notices(contract: str, path: str, source: str, tmp_path: Path) -> None:
    copy_packages(tmp_path)
    _write(tmp_path, path, source)
    result = run(tmp_path, tool("lint-imports"), "--no-cache")
    assert result.returncode == 1
    assert f"{contract} BROKEN" in result.stdout


LINTED = [
    ("TID251", "desktop/bad.py", "import urllib.request"),
    ("TID251", "desktop/bad.py", "from PySide6.QtNetwork import QNetworkAccessManager"),
    ("TID251", "db/bad.py", "import subprocess"),
    ("TID251", "db/bad.py", "import pickle"),
    ("S102", "db/bad.py", "exec('1')"),
    ("S307", "db/bad.py", "print(eval('1'))"),
    ("BLE001", "db/bad.py", "try:\n    import db\nexcept Exception:\n    pass"),
    ("T201", "db/bad.py", "print(1)"),
    ("SLF001", "desktop/bad.py", "from db import Library\nLibrary._db.execute('x')"),
    ("D103", "db/bad.py", "def public():\n    pass"),
]


@pytest.mark.parametrize(
    ("code", "path", "source"), LINTED, ids=[f"{c}-{i}" for i, (c, _, _) in enumerate(LINTED)]
)
def test_linter_notices(code: str, path: str, source: str, tmp_path: Path) -> None:
    copy_packages(tmp_path)
    _write(tmp_path, path, source)
    result = run(tmp_path, tool("ruff"), "check", "--no-cache", "--output-format=concise", path)
    assert code in result.stdout


def _write(root: Path, path: str, source: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f'"""A module for a test."""\n\n{source}\n', encoding="utf-8")
