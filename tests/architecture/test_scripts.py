"""The commands of the Makefile: old Pythons, missing libraries, and the closing line."""

from __future__ import annotations

import ast
import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.places import ROOT, run

PROJECT = """
[tool.mypy]
files = ["test_outcomes.py"]
[tool.ruff]
line-length = 100
[tool.ruff.lint]
select = ["E9"]
"""
OUTCOMES = """
import pytest


def test_passes():
    pass


def test_fails():
    raise ValueError


def test_skips():
    pytest.skip("for a reason")
"""


@pytest.mark.parametrize("name", ["setup.py", "system.py"])
def test_an_old_python_can_read_what_makes_the_checkout_ready(name: str) -> None:
    source = (ROOT / "scripts" / name).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))


def test_a_library_that_does_not_load_is_missing() -> None:
    system = _script("system")
    libraries = (
        system.Library("libno-such-thing.so.7", "libno-such7"),
        system.Library("libc.so.6", "libc6"),
    )
    if sys.platform.startswith("linux"):
        assert system.missing_packages(libraries)[:1] == ["libno-such7"]
        assert "libc6" not in system.missing_packages(libraries)
    assert "libno-such7" in system.how_to_install(["libno-such7"])


@pytest.mark.parametrize(
    ("tests", "last_line", "status"),
    [
        # three checks pass; the fourth finds no contracts to check in this small project
        pytest.param(OUTCOMES, "4 passed, 2 failed, 1 skipped", 1, id="outcomes"),
        pytest.param("import os\n\nos._exit(0)\n", "3 passed, 2 failed", 1, id="dies"),
    ],
)
def test_the_last_line_counts_checks_and_tests(
    tests: str, last_line: str, status: int, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "scripts").mkdir()
    for name in ("test.py", "system.py"):
        shutil.copy(ROOT / "scripts" / name, tmp_path / "scripts")
    (tmp_path / "test_outcomes.py").write_text(tests.lstrip(), encoding="utf-8")
    result = run(tmp_path, sys.executable, "scripts/test.py")
    assert (result.stdout.splitlines()[-1], result.returncode) == (last_line, status)


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
