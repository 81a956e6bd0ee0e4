"""README names the commands that there are, and no others."""

from __future__ import annotations

import argparse
import re

from desktop.cli.arguments import make_parser
from tests.architecture.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("BEGIN command line")[2].partition("END command line")[0]


def test_names_each_command() -> None:
    parser = make_parser()
    commands = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    assert set(re.findall(r"(?m)^    oeuvre ([a-z]+)", SECTION)) == set(commands.choices)


def test_names_no_option_that_does_not_exist() -> None:
    parser = make_parser()
    commands = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    parsers = [parser, *commands.choices.values()]
    known = {option for p in parsers for action in p._actions for option in action.option_strings}
    assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", SECTION)) - {"-not", "-citations"} <= known


def test_names_each_make_target_somewhere() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):  ## ", makefile)) - {"help", "clean"}
    text = README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {target for target in targets if f"make {target}" not in text} == set()
