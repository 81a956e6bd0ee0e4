"""The commands, one by one, as a user types them."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from db import Library
from desktop.__main__ import main

KABA = """\
@article{kaba2022,
  author  = {S{\\'e}kou-Oumar Kaba and Siamak Ravanbakhsh},
  title   = {Equivariant {N}etworks},
  journal = {Journal of Tests},
  year    = 2022,
  month   = nov,
}"""
BIB = f"""\
% kept
{KABA}
@misc{{group2024, author = {{{{The Example Group}} and van der Berg, Jan}}, title = {{深度学习}},
  year = 2024, abstract = {{Private words}}}}
"""
PAGE = """\
Ada Example

LG
h-index1
2papers
1,234citations
Novelty58%
AI Score61

2 Papers

LGNov 6, 2023Code
Sharing Weights

Bo Other, Ada Example et al. · mila

About $w$.

LGFeb 9
Inverting Things

Ada Example
"""


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def document(self) -> object:
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a folder of its own, on a library of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def command(*arguments: str, stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main(["--library", "own.oeuvre", *arguments])
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    Path("refs.bib").write_text(BIB, encoding="utf-8")
    Path("page.txt").write_text(PAGE, encoding="utf-8")
    return command


@pytest.fixture
def filled(run: Run) -> Run:
    assert run("import", "refs.bib").status == 0
    return run


@pytest.fixture
def empty(run: Run) -> Run:
    Library.open(Path("own.oeuvre")).close()
    return run


# --- import --------------------------------------------------------------------------------


def test_import_reports_each_file(run: Run) -> None:
    said = run("import", "refs.bib", "page.txt", "--as-of", "2026-05-31")
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0] == "refs.bib: bibtex, utf-8: 2 read, 2 added, 0 merged, 0 unchanged."
    assert "page.txt: profile-page, utf-8: 2 read, 2 added, 0 merged, 0 unchanged." in lines


def test_import_twice_changes_nothing(filled: Run) -> None:
    before = filled("history", "--json").out
    said = filled("import", "refs.bib")
    assert (said.status, said.err) == (0, "")
    assert "0 added, 0 merged, 2 unchanged" in said.out
    assert filled("history", "--json").out == before


def test_import_writes_the_document_of_the_design(run: Run) -> None:
    said = run("import", "refs.bib", "missing.bib", "--json")
    assert said.status == 3
    document = said.document
    assert isinstance(document, dict)
    assert document["files"][0] == {
        "file": "refs.bib",
        "format": "bibtex",
        "encoding": "utf-8",
        "read": 2,
        "added": 2,
        "merged": 0,
        "unchanged": 0,
        "problems": [],
    }
    assert document["files"][1]["problems"][0].keys() == {"line", "code", "severity", "message"}
    assert "“missing.bib”" in said.err


def test_import_reads_standard_input(run: Run) -> None:
    assert run("import", "-", stdin=BIB.encode()).status == 0
    assert run("search", "kaba", "--json").document != []


def test_a_dry_run_changes_nothing(run: Run) -> None:
    said = run("import", "refs.bib", "--dry-run")
    assert "2 added" in said.out
    assert "nothing was changed" in said.out
    assert not Path("own.oeuvre").exists()


def test_import_takes_the_day_that_numbers_hold_for(run: Run) -> None:
    run("import", "page.txt", "--as-of", "2025-05-31")
    found = run("search", "inverting", "--json").document
    assert isinstance(found, list)
    assert found[0]["date"] == "2025-02-09"


def content(library: Path) -> list[str] | bytes:
    """All that a library holds; not its file's bytes, since opening counts as a change there."""
    if library.suffix != ".oeuvre":
        return library.read_bytes()
    with contextlib.closing(sqlite3.connect(library)) as connection:
        return list(connection.iterdump())


BAD_INPUTS = {
    "missing": (None, "There is no file “bad”"),
    "empty": (b"", "it is empty"),
    "blank": (b" \n\n", "it is empty"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "it is an image"),
    "nulls": (b"\x00\x01\x02\x00" * 50, "was not imported"),
    "another site": (b"<!DOCTYPE html><html><body><p>News</p></body></html>", "was not imported"),
    "prose": (b"Dear Ada,\nthank you for the letter.\n", "was not imported"),
}


@pytest.mark.parametrize(("data", "words"), BAD_INPUTS.values(), ids=BAD_INPUTS)
def test_import_of_what_is_no_input(empty: Run, data: bytes | None, words: str) -> None:
    if data is not None:
        Path("bad").write_bytes(data)
    before = content(Path("own.oeuvre"))
    said = empty("import", "bad")
    assert said.status == 3
    assert words in said.err
    assert len(said.err.splitlines()) == 1
    assert said.out == ""
    assert content(Path("own.oeuvre")) == before


def test_import_of_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder.bib").mkdir()
    said = run("import", "folder.bib")
    assert (said.status, said.out) == (3, "")
    assert said.err.endswith("“folder.bib” is a folder, not a file; name a file in it.\n")


def test_import_of_a_bib_cut_in_half_takes_what_can_be_read(run: Run) -> None:
    Path("half.bib").write_text(BIB[: BIB.index("year = 2024")], encoding="utf-8")
    said = run("import", "half.bib", "--json")
    assert said.status == 1
    document = said.document
    assert isinstance(document, dict)
    assert [problem["line"] for problem in document["files"][0]["problems"]] == [9]
    assert [row["key"] for row in _found(run("search", "kaba", "--json"))] == ["kaba2022"]


# --- search, show, profile -----------------------------------------------------------------


def _found(said: Said) -> list[dict[str, object]]:
    document = said.document
    assert isinstance(document, list)
    return document


def test_search_aligns_a_table(filled: Run) -> None:
    assert filled("search").out.splitlines() == [
        "Key        Year  Authors               Title",
        "─────────  ────  ────────────────────  ────────────────────",
        "group2024  2024  The Example Group +1  深度学习",
        "kaba2022   2022  Sékou-Oumar Kaba +1   Equivariant Networks",
    ]


def test_looking_does_not_touch_the_file(filled: Run) -> None:
    before = Path("own.oeuvre").read_bytes()
    for command in ("search", "profile", "check", "history", "verify", "export"):
        filled(command)
    filled("show", "kaba2022")
    assert Path("own.oeuvre").read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == ["own.oeuvre", "page.txt", "refs.bib"]


def test_search_and_show_write_the_document_of_the_design(filled: Run) -> None:
    expected = {
        "id": 1,
        "key": "kaba2022",
        "type": "article",
        "title": "Equivariant Networks",
        "authors": [
            {"family": "Kaba", "given": "Sékou-Oumar", "suffix": None, "literal": None},
            {"family": "Ravanbakhsh", "given": "Siamak", "suffix": None, "literal": None},
        ],
        "year": 2022,
        "date": "2022-11",
        "venue": "Journal of Tests",
        "fields": {
            "author": "S{\\'e}kou-Oumar Kaba and Siamak Ravanbakhsh",
            "title": "Equivariant {N}etworks",
            "journal": "Journal of Tests",
            "year": "2022",
            "month": "nov",
        },
        "inherited": {},
        "citations": None,
        "old_keys": [],
        "work": 1,
    }
    assert filled("search", "kaba", "--json").document == [expected]
    shown = filled("show", "kaba2022", "--json").document
    assert isinstance(shown, dict)
    assert shown | {"fields": expected["fields"]} == expected
    literal = _found(filled("search", "author:example", "--json"))[0]["authors"]
    assert literal == [
        {"family": None, "given": None, "suffix": None, "literal": "The Example Group"},
        {"family": "van der Berg", "given": "Jan", "suffix": None, "literal": None},
    ]


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (("--sort", "year"), ["kaba2022", "group2024"]),
        (("--sort", "-year"), ["group2024", "kaba2022"]),
        (("--sort=-title,key",), None),
        (("--limit", "1"), ["group2024"]),
        (("year:..2023",), ["kaba2022"]),
        (("-kaba",), ["group2024"]),
        (("-hot",), ["group2024", "kaba2022"]),
        (("-kaba", "OR", "networks"), ["group2024", "kaba2022"]),
        (("--", "-kaba"), ["group2024"]),
        (("example", "-kaba"), ["group2024"]),
        (("author:kaba OR author:berg",), ["group2024", "kaba2022"]),
        (("title:~^equi",), ["kaba2022"]),
        (("nothing",), []),
    ],
)
def test_search_sorts_limits_and_leaves_out(
    filled: Run, arguments: tuple[str, ...], keys: list[str] | None
) -> None:
    said = filled("search", "--json", *arguments)
    assert said.status == 0
    found = [row["key"] for row in _found(said)]
    assert found == keys if keys is not None else len(found) == 2


