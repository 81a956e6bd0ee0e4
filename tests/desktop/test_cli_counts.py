"""Counts on the command line: files of sites, columns that the user names, counts by hand."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from biblio.formats.sites.layouts import ROLES
from biblio.formats.sites.reading import FORMATS
from desktop.__main__ import main
from desktop.cli import counts_arguments

FOLDER = Path(__file__).parents[1] / "data" / "sites"
BIB = """\
@inproceedings{zaheer2017, title = {Deep {S}ets}, year = 2017,
  author = {Zaheer, Manzil and Ravanbakhsh, Siamak}}
@article{kaba2023, title = {Equivariance with Learned Canonicalization Functions}, year = 2023,
  author = {Kaba, S{\\'e}kou-Oumar and Ravanbakhsh, Siamak}}
"""


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a library of two papers, in a folder with the sites' files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("scholar.html", "own.csv"):
        Path(name).write_bytes((FOLDER / name).read_bytes())
        os.utime(name, (1_780_300_000, 1_780_300_000))  # 1 June 2026
    Path("refs.bib").write_text(BIB, encoding="utf-8")

    def command(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        status = main(["--library", "own.oeuvre", *arguments])
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    assert command("import", "refs.bib").status == 0
    return command


SCHOLAR = """\
scholar.html: Google Scholar (scholar-page, utf-8), as of 2026-06-01: 3 papers
  2 in the library, 1 to be asked about, 0 without count; 2 new counts{dry}.
  Read: title from “Title”, authors from “Title, second line”, venue from “Title, third line”, \
count from “Cited by”, year from “Year”
  Of Siamak Ravanbakhsh: citations 5,042, citations of the last 5 years 4,012, h-index 26, \
h-index of the last 5 years 23, i10-index 37, i10-index of the last 5 years 33
  warning: line 17: “A paper that nobody cites & bold” (no year, cited 0 times) is in no entry of \
the library: nothing was done with it.
  Import it again with --create-unmatched to make entries of those that are in no entry, or in \
the window to say which entries they are.
"""


def test_a_dry_run_shows_what_is_read_and_what_would_be_done(run: Run) -> None:
    said = run("import", "scholar.html", "--dry-run")
    assert said == Said(1, SCHOLAR.format(dry=" (dry run: nothing was changed)"), "")
    assert json.loads(run("count", "zaheer2017", "--json").out) == []


def test_papers_are_listed_with_their_lines_and_made_entries_when_asked(run: Run) -> None:
    assert run("import", "scholar.html") == Said(1, SCHOLAR.format(dry=""), "")
    assert len(json.loads(run("search", "--json").out)) == 2
    said = run("import", "scholar.html", "--create-unmatched")
    assert said.status == 0
    assert (
        "  2 in the library, 1 added, 0 to be asked about, 0 without count; 1 new count."
        in said.out
    )
    assert len(json.loads(run("search", "--json").out)) == 3


def test_the_document_has_what_is_to_be_asked(run: Run) -> None:
    said = run("import", "scholar.html", "--json")
    (file,) = json.loads(said.out)["files"]
    assert (file["read"], file["added"], file["merged"], file["unchanged"]) == (3, 0, 2, 1)
    assert file["counts"] == 2
    assert file["table"]["site"] == "Google Scholar"
    assert file["table"]["as_of"] == "2026-06-01"
    assert file["table"]["open"] == [
        {
            "line": 17,
            "title": "A paper that nobody cites & bold",
            "authors": ["S Ravanbakhsh"],
            "year": None,
            "count": 0,
            "reason": "unknown",
            "candidates": [],
        }
    ]


def test_a_table_of_unknown_columns_says_what_it_has(run: Run) -> None:
    said = run("import", "own.csv")
    assert (said.status, said.out) == (3, "")
    assert said.err == (
        "“own.csv” was not imported: it is a table, and what is in its columns is not known. It has"
        " “Paper”, “Who”, “When”, “Hits”, “Remark”; say what they hold, as in --column title=NAME"
        " --column count=NAME.\n"
    )


def test_the_columns_that_are_named_are_remembered(run: Run) -> None:
    named = ["--column", "title=Paper", "--column", "authors=Who", "--column", "count=Hits"]
    assert run("import", "own.csv", *named, "--counted-by", "My list").status == 0
    assert run("import", "own.csv", "--as-of", "2026-07-01").status == 0
    assert run("count", "zaheer2017").out == (
        "2026-07-01      3,210  My list\n2026-06-01      3,210  My list\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "own.csv", "--column", "title"),
        ("import", "own.csv", "--column", "colour=Paper"),
        ("count", "zaheer2017", "many"),
        ("count", "zaheer2017", "-5"),
        ("count", "zaheer2017", "5", "--as-of", "soon"),
        ("count", "zaheer2017", "5", "--as-of", "2999-01-01"),
        ("count", "zaheer2017", "5", "--remove"),
        ("count", "zaheer2017", "--remove"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_said(run: Run, arguments: tuple[str, ...]) -> None:
    said = run(*arguments)
    assert said.status == 2
    assert said.out == ""
    assert said.err


def test_a_count_is_noted_corrected_and_removed(run: Run) -> None:
    noted = run("count", "zaheer2017", "3,300", "--source", "Scopus", "--as-of", "2026-06-30")
    assert noted == Said(0, "2026-06-30      3,300  Scopus\n", "")
    assert run(
        "count", "zaheer2017", "3300", "--source", "Scopus", "--as-of", "2026-06-30"
    ).err == ("Nothing to change: the library has that count.\n")
    run("count", "zaheer2017", "3,301", "--source", "Scopus", "--as-of", "2026-06-30")
    (found,) = json.loads(run("search", "zaheer", "--json").out)
    assert found["citations"] == {"source": "Scopus", "as_of": "2026-06-30", "value": 3301}
    removed = run("count", "zaheer2017", "--remove", "--source", "Scopus")
    left = "2026-06-30      3,300  Scopus\n"
    assert removed.out == f"Removed 3,301 by Scopus, 2026-06-30.\n{left}"
    assert run("undo").status == 0
    both = [
        {"source": "Scopus", "as_of": "2026-06-30", "value": 3301},
        {"source": "Scopus", "as_of": "2026-06-30", "value": 3300},
    ]
    assert json.loads(run("count", "zaheer2017", "--json").out) == both
    by_number = run("count", "zaheer2017", "3300", "--remove", "--json")
    assert json.loads(by_number.out) == both[:1]
    gone = run("count", "zaheer2017", "--remove")
    assert gone.out.endswith("n/a: no source gives a count.\n")


def test_the_options_know_all_formats_and_all_that_columns_can_hold() -> None:
    assert counts_arguments.SITE_FORMATS == FORMATS
    assert counts_arguments.ROLES == ROLES
