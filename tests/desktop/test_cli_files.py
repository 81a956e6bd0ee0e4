"""Keys, constants and files on the command line, as a user types them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.cli.output import PARTLY
from tests.pdfs import paper

BIB = """\
@string{jot = "Journal of Tests"}
@string{none = {Nothing}}
@article{one, author = {Kaba, S}, title = {Sheaves for Small Networks}, journal = jot, year = 2022}
@article{two, author = {Kaba, T}, title = {Other}, year = 2022, doi = {10.1000/x}}
@book{, author = {Li, B}, title = {Keyless}, year = 2020}
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a library with three entries, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(["--library", "own.oeuvre", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    (tmp_path / "refs.bib").write_text(BIB)
    run("import", "refs.bib")
    return run


def keys(run: Run) -> list[str]:
    found = json.loads(run("search", "--sort", "added", "--json")[1])
    return sorted(entry["key"] for entry in found)


def test_rekey_lists_then_changes_and_can_be_undone(run: Run) -> None:
    status, out, _ = run("rekey", "one", "two", "--pattern", "[auth][year]", "--dry-run")
    assert status == 0
    assert [line.split() for line in out.splitlines()[2:]] == [
        ["one", "Kaba2022"],
        ["two", "Kaba2022a", "Kaba2022", "is", "taken", "by", "one"],
    ]
    assert keys(run) == ["", "one", "two"]
    run("rekey", "one", "two", "--pattern", "[auth][year]")
    assert keys(run) == ["", "Kaba2022", "Kaba2022a"]
    assert run("undo")[1] == "Undone: Change keys of 2 entries.\n"
    assert keys(run) == ["", "one", "two"]


class Terminal(io.StringIO):
    """Somebody at a keyboard."""

    def isatty(self) -> bool:
        return True


def test_a_search_says_which_old_key_found_an_entry(run: Run) -> None:
    run("rekey", "one", "--pattern", "new")
    lines = run("search", "one")[1].splitlines()
    assert [line.partition("  ")[0] for line in lines[2:]] == ["new (was one)"]
    assert "was" not in run("search", "new")[1]


def test_rekey_asks_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("\n"))
    _, out, err = run("rekey", "one", "--pattern", "new")
    assert "one      new" in out
    assert err == "Change 1 key? [y/N]\nNothing was changed.\n"
    assert keys(run) == ["", "one", "two"]
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    run("rekey", "one", "--pattern", "new")
    assert keys(run) == ["", "new", "two"]


def test_rekey_gives_keys_to_those_without(run: Run) -> None:
    status, out, _ = run("rekey", "--missing", "--json")
    assert status == 0
    (made,) = json.loads(out)["keys"]
    assert (made["old"], made["new"]) == (None, "li2020keyless")
    assert keys(run) == ["li2020keyless", "one", "two"]
    assert "Nothing to change" in run("rekey", "--missing")[2]


def test_rekey_rewrites_the_documents_in_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    document = tmp_path / "docs" / "a.tex"
    document.write_bytes(b"\\cite{one}\r\n")
    _, out, err = run("rekey", "one", "--pattern", "new", "--in", "docs", "--dry-run")
    assert "docs/a.tex:1: one: \\cite{one}" in out
    assert "1 use of the old keys in 1 document." in err
    assert document.read_bytes() == b"\\cite{one}\r\n"
    status, _, err = run("rekey", "one", "--pattern", "new", "--in", "docs", "--rewrite")
    assert status == 0
    assert document.read_bytes() == b"\\cite{new}\r\n"
    (kept,) = (tmp_path / "own.documents").rglob("*.tex")
    assert kept.read_bytes() == b"\\cite{one}\r\n"
    assert str(kept.parent.name) in err
    _, _, err = run("undo")
    assert "The documents that got other keys with it stay as they are" in err
    assert document.read_bytes() == b"\\cite{new}\r\n"
    run("redo")
    status, _, err = run("undo", "--documents")
    assert (status, "Renamed 1 use in 1 document." in err) == (0, True)
    assert document.read_bytes() == b"\\cite{one}\r\n"
    run("redo", "--documents")
    assert document.read_bytes() == b"\\cite{new}\r\n"
    document.unlink()
    assert run("undo", "--documents")[0] == PARTLY


def test_documents_follow_two_steps_that_were_undone_one_by_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    document = tmp_path / "docs" / "a.tex"
    document.write_bytes(b"\\cite{one}")
    for old, new in (("one", "n1"), ("n1", "n2")):
        run("rekey", old, "--pattern", new, "--in", "docs", "--rewrite")
    run("undo")
    run("undo", "--documents")
    assert document.read_bytes() == b"\\cite{one}"
    run("redo", "--documents")
    assert document.read_bytes() == b"\\cite{n1}"
    run("redo", "--documents")
    assert document.read_bytes() == b"\\cite{n2}"
    run("undo")
    assert "stay as they are" not in run("redo")[2]  # they are as they should be


def test_documents_follow_no_step_but_the_one_that_changed_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.tex").write_bytes(b"\\cite{one}")
    run("rekey", "one", "--pattern", "new", "--in", "docs", "--rewrite")
    run("set", "new", "note=x")
    assert "documents" not in run("undo")[2]
    (record,) = (tmp_path / "own.documents").rglob("renamed.json")
    record.write_bytes(b"[1, 2")
    assert "documents" not in run("undo")[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["attach", "own.oeuvre", "--to", "one"], "The library's own file cannot be"),
        (["rekey"], "Say which entries get new keys"),
        (["rekey", "one", "--missing"], "Say which entries get new keys"),
        (["rekey", "one", "--rewrite"], "add --in FOLDER"),
        (["rekey", "one", "--pattern", "[auth"], "cannot be read: this bracket is not closed"),
        (["patterns", "article=[x]"], "there is no marker “x”"),
        (["strings", "--set", "gone=x"], "There is no constant “gone”"),
        (["strings", "--delete", "jot"], "The constant “jot” is used once; nothing was deleted."),
        (["strings", "--rename", "jot=none"], "There is already one called “none”"),
        (["strings", "--set", "jot=a}"], "brace"),
    ],
)
def test_wrong_usage_is_one_sentence(run: Run, arguments: list[str], said: str) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_patterns_are_kept_and_change_no_key(run: Run) -> None:
    _, out, err = run("patterns", "all=[auth]", "book=[title]", "file=[citationkey]-[year]")
    assert [line.split() for line in out.splitlines()[2:]] == [
        ["all", "[auth]"],
        ["book", "[title]"],
        ["file", "[citationkey]-[year]"],
    ]
    assert "No key was changed" in err
    assert keys(run) == ["", "one", "two"]
    assert json.loads(run("patterns", "book=", "--json")[1]) == {
        "all": "[auth]",
        "file": "[citationkey]-[year]",
    }


