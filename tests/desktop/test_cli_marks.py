"""The command set, where names have marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.__main__ import main

BIB = "@misc{a, author = {Vineet Jain and Siamak Ravanbakhsh}, author+an = {2=corresponding}}\n"


@pytest.mark.parametrize(
    ("author", "marks", "told"),
    [
        ("Ada Lovelace and Vineet Jain and Siamak Ravanbakhsh", "3=corresponding", False),
        ("Vineet Jain and Ada Lovelace", None, True),
    ],
)
def test_marks_follow_their_names_or_it_is_said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    author: str,
    marks: str | None,
    told: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.bib").write_text(BIB, encoding="utf-8")
    assert main(["--library", "own.oeuvre", "import", "a.bib"]) == 0
    capsys.readouterr()
    assert main(["--library", "own.oeuvre", "set", "a", f"author={author}"]) == 0
    said = capsys.readouterr()
    assert ("marks of “Siamak Ravanbakhsh”" in said.out + said.err) is told
    assert main(["--library", "own.oeuvre", "export", "--source", "a.bib"]) == 0
    written = capsys.readouterr().out
    assert (f"author+an = {{{marks}}}" in written) is (marks is not None)
