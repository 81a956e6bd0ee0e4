"""The code keeps the rules."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.places import ROOT
from tests.architecture.rules import TABLES, Module, modules, violations


def test_the_code_keeps_the_rules() -> None:
    assert [str(found) for found in violations(ROOT)] == []


@pytest.mark.parametrize("path", sorted(TABLES))
def test_a_module_listed_as_a_table_is_one(path: str) -> None:
    module = next((m for m in modules(ROOT) if m.path == path), None)
    assert module is not None, "the list names a module that does not exist"
    assert _lines_of_functions(module) < 200


def _lines_of_functions(module: Module) -> int:
    functions = [n for n in ast.walk(module.tree) if isinstance(n, ast.FunctionDef)]
    return sum((n.end_lineno or n.lineno) - n.lineno + 1 for n in functions)