def test_search_says_how_it_understood_what_finds_nothing(filled: Run) -> None:
    said = filled("search", "author:nobody")
    assert (said.status, said.out) == (0, "")
    assert said.err == "Nothing found; asked for: author has “nobody”.\n"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("equivar", "“equivar*” finds 1 entry: a word is taken whole"),
        ("autor:kaba", "There is no field “autor”; did you mean author:?"),
        ("me:foo", "“me:foo” (finds nothing: my position is one of first,"),
    ],
)
def test_search_says_why_it_finds_nothing(filled: Run, query: str, told: str) -> None:
    assert told in filled("search", query).err


def test_search_says_how_to_ask_for_what_begins_with_dashes(filled: Run) -> None:
    said = filled("search", "--deep")
    assert said.status == 2
    assert "oeuvre search -- --deep" in said.err
    assert filled("search", "--", "--deep").status == 0


def test_search_says_that_a_pattern_was_refused(filled: Run) -> None:
    assert "title holds “(a+)+” (as text: a repeated" in filled("search", "title:~(a+)+").err
    said = filled("search", "title:~[ OR kaba")
    assert "The pattern “[” for title was looked for as text" in said.err


def test_search_says_that_the_library_is_empty(empty: Run) -> None:
    assert "The library is empty" in empty("search", "x").err


