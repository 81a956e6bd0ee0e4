"""Many entries on the command line: set with a query, replace, field."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.__main__ import main

BIB = """\
@article{a,
  title   = {Graphs},
  journal = {J. Tests},
  year    = 2001,
}
@article{b, title = {Trees}, keywords = {x; y}}
"""


@dataclass(frozen=True)
class Said:
    """What a command wrote, and its exit status."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs commands on a library that holds the .bib."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    Path("refs.bib").write_text(BIB, encoding="utf-8")

    def command(*arguments: str) -> Said:
        status = main(["--library", "own.oeuvre", *arguments])
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    assert command("import", "refs.bib").status == 0
    return command


def exported(run: Run) -> str:
    return run("export", "--source", "refs.bib").out


def test_sets_fields_of_all_that_a_query_finds(run: Run) -> None:
    said = run("set", "--search", "title:trees OR graphs", "keywords+=new", "year=", "type=misc")
    assert (said.status, said.out) == (0, "Edit keywords, year, the type in 2 entries.\n")
    assert exported(run) == BIB.replace("@article", "@misc").replace(
        "  year    = 2001,\n", "  keywords= {new},\n"
    ).replace("x; y", "x; y; new")
    assert run("undo").status == 0
    assert exported(run) == BIB


def test_appends_to_one(run: Run) -> None:
    assert run("set", "b", "keywords+=new").out == "Edit keywords of b.\n"
    assert "x; y; new" in exported(run)


def test_lists_every_change_and_makes_none(run: Run) -> None:
    said = run("replace", "e", "E", "--case", "--dry-run")
    assert [line.split() for line in said.out.splitlines()[2:]] == [
        ["a", "journal", "J.", "Tests", "J.", "TEsts"],
        ["b", "title", "Trees", "TrEEs"],
    ]
    assert said.err == "Would change 2 entries; nothing was changed.\n"
    assert exported(run) == BIB


def test_replaces_by_an_expression_in_some_fields(run: Run) -> None:
    said = run("replace", r"(\w+)s\b", r"{\1}s", "--regex", "--fields", "title", "--json")
    assert json.loads(said.out) == [
        {
            "id": number,
            "key": key,
            "field": "title",
            "before": before,
            "after": after,
            "fault": None,
        }
        for number, key, before, after in (
            (1, "a", "Graphs", "{Graph}s"),
            (2, "b", "Trees", "{Tree}s"),
        )
    ]
    assert exported(run) == BIB.replace("{Graphs}", "{{Graph}s}").replace("{Trees}", "{{Tree}s}")


@pytest.mark.parametrize(
    ("arguments", "old", "new"),
    [
        (("rename", "journal", "venue"), "journal =", "venue   ="),
        (("clear", "year"), "  year    = 2001,\n", ""),
        (("move", "keywords", "note"), "keywords =", "note ="),
        (("copy", "keywords", "title", "--onto", "append"), "{Trees}", "{Trees x; y}"),
        (("swap", "title", "keywords", "--search", "trees"), "{Trees}", "{x; y}"),
    ],
    ids=["rename", "clear", "move", "copy", "swap"],
)
def test_works_on_fields(run: Run, arguments: tuple[str, ...], old: str, new: str) -> None:
    assert run("field", *arguments).status == 0
    swapped = BIB.replace("{x; y}", "{Trees}") if arguments[0] == "swap" else BIB
    first = swapped.replace(old, new, 1)
    assert exported(run) == first


def test_what_cannot_be_is_said_and_left(run: Run) -> None:
    said = run("replace", "J", "{", "--case")
    assert said.status == 1
    assert "its braces would not pair: journal of a." in said.err
    assert exported(run) == BIB


@pytest.mark.parametrize(
    "arguments",
    [
        ("replace", "(", "x", "--regex"),
        ("replace", "", "x"),
        ("set", "--search", "trees", "note"),
        ("set", "--search", "trees", "key=x"),
        ("set", "b"),
        ("set", "b", "note=x", "--dry-run"),
        ("field", "clear", "a", "b"),
        ("field", "copy", "a"),
        ("field", "copy", "a", "b c"),
    ],
    ids=" ".join,
)
def test_wrong_usage_changes_nothing(run: Run, arguments: tuple[str, ...]) -> None:
    said = run(*arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err
    assert exported(run) == BIB