def test_strings_are_listed_and_changed(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("strings")
    assert [line.split() for line in out.splitlines()[2:]] == [
        ["jot", "Journal", "of", "Tests", "1", "refs.bib:1"],
        ["none", "Nothing", "0", "refs.bib:2"],
    ]
    assert run("strings", "--set", "jot=JoT")[1] == "Edit the constant jot.\n"
    assert json.loads(run("show", "one", "--json")[1])["venue"] == "JoT"
    run("strings", "--rename", "jot=journal")
    run("strings", "--delete-unused")
    run("strings", "--add", "late=Late")
    run("export", "--source", "refs.bib", "-o", "out.bib")
    assert (tmp_path / "out.bib").read_text() == (
        BIB.replace('jot = "Journal of Tests"', 'journal = "JoT"')
        .replace("= jot", "= journal")
        .replace("@string{none = {Nothing}}", "@string{late = {Late}}")
    )
    assert [s["name"] for s in json.loads(run("strings", "--unused", "--json")[1])] == ["late"]


def test_files_are_attached_listed_lost_and_found(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1")
    assert run("attach", "x.pdf", "--to", "one")[1] == "Attach x.pdf to one.\n"
    copied = tmp_path / "own.files" / "one.pdf"
    assert copied.read_bytes() == b"%PDF-1"
    assert run("files", "--missing")[::2] == (0, "No file is missing.\n")
    moved = tmp_path / "elsewhere" / "moved.pdf"
    moved.parent.mkdir()
    copied.rename(moved)
    status, out, _ = run("files", "--missing")
    assert status == 1
    assert out.splitlines()[2].split()[::2] == ["one", "missing"]
    assert run("files", "--locate", "elsewhere")[2] == "Found 1 of 1 missing files.\n"
    assert json.loads(run("files", "one", "--json")[1])[0]["path"] == str(moved)
    run("files", "one", "--detach", "moved.pdf")
    assert json.loads(run("files", "--json")[1]) == []


@pytest.mark.usefixtures("run")
def test_looking_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "fixed"
    folder.mkdir()
    (tmp_path / "own.oeuvre").rename(folder / "own.oeuvre")
    before = (folder / "own.oeuvre").read_bytes()
    for command in ("strings", "files", "patterns"):
        assert main(["--library", "fixed/own.oeuvre", command, "--json"]) == 0
    assert (folder / "own.oeuvre").read_bytes() == before


def test_a_pdf_finds_its_entry_or_makes_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(paper([(17, "Sheaves for Small Networks")]))
    (tmp_path / "b.pdf").write_bytes(paper([(17, "Anything Else"), (9, "doi:10.1000/X.")]))
    (tmp_path / "c.pdf").write_bytes(paper([(17, "Never Seen Before"), (9, "arXiv:2301.00001")]))
    (tmp_path / "d.pdf").write_bytes(b"%PDF-broken")
    status, out, err = run("attach", "a.pdf", "b.pdf", "c.pdf", "d.pdf")
    assert (status, out) == (1, "a.pdf: one\nb.pdf: two\n")
    assert "“c.pdf” was not attached: no entry of the library is it (arXiv 2301.00001" in err
    assert "“d.pdf” was not attached" in err
    assert run("attach", "c.pdf", "--new")[1] == "c.pdf: 2023never\n"
    made = json.loads(run("show", "2023never", "--json")[1])
    assert made["fields"]["eprint"] == "2301.00001"
