"""The language of the order on the command line, and that of the system."""

from __future__ import annotations

import json
import locale
from pathlib import Path

import pytest

from biblio.alphabets import ALPHABETS, PLAIN
from db import Library
from desktop.cli.run import run
from desktop.languages import NAMES, find_language, system_language

BIB = "@misc{a, title={Zeta}}\n@misc{b, title={Åland}}\n@misc{c, title={Alpha}}\n"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own.oeuvre"
    (tmp_path / "a.bib").write_text(BIB, encoding="utf-8")
    monkeypatch.setenv("OEUVRE_LIBRARY", str(path))
    return path


def keys(capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    run(["search", "", "--sort", "title", "--json"])
    return [entry["key"] for entry in json.loads(capsys.readouterr().out)]


def test_every_language_has_a_name() -> None:
    assert set(NAMES) == {*ALPHABETS, *PLAIN}


def test_a_new_library_takes_the_system_s_language_and_keeps_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_COLLATE", "sv_SE.UTF-8")
    assert run(["import", str(path.with_name("a.bib"))]) == 0
    assert keys(capsys) == ["c", "a", "b"]
    monkeypatch.setenv("LC_COLLATE", "C")
    assert run(["language"]) == 0
    assert capsys.readouterr().out == "Lists are sorted as in Swedish.\n"
    assert keys(capsys) == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("wanted", "code", "order"),
    [
        ("sv", "sv", ["c", "a", "b"]),
        ("Danish", "da", ["c", "a", "b"]),
        ("en_GB.UTF-8", "en", ["b", "c", "a"]),
        ("none", "", ["b", "c", "a"]),
    ],
)
def test_another_language_is_chosen_by_code_or_name(
    path: Path,
    capsys: pytest.CaptureFixture[str],
    wanted: str,
    code: str,
    order: list[str],
) -> None:
    run(["import", str(path.with_name("a.bib"))])
    assert run(["language", wanted]) == 0
    with Library.open(path) as library:
        assert library.language() == code
    assert keys(capsys) == order
    run(["language", "--json"])
    assert json.loads(capsys.readouterr().out)["language"] == code


def test_an_unknown_language_is_refused(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", str(path.with_name("a.bib"))])
    assert run(["language", "Klingon"]) == 2
    assert "There is no alphabet for “Klingon”" in capsys.readouterr().err


def test_lists_the_languages(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", str(path.with_name("a.bib"))])
    capsys.readouterr()
    assert run(["language", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Lists are sorted as in no language: letters without their accents."
    assert lines[4].split() == ["sq", "Albanian"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("sv", "sv"), ("SWEDISH", "sv"), ("nb_NO", "no"), ("de-phonebook", "de-phonebook"),
     ("", None), ("english", "en"), ("Elvish", None)],
)  # fmt: skip
def test_finds_a_language_by_what_people_call_it(text: str, code: str | None) -> None:
    assert find_language(text) == code


@pytest.mark.parametrize(
    ("variables", "told", "own", "language"),
    [
        ({"LC_ALL": "da_DK", "LC_COLLATE": "sv_SE", "LANG": "en_US"}, "", None, "da"),
        ({"LC_COLLATE": "sv_SE", "LANG": "en_US"}, "", None, "sv"),
        ({"LANG": "C.UTF-8"}, "sv_SE", "Swedish_Sweden", ""),
        ({}, "tr_TR", "Swedish_Sweden", "tr"),
        ({}, "C", "Swedish_Sweden", "sv"),
        ({}, "", "English_United States", "en"),
        ({}, "", None, ""),
    ],
)
def test_the_system_s_language(
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    told: str,
    own: str | None,
    language: str,
) -> None:
    for name in ("LC_ALL", "LC_COLLATE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(locale, "getlocale", lambda: (own, "UTF-8"))
    assert system_language(told) == language