def test_show_has_the_facts_and_the_fields_as_written(filled: Run) -> None:
    said = filled("show", "kaba2022")
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[:6] == [
        "Equivariant Networks",
        "Sékou-Oumar Kaba, Siamak Ravanbakhsh",
        "article · Journal of Tests · 2022-11",
        "",
        "Number     #1",
        "Citations  n/a",
    ]
    assert lines[-6:] == [
        "",
        "author   S{\\'e}kou-Oumar Kaba and Siamak Ravanbakhsh",
        "title    Equivariant {N}etworks",
        "journal  Journal of Tests",
        "year     2022",
        "month    nov",
    ]


def test_output_takes_control_from_imported_text(run: Run) -> None:
    Path("evil.bib").write_text("@misc{e, title = {\x1b]0;evil\x07}, author={A\x9b31m}}\n", "utf-8")
    run("import", "evil.bib")
    for command in (("search",), ("show", "e"), ("check",), ("history",)):
        said = run(*command)
        assert not set("\x1b\x07\x9b") & set(said.out + said.err)


@pytest.mark.parametrize("command", [("show", "x"), ("set", "x", "note=a")], ids=["show", "set"])
def test_an_unknown_key(filled: Run, command: tuple[str, ...]) -> None:
    said = filled(*command)
    assert (said.status, said.out) == (1, "")
    assert said.err == "There is no entry “x” in the library.\n"


def test_entries_with_one_key_are_told_apart_by_number(run: Run) -> None:
    Path("twins.bib").write_text("@misc{a, title={One}}\n@misc{a, title={Two}}\n", "utf-8")
    run("import", "twins.bib")
    said = run("show", "a")
    assert said.status == 1
    assert "#1, #2" in said.err
    assert run("show", "#2").out.startswith("Two\n")
    assert run("set", "#2", "note=x").status == 0
    assert "note" not in run("show", "#1").out
    assert run("show", "#3").status == 1


