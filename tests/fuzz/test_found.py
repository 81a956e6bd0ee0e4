"""What the fuzzer found stays repaired, and the files that it starts from pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.checks import check, check_time

DATA = Path(__file__).parents[1] / "data" / "bibtex"
FILES = sorted(path for path in DATA.rglob("*") if path.is_file() and path.name != ".gitkeep")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DATA)))
def test_what_must_hold_holds(path: Path) -> None:
    data = path.read_bytes()
    check(data)
    check_time(data)
