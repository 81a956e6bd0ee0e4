"""What the window remembers: read back as it was, and harmless when damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from db import Sort
from desktop.window.settings import ColumnsState, Settings


def test_values_are_read_back_by_the_next_run(tmp_path: Path) -> None:
    state = ColumnsState(("title", "year"), {"year": 77}, (Sort("year", descending=True),))
    first = Settings(tmp_path / "window.ini")
    first.remember("a/text", "words; with = signs")
    first.remember("a/flag", value=False)
    first.remember("a/state", QByteArray(b"\x00\x01"))
    first.remember_columns("profile", state)
    first.write()
    second = Settings(tmp_path / "window.ini")
    assert second.text("a/text") == "words; with = signs"
    assert second.flag("a/flag", usual=True) is False
    assert second.state("a/state") == QByteArray(b"\x00\x01")
    assert second.columns("profile") == state
    assert second.columns("all") == ColumnsState()


@pytest.mark.parametrize(
    "damaged",
    ["", "{", "[]", "3", '{"order": 3}', '{"widths": {"year": "wide"}}', '{"sort": [{}]}', "null"],
)
def test_damaged_columns_are_the_usual_ones(tmp_path: Path, damaged: str) -> None:
    settings = Settings(tmp_path / "window.ini")
    settings.remember("columns/all", damaged)
    assert settings.columns("all") == ColumnsState()


def test_a_file_that_is_no_ini_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_bytes(bytes(range(256)))
    settings = Settings(path)
    assert settings.flag("window/show_entry", usual=True) is True
    assert settings.state("window/geometry") == QByteArray()