def test_profile_shows_computed_and_reported(run: Run) -> None:
    run("import", "page.txt", "--as-of", "2026-05-31")
    document = run("profile", "--json").document
    assert isinstance(document, dict)
    assert {name: document[name] for name in ("name", "field", "papers", "works")} == {
        "name": "Ada Example",
        "field": "LG",
        "papers": 2,
        "works": 2,
    }
    metrics = {metric.pop("metric"): metric for metric in document["metrics"]}
    assert metrics["citations"] == {
        "label": "Citations",
        "definition": "The citations of all works together.",
        "unit": None,
        "history": [{"as_of": "2026-05-31", "reported": 1234, "source": "page.txt"}],
        "trend": [],
        "computed": None,
        "reported": 1234,
        "source": "page.txt",
        "as_of": "2026-05-31",
        "without_data": 2,
        "note": metrics["citations"]["note"],
    }
    text = run("profile").out
    assert text.startswith("Ada Example\nLG · 2 papers\n")
    assert "n/a" in text


def test_profile_of_a_library_without_one(empty: Run) -> None:
    said = empty("profile", "--json")
    assert said.status == 0
    assert said.document == {"name": None, "field": None, "metrics": [], "papers": 0, "works": 0}


# --- set, undo, redo, history --------------------------------------------------------------


def test_set_is_undone_and_redone(filled: Run) -> None:
    before = filled("show", "kaba2022", "--json").document
    said = filled("set", "kaba2022", "title=New = {T}itle", "journal=", "note=x")
    assert said.status == 0
    after = filled("show", "kaba2022", "--json").document
    assert isinstance(after, dict)
    assert after["fields"]["title"] == "New = {T}itle"
    assert after["fields"]["note"] == "x"
    assert "journal" not in after["fields"]
    assert filled("undo").out.startswith("Undone: Edit title, journal and note of kaba2022")
    assert filled("show", "kaba2022", "--json").document == before
    assert filled("redo").status == 0
    assert filled("show", "kaba2022", "--json").document == after


def test_set_changes_type_and_key(filled: Run) -> None:
    assert filled("set", "kaba2022", "type=Book", "key=new2022").status == 0
    shown = filled("show", "new2022", "--json").document
    assert isinstance(shown, dict)
    assert (shown["type"], shown["key"]) == ("book", "new2022")
    assert filled("show", "kaba2022", "--json").document == shown  # the old key finds it still


def test_set_of_fields_type_and_key_is_one_step(filled: Run) -> None:
    before = filled("show", "kaba2022", "--json").document
    said = filled("set", "kaba2022", "key=kk", "author=", "type=book", "note+=x")
    assert said.out == "Edit author, note, type and key of kaba2022.\n"
    assert filled("undo").status == 0
    assert filled("show", "kaba2022", "--json").document == before
    said = filled("set", "kaba2022", "key=group2024", "note=x")
    assert (said.status, said.out) == (2, "")
    assert filled("show", "kaba2022", "--json").document == before


def test_set_to_what_it_is_makes_no_step(filled: Run) -> None:
    said = filled("set", "kaba2022", "year=2022")
    assert (said.status, said.out) == (0, "")
    assert "Nothing to change" in said.err
    assert len(_found(filled("history", "--json"))) == 1


@pytest.mark.parametrize(
    "value",
    ["title", "=x", "1a=x", "a b=x", "title={", "key=", "key=a b", "type=a-b", "type+=a b"],
)
def test_set_refuses_what_no_bib_could_hold(filled: Run, value: str) -> None:
    before = filled("show", "kaba2022", "--json").document
    said = filled("set", "kaba2022", "note=changed", value)
    assert (said.status, said.out) == (2, "")
    assert said.err
    assert "Traceback" not in said.err
    assert filled("show", "kaba2022", "--json").document == before


def test_undo_of_nothing(empty: Run) -> None:
    said = empty("undo")
    assert (said.status, said.out, said.err.splitlines()[-1]) == (
        1,
        "",
        "There is nothing to undo.",
    )


