"""Imported files on the command line: which is meant, and in which encoding it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.__main__ import main

Run = Callable[..., tuple[int, str]]
OLD = "% Encoding: windows-1252\n@misc{key2, title = {Über}}\n"
RIS = "TY  - JOUR\nID  - smith 2001\nTI  - A title\nER  - \n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a folder of its own; gives its status and what it said."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str]:
        status = main(["--library", "own.oeuvre", *arguments])
        captured = capsys.readouterr()
        return status, captured.out + captured.err

    return command


def test_a_letter_that_the_encoding_lacks_is_told_and_utf_8_holds_it(run: Run) -> None:
    Path("old.bib").write_bytes(OLD.encode("cp1252"))
    run("import", "old.bib")
    run("set", "key2", "title=中 ł")
    status, said = run("export", "--source", "old.bib", "-o", "new.bib")
    assert (status, said) == (
        2,
        (
            "“中” in the entry “key2” cannot be written in cp1252, the encoding of “old.bib”;"
            " nothing was written. Use --encoding utf-8 to write it in UTF-8.\n"
        ),
    )
    assert not Path("new.bib").exists()
    status, said = run("export", "--source", "old.bib", "--encoding", "utf-8", "-o", "new.bib")
    assert status == 0
    assert "“old.bib” was cp1252; it is written in utf-8." in said
    wanted = OLD.replace("windows-1252", "UTF-8").replace("Über", "中 ł")
    assert Path("new.bib").read_text("utf-8") == wanted


def test_a_relative_path_tells_files_of_one_name_apart(run: Run) -> None:
    for folder in "ab":
        Path(folder).mkdir()
        Path(folder, "refs.bib").write_text(f"@misc{{{folder}, title = {{{folder}}}}}", "utf-8")
    run("import", "a/refs.bib", "b/refs.bib")
    assert run("export", "--source", "a/refs.bib") == (0, "@misc{a, title = {a}}")
    assert run("export", "--source", "./b/refs.bib") == (0, "@misc{b, title = {b}}")
    status, said = run("export", "--source", "refs.bib")
    newest = Path("b/refs.bib").absolute()
    assert (status, said) == (
        0,
        (
            "@misc{b, title = {b}}"
            f"note: Several files “refs.bib” were imported; this is “{newest}”.\n"
        ),
    )
    status, said = run("export", "--source", "c/refs.bib")
    assert status == 1
    assert all(str(Path(folder, "refs.bib").absolute()) in said for folder in "ab")


def test_edits_that_a_ris_file_is_written_without_are_told(run: Run) -> None:
    Path("a.ris").write_text(RIS, "utf-8")
    run("import", "a.ris")
    assert run("export", "--source", "a.ris") == (0, RIS)
    run("set", "#1", "title=Other")
    status, said = run("export", "--source", "a.ris", "-o", "b.ris")
    assert status == 1
    assert "“a.ris” is as it was imported, and the edits of 1 entry are not in it." in said
    assert Path("b.ris").read_text("utf-8") == RIS


def test_the_number_of_a_ris_record_is_no_field_to_warn_of(run: Run) -> None:
    Path("a.ris").write_text(RIS, "utf-8")
    run("import", "a.ris")
    status, said = run("export", "--format", "ris")
    assert status == 0
    assert "ris-id" not in said


def test_add_writes_entries_into_an_imported_file(run: Run) -> None:
    Path("mine.bib").write_text("@misc{a,\n  title = {A},\n  year  = 2001\n}\n", "utf-8")
    Path("other.bib").write_text("@misc{b, title={B}, year={2002}}", "utf-8")
    run("import", "mine.bib", "other.bib")
    status, said = run("add", "b", "--to", "mine.bib")
    assert (status, said.partition("\n")[0]) == (0, "Add b to mine.bib.")
    assert run("export", "--source", "mine.bib") == (
        0,
        (
            "@misc{a,\n  title = {A},\n  year  = 2001\n}\n\n"
            "@misc{b,\n  title = {B},\n  year  = 2002\n}\n"
        ),
    )
    status, said = run("add", "--search", "B", "--to", "./mine.bib")
    assert (status, said) == (
        0,
        "Nothing to add: 1 entry is asked for, and in “mine.bib” already.\n",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("--to", "mine.bib"),
        ("b", "--search", "b", "--to", "mine.bib"),
        ("b", "--to", "none.bib"),
        ("c", "--to", "mine.bib"),
        ("b", "--to", "a.ris"),
    ],
    ids=["nothing", "two ways", "no file", "no entry", "no .bib"],
)
def test_add_refuses_in_a_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    Path("mine.bib").write_text("@misc{a, title = {A}}", "utf-8")
    Path("other.bib").write_text("@misc{b, title={B}}", "utf-8")
    Path("a.ris").write_text(RIS, "utf-8")
    run("import", "mine.bib", "other.bib", "a.ris")
    status, said = run("add", *arguments)
    assert status in (1, 2)
    assert said.count("\n") == 1
    assert run("export", "--source", "mine.bib") == (0, "@misc{a, title = {A}}")


BROKEN = "@misc{k, 1=),{%x\n%x\ntitle = year\n"


@pytest.mark.parametrize(
    "arguments",
    [("set", "k", "title="), ("field", "clear", "title", "--search", "")],
    ids=["one", "many"],
)
def test_a_text_too_broken_to_be_edited_is_told_and_kept(
    run: Run, arguments: tuple[str, ...]
) -> None:
    Path("broken.bib").write_text(BROKEN, "utf-8")
    run("import", "broken.bib")
    status, said = run(*arguments)
    assert status != 0
    assert said.startswith("The text of the entry “k” in its file is too broken")
    assert run("export", "--source", "broken.bib") == (0, BROKEN)


def test_a_broken_entry_is_written_anew_when_it_is_edited(run: Run) -> None:
    Path("broken.bib").write_text("@misc{k, title={Un{bal, year=2000}\n@misc{l}\n", "utf-8")
    run("import", "broken.bib")
    run("set", "k", "volume=7")
    assert run("export", "--source", "broken.bib") == (
        0,
        "@misc{k, title={Un{\\textbraceleft}bal, year=2000}, volume={7}}\n@misc{l}\n",
    )
