"""The code keeps the rules."""

from __future__ import annotations

import ast

from tests.architecture.places import ROOT
from tests.architecture.rules import TABLES, Module, modules, violations


def test_the_code_keeps_the_rules() -> None:
    assert [str(found) for found in violations(ROOT)] == []


def test_modules_listed_as_tables_are_tables() -> None:
    tables = {module.path: module for module in modules(ROOT) if module.path in TABLES}
    assert set(tables) == TABLES
    assert {path for path, module in tables.items() if _lines_of_functions(module) > 100} == set()


def _lines_of_functions(module: Module) -> int:
    functions = [n for n in ast.walk(module.tree) if isinstance(n, ast.FunctionDef)]
    return sum((n.end_lineno or n.lineno) - n.lineno + 1 for n in functions)