def test_undo_of_more_than_there_is(filled: Run) -> None:
    said = filled("undo", "5")
    assert (said.status, said.err) == (1, "There is nothing more to undo.\n")
    assert filled("search", "--json").document == []


def test_history_names_each_step(filled: Run) -> None:
    filled("set", "kaba2022", "note=x")
    filled("undo")
    steps = _found(filled("history", "--json"))
    assert [(step["name"], step["actor"], step["state"]) for step in steps] == [
        ("Edit note of kaba2022", "command line", "undone"),
        ("Import 2 entries from refs.bib", "command line", "done"),
    ]
    assert "Import 2 entries from refs.bib" in filled("history").out


# --- export --------------------------------------------------------------------------------


def test_export_writes_a_source_back_byte_for_byte(filled: Run, tmp_path: Path) -> None:
    assert filled("export", "--source", "refs.bib", "-o", "out.bib").status == 0
    assert (tmp_path / "out.bib").read_bytes() == BIB.encode()


def test_export_to_standard_output(filled: Run) -> None:
    said = filled("export", "--keys", "kaba2022")
    assert said.status == 0
    assert said.out.strip() == KABA


def test_export_of_the_same_bytes_does_not_write(filled: Run, tmp_path: Path) -> None:
    filled("export", "-o", "out.bib")
    os.utime(tmp_path / "out.bib", (1, 1))
    said = filled("export", "-o", "out.bib", "--json")
    document = said.document
    assert isinstance(document, dict)
    assert document["written"] is False
    assert (tmp_path / "out.bib").stat().st_mtime == 1


def test_export_keeps_private_fields_back(filled: Run) -> None:
    normal = ("export", "--format", "bibtex", "--search", "example")
    assert "Private" not in filled(*normal).out
    assert "Private words" in filled(*normal, "--with", "abstract").out


def test_export_in_ascii(filled: Run) -> None:
    said = filled("export", "--ascii", "--keys", "kaba2022")
    assert said.out.isascii()
    assert "K" in said.out


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (("--indent", "tab"), "\n\ttitle"),
        (("--indent", "4", "--no-align"), "\n    title = {"),
        (("--order", "title"), "@article{kaba2022,\n  title"),
        (("--quotes",), 'title   = "'),
        (("--no-trailing-comma",), "= nov\n}"),
        (("--months", "names"), "{November}"),
        (("--fields", "title", "--no-align"), "@article{kaba2022,\n  title = {"),
    ],
    ids=["tab", "spaces", "order", "quotes", "comma", "months", "fields"],
)
def test_export_in_the_look_that_is_asked_for(
    filled: Run, options: tuple[str, ...], shown: str
) -> None:
    usual = filled("export", "--format", "bibtex", "--keys", "kaba2022").out
    said = filled("export", "--keys", "kaba2022", *options)
    assert said.status == 0, said.err
    assert shown in said.out
    assert shown not in usual


def test_export_without_some_fields_in_an_order(filled: Run) -> None:
    both = filled("export", "--format", "bibtex", "--omit", "title", "--sort", "-key").out
    assert "title" not in both
    keys = [line.split("{")[1] for line in both.splitlines() if line.startswith("@")]
    assert keys == sorted(keys, reverse=True)


def test_an_order_alone_leaves_entries_their_own_text(filled: Run) -> None:
    assert filled("export", "--sort", "key", "--keys", "kaba2022").out.strip() == KABA


def test_export_reports_missing_keys(filled: Run) -> None:
    said = filled("export", "--keys", "kaba2022,nobody", "-o", "out.bib", "--json")
    assert said.status == 1
    assert "There is no entry “nobody”" in said.err
    document = said.document
    assert isinstance(document, dict)
    assert (document["entries"], document["missing"]) == (1, ["nobody"])


