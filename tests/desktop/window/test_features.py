"""What is loaded by its name is there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import desktop.window
from desktop.window.command_table import COMMANDS
from desktop.window.entry.entry_tabs import TABS
from desktop.window.features import AT_START, FEATURES

ROOT = Path(desktop.window.__file__).parent
NAMED = {(module, kind) for module, kind, _ in FEATURES.values()}
CALLED = re.compile(r'\.feature\(\s*"([\w.]+)", "(\w+)"')


@pytest.mark.parametrize(
    ("module", "kind"), sorted(NAMED | set(AT_START) | {(tab.module, tab.kind) for tab in TABS})
)
def test_a_feature_is_where_its_name_says(module: str, kind: str) -> None:
    assert isinstance(getattr(importlib.import_module(f"desktop.window.{module}"), kind), type)


@pytest.mark.parametrize("command", sorted(FEATURES))
def test_a_feature_does_what_the_command_asks(command: str) -> None:
    module, kind, method = FEATURES[command]
    feature = getattr(importlib.import_module(f"desktop.window.{module}"), kind)
    assert callable(getattr(feature, method))
    assert command in {each.name for each in COMMANDS}


def test_features_that_code_asks_for_are_there() -> None:
    called = {
        found
        for path in ROOT.rglob("*.py")
        for found in CALLED.findall(path.read_text(encoding="utf-8"))
    }
    assert called
    for module, kind in called:
        assert hasattr(importlib.import_module(f"desktop.window.{module}"), kind)
