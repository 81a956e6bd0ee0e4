"""The program as it is started: processes, streams, and what is loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIB = "@misc{a, author = {S{\\'e}kou Kaba}, title = {Deep – {W}ords}, year = 2024}\n"


def start(
    *arguments: str | Path,
    cwd: Path,
    env: dict[str, str] | None = None,
    source: str | None = None,
    stdin: bytes = b"",
) -> subprocess.CompletedProcess[bytes]:
    program = ["-c", source] if source else ["-m", "desktop"]
    kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        kept.pop(name, None)
    return subprocess.run(
        [sys.executable, *program, *map(str, arguments)],
        cwd=cwd,
        env={**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **(env or {})},
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    said = start("--library", "own.oeuvre", "import", "refs.bib", cwd=tmp_path)
    assert (said.returncode, said.stdout[:20]) == (0, b"refs.bib: bibtex, ut")
    return tmp_path / "own.oeuvre"


LOADED = """
import sys
from desktop.__main__ import main
status = main(sys.argv[1:])
heavy = {"PySide6", "shiboken6", "bibtexparser", "sqlite_utils", "pylatexenc", "ziamath", "click"}
print(status, sorted(heavy & set(sys.modules)))
"""


@pytest.mark.parametrize(
    "command",
    [("search", "deep"), ("search", "title:~w.rd", "--json"), ("profile",), ("history",)],
    ids=" ".join,
)
def test_what_only_looks_loads_nothing_heavy(library: Path, command: tuple[str, ...]) -> None:
    said = start("--library", library, *command, cwd=library.parent, source=LOADED)
    assert said.stdout.decode().splitlines()[-1] == "0 []"


# What Python programs usually load, and a search that is measured against one that does nothing
# does not: see `biblio.typed`
UNUSUAL = """
import sys
from desktop.__main__ import main
status = main(sys.argv[1:])
usual = {"typing", "pathlib", "argparse", "dataclasses", "json"}
print(status, sorted(usual & set(sys.modules)))
"""


def test_a_search_does_without_what_takes_longer_to_load_than_to_search(library: Path) -> None:
    words = ("search", "deep", "--limit", "3")
    said = start("--library", library, *words, cwd=library.parent, source=UNUSUAL)
    assert said.stdout.decode().splitlines()[-1] == "0 []"


def test_show_loads_nothing_heavy(library: Path) -> None:
    said = start("--library", library, "show", "a", cwd=library.parent, source=LOADED)
    assert said.stdout.decode().splitlines()[-1] == "0 []"


def test_import_and_export_load_no_qt(library: Path) -> None:
    for command in (("import", "refs.bib"), ("export",), ("set", "a", "note=x")):
        said = start("--library", library, *command, cwd=library.parent, source=LOADED)
        last = said.stdout.decode().splitlines()[-1]
        assert "PySide6" not in last
        assert last.startswith("0 ")


def test_json_is_one_document_and_nothing_else(library: Path) -> None:
    said = start("--library", library, "search", "--json", cwd=library.parent)
    assert json.loads(said.stdout)[0]["title"] == "Deep – Words"
    assert said.stderr == b""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_every_terminal_takes_every_text(library: Path, encoding: str) -> None:
    env = {"PYTHONIOENCODING": encoding}
    said = start("--library", library, "show", "a", cwd=library.parent, env=env)
    assert (said.returncode, said.stderr) == (0, b"")
    assert said.stdout.startswith(b"Deep ")


def test_a_broken_pipe_is_no_error(library: Path) -> None:
    text = "".join(f"@misc{{k{n}, title = {{A title of some length {n}}}}}\n" for n in range(3000))
    (library.parent / "many.bib").write_text(text, encoding="utf-8")
    start("--library", library, "import", "many.bib", cwd=library.parent)
    for command in ("search", "export"):
        process = subprocess.Popen(
            [sys.executable, "-m", "desktop", "--library", str(library), command],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(60) == 0


def test_export_writes_exactly_the_bytes_of_a_source(library: Path) -> None:
    data = b"\xef\xbb\xbf% caf\xc3\xa9\r\n@misc{b,title={T}}\r\n"
    (library.parent / "dos.bib").write_bytes(data)
    start("--library", library, "import", "dos.bib", cwd=library.parent)
    said = start("--library", library, "export", "--source", "dos.bib", cwd=library.parent)
    assert said.stdout == data


def test_standard_input_is_read_as_bytes(library: Path) -> None:
    data = "@misc{c, title = {Caf\xe9}}".encode("latin-1")
    said = start("--library", library, "import", "-", "--json", cwd=library.parent, stdin=data)
    assert json.loads(said.stdout)["files"][0]["encoding"] in {"cp1252", "latin-1", "iso8859-1"}


def test_two_processes_write_one_library(library: Path) -> None:
    processes = []
    for n in range(3):
        (library.parent / f"{n}.bib").write_text(f"@misc{{p{n}, title={{P{n}}}}}", "utf-8")
        processes.append(
            subprocess.Popen(
                [sys.executable, "-m", "desktop", "--library", str(library), "import", f"{n}.bib"],
                cwd=library.parent,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.DEVNULL,
            )
        )
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    said = start("--library", library, "search", "--json", cwd=library.parent)
    assert {row["key"] for row in json.loads(said.stdout)} == {"a", "p0", "p1", "p2"}


def test_without_a_display_the_job_is_done_all_the_same(tmp_path: Path) -> None:
    said = start("--example", cwd=tmp_path)
    assert said.returncode == 0, said.stderr.decode()
    lines = said.stderr.decode().splitlines()
    assert sum("no display" in line for line in lines) == 1
    out = said.stdout.decode()
    assert "Siamak Ravanbakhsh" in out
    assert "h-index" in out
    assert "n/a" in out
    named = dict(line.split(":", 1) for line in out.splitlines()[-3:])
    bib, picture = Path(named["BibTeX"].strip()), Path(named["Picture"].strip())
    assert bib.read_text("utf-8").count("\n@") >= 49
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_the_example_is_made_once_and_then_left_alone(tmp_path: Path) -> None:
    assert start("--example", "set", "#1", "note=mine", cwd=tmp_path).returncode == 0
    said = start("--example", "show", "#1", cwd=tmp_path)
    assert b"mine" in said.stdout
    assert said.stderr == b""