@pytest.mark.parametrize(
    ("name", "text", "keys"),
    [
        ("a.aux", "\\citation{kaba2022}\n\\@input{sub/b.aux}\n", ["kaba2022", "group2024"]),
        ("a.aux", "\\citation{group2024,gone}\n", ["group2024"]),
        ("a.tex", "\\cite{kaba2022}% \\cite{group2024}\n", ["kaba2022"]),
        ("a.bcf", "<bcf:citekey order='1'>kaba2022</bcf:citekey>", ["kaba2022"]),
        ("a.tex", "\\nocite{*}", ["kaba2022", "group2024"]),
        ("a.aux", "\\citation{kaba2022}\n\\@input{../outside.aux}\n", ["kaba2022"]),
    ],
    ids=["included", "missing", "source", "control file", "everything", "outside"],
)
def test_export_of_what_is_cited(
    filled: Run, tmp_path: Path, name: str, text: str, keys: list[str]
) -> None:
    folder = tmp_path / "paper"
    (folder / "sub").mkdir(parents=True)
    (folder / name).write_text(text, "utf-8")
    (folder / "sub" / "b.aux").write_text("\\citation{group2024}\\@input{../a.aux}", "utf-8")
    (tmp_path / "outside.aux").write_text("\\citation{group2024}", "utf-8")
    said = filled("export", "--cited-in", str(folder / name))
    assert [key for key in ("kaba2022", "group2024") if f"{{{key}," in said.out] == keys
    assert said.status == (1 if "gone" in text else 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--with", "nofield"),
        ("--encoding", "klingon"),
        ("--encoding", "rot13"),
        ("--encoding", "latin-1"),
        ("--ascii", "--format", "as-imported"),
        ("--source", "refs.bib", "--ascii"),
        ("--source", "refs.bib", "--quotes"),
        ("--quotes", "--format", "ris"),
        ("--sort", "colour"),
        ("--indent", "17"),
        ("--search", "a", "--keys", "b"),
        ("--format", "word"),
    ],
)
def test_export_refuses_what_contradicts_itself(filled: Run, arguments: tuple[str, ...]) -> None:
    said = filled("export", *arguments, "-o", "out.bib")
    assert (said.status, said.out) == (2, "")
    assert said.err
    assert not Path("out.bib").exists()


def test_export_of_an_unknown_source(filled: Run) -> None:
    said = filled("export", "--source", "x.bib")
    assert said.status == 1
    assert "“refs.bib”" in said.err


def test_export_replaces_no_library(filled: Run) -> None:
    before = Path("own.oeuvre").read_bytes()
    said = filled("export", "-o", "own.oeuvre")
    assert (said.status, said.out) == (2, "")
    assert Path("own.oeuvre").read_bytes() == before


def test_export_where_nothing_can_be_written(filled: Run) -> None:
    said = filled("export", "-o", "missing/out.bib")
    assert said.status == 3
    assert "“missing/out.bib”" in said.err


# --- check, verify, backup, restore --------------------------------------------------------


def test_check_lists_problems_with_their_places(run: Run) -> None:
    Path("bad.bib").write_text("@misc{a, title={One}\n\n@misc{b, title={Two}}\n", "utf-8")
    run("import", "bad.bib")
    said = run("check", "--json")
    assert said.status == 1
    document = said.document
    assert isinstance(document, dict)
    assert document["problems"][0]["file"] == "bad.bib"
    assert document["problems"][0]["line"]


DOUBTFUL = """\
@article{a, author = {A. One; B. Two}, title = {R & D}, journal = {J},
  year = 2020, pages = {1-9}, month = mar}
@book{b, title = {B}, author = {C}, year = {2001}}
"""


