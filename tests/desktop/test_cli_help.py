"""The help of every command can be shown."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from desktop.cli.arguments import make_parser
from desktop.cli.output import FAILED
from desktop.cli.run import run


def _commands() -> list[str]:
    actions = make_parser()._actions  # argparse has no public way to its commands
    [commands] = [each for each in actions if isinstance(each, argparse._SubParsersAction)]
    return sorted(commands.choices)


@pytest.mark.parametrize("command", _commands())
def test_the_help_of_a_command_is_shown(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        make_parser().parse_args([command, "--help"])
    assert ended.value.code == 0
    assert f" {command} " in capsys.readouterr().out


@pytest.mark.parametrize("command", [("show", "k\udce9"), ("set", "a", "note=k\udce9")])
def test_an_argument_that_is_not_utf8_is_told(
    command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "a.bib"
    source.write_text("@misc{a, title = {A}}")
    library = str(tmp_path / "l.oeuvre")
    assert run(["--library", library, "import", str(source)]) == 0
    assert run(["--library", library, *command]) == FAILED
    assert "is not in UTF-8" in capsys.readouterr().err