def test_check_looks_at_entries_and_mends_what_can_be(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d.bib").write_text(DOUBTFUL, "utf-8")
    run("import", "d.bib")
    said = run("check", "--json")
    assert isinstance(said.document, dict)
    problems = said.document["problems"]
    assert [(row["code"], row["field"]) for row in problems] == [
        ("author-separator", "author"),
        ("unescaped-sign", "title"),
        ("page-hyphen", "pages"),
        ("required-field", "publisher"),
    ]
    before = run("export", "--source", "d.bib").out
    tried = run("check", "--fix", "all", "--dry-run")
    assert tried.status == 0
    assert "    pages = 1--9" in tried.out
    assert run("export", "--source", "d.bib").out == before
    assert run("check", "--fix", "page-hyphen,unescaped-sign", "--search", "key:a").status == 1
    after = run("export", "--source", "d.bib").out
    assert after == before.replace("1-9", "1--9").replace("R & D", r"R \& D")
    assert "Mend 1 entry (page-hyphen, unescaped-sign)" in run("undo").out
    assert run("export", "--source", "d.bib").out == before


def test_check_only_what_is_cited(run: Run, tmp_path: Path) -> None:
    (tmp_path / "d.bib").write_text(DOUBTFUL, "utf-8")
    (tmp_path / "p.tex").write_text(r"\cite{b}", "utf-8")
    run("import", "d.bib")
    said = run("check", "--cited-in", "p.tex")
    assert said.out.count("\n") == 1
    assert "needs publisher" in said.out


def test_check_mends_no_code_that_needs_the_user(run: Run) -> None:
    said = run("check", "--fix", "required-field")
    assert said.status == 2
    assert "“required-field” cannot be mended" in said.err


def test_an_empty_bib_comes_back_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.bib").write_bytes(b"")
    assert run("import", "empty.bib").status == 0
    said = run("export", "--source", "empty.bib", "-o", "back.bib")
    assert (said.status, (tmp_path / "back.bib").read_bytes()) == (0, b"")


def test_check_without_problems(filled: Run) -> None:
    assert filled("check", "--json").document == {"problems": []}
    assert filled("check").status == 0


def test_verify_of_a_sound_library(filled: Run) -> None:
    assert filled("verify").out == "“own.oeuvre” is whole: 2 entries.\n"
    assert filled("verify", "--json").document == {"problems": []}


def test_a_backup_is_restored(filled: Run) -> None:
    assert filled("backup", "copy.oeuvre").status == 0
    filled("set", "kaba2022", "title=Changed")
    said = filled("restore", "copy.oeuvre")
    assert said.status == 0
    assert "kept in" in said.out
    assert filled("show", "kaba2022").out.startswith("Equivariant Networks\n")


def test_a_backup_without_a_name_says_where(filled: Run, tmp_path: Path) -> None:
    assert filled("backup").status == 0
    assert len(list(tmp_path.glob("own.backup-*.oeuvre"))) == 1


@pytest.mark.parametrize(
    ("command", "target"),
    [("backup", "refs.bib"), ("backup", "own.oeuvre"), ("restore", "own.oeuvre")],
)
def test_a_backup_replaces_no_other_file(filled: Run, command: str, target: str) -> None:
    before = content(Path(target))
    said = filled(command, target)
    assert (said.status, said.out) == (2, "")
    assert content(Path(target)) == before


@pytest.mark.parametrize("name", ["refs.bib", "missing.oeuvre"])
def test_restore_of_what_is_no_backup(filled: Run, name: str) -> None:
    said = filled("restore", name)
    assert (said.status, said.out) == (3, "")
    assert f"“{name}”" in said.err
    assert len(_found(filled("search", "--json"))) == 2


# --- the library itself --------------------------------------------------------------------


def test_a_missing_library_is_made_and_named(run: Run, tmp_path: Path) -> None:
    said = run("import", "refs.bib")
    assert said.status == 0
    assert "own.oeuvre" in said.err
    assert (tmp_path / "own.oeuvre").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("search", "x"), ("search", "--json"), ("history",), ("verify",), ("export",),
        ("show", "a"), ("profile",), ("check",), ("charts",), ("strings",), ("backup",),
        ("set", "a", "note=x"), ("undo",), ("replace", "a", "b"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_needs_a_library_makes_none(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    said = run(*command)
    assert (said.status, said.out) == (3, "")
    assert said.err == (
        "There is no library “own.oeuvre”; check the name, or import a file to begin a new one.\n"
    )
    assert not (tmp_path / "own.oeuvre").exists()


@pytest.mark.usefixtures("run")
def test_the_environment_names_the_library(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("OEUVRE_LIBRARY", str(tmp_path / "env.oeuvre"))
    assert main(["import", "refs.bib"]) == 0
    capsys.readouterr()
    assert (tmp_path / "env.oeuvre").exists()
    assert not (tmp_path / "own.oeuvre").exists()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("text", b"@misc{a}", "no Oeuvre library"),
        ("foreign", None, "no Oeuvre library"),
        ("newer", None, "newer version"),
        ("folder", None, "folder"),
    ],
    ids=["text", "foreign database", "newer version", "folder"],
)
@pytest.mark.parametrize(
    "command", [("search",), ("import", "refs.bib"), ("undo",)], ids=lambda command: command[0]
)
def test_a_library_that_is_none(
    run: Run, tmp_path: Path, name: str, data: bytes | None, words: str, command: tuple[str, ...]
) -> None:
    path = tmp_path / "own.oeuvre"
    make_bad_library(path, name, data)
    before = path.read_bytes() if path.is_file() else b""
    said = run(*command)
    assert (said.status, said.out) == (3, "")
    assert words in said.err
    assert len(said.err.splitlines()) == 1
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["own.oeuvre", "page.txt", "refs.bib"]


def make_bad_library(path: Path, name: str, data: bytes | None) -> None:
    if name == "folder":
        path.mkdir()
    elif data is not None:
        path.write_bytes(data)
    else:
        if name == "newer":
            Library.open(path).close()
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
            if name == "newer":
                database.execute("PRAGMA user_version = 99")
            else:
                database.execute("PRAGMA application_id = 1")
                database.execute("CREATE TABLE entries (id INTEGER PRIMARY KEY, words TEXT)")


@contextlib.contextmanager
def not_root() -> Iterator[None]:
    """Permissions hold for everybody but root, so root becomes nobody for a while."""
    if os.getuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="permissions of Unix")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_read_only_library_can_be_searched(
    filled: Run, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    filled("set", "kaba2022", "note=x")  # all that is loaded late is loaded
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy("own.oeuvre", folder)
        monkeypatch.chdir(folder)
        Path("own.oeuvre").chmod(0o444 if what == "file" else 0o666)
        folder.chmod(0o555 if what == "folder" else 0o777)
        before = Path("own.oeuvre").read_bytes()
        with not_root():
            found = filled("search", "--json")
            said = filled("set", "kaba2022", "note=y")
        assert len(_found(found)) == 2
        assert (said.status, said.out) == (3, "")
        assert "cannot be written" in said.err
        assert len(said.err.splitlines()) == 1
        assert Path("own.oeuvre").read_bytes() == before
        assert [path.name for path in folder.iterdir()] == ["own.oeuvre"]
        folder.chmod(0o777)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="permissions of Unix")
def test_an_unreadable_file_is_not_imported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("import", "page.txt")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        monkeypatch.chdir(folder)
        Path("secret.bib").write_text(BIB, encoding="utf-8")
        Path("secret.bib").chmod(0)
        with not_root():
            said = run("import", "secret.bib")
        assert (said.status, said.out) == (3, "")
        assert "“secret.bib” may not be used" in said.err


# --- usage ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("import",),
        ("search", "--nonsense"),
        ("search", "--limit", "0"),
        ("search", "--limit", "-5"),
        ("search", "--sort", "nonsense"),
        ("undo", "-1"),
        ("import", "refs.bib", "--as-of", "yesterday"),
        ("import", "refs.bib", "--format", "word"),
        ("set", "a"),
        ("show",),
        ("show", "a", "-b"),
    ],
)
def test_wrong_usage_is_told(filled: Run, arguments: tuple[str, ...]) -> None:
    said = filled(*arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version(run: Run, option: str) -> None:
    said = run(option)
    assert said.status == 0
    assert "euvre" in said.out
