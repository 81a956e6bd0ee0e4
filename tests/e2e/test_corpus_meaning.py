"""Normalised output of real files means the same to bibtex and to biber as the file itself.

Run where a corpus lies beside the repo. Files that bibtex itself finds faulty are left out: what
it makes of them depends on where it stumbles.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from biblio.formats.bibtex.reader import read
from tests.e2e.tex_tools import normalised, read_by_biber, run_bibtex

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
MANIFEST = CORPUS / "manifest.json"
LARGEST = 3_000_000  # bytes
EVERY = 20  # biber takes a second for a file
MENDED = frozenset({"extra-brace", "braced-key"})
FAULTY = 2  # bibtex's exit status for an error

pytestmark = [
    pytest.mark.usefixtures("tex_tools"),
    pytest.mark.skipif(not MANIFEST.exists(), reason="there is no corpus beside this checkout"),
]


def well_formed() -> list[Path]:
    files = json.loads(MANIFEST.read_text("utf-8"))["files"]
    paths = [CORPUS / file["path"] for file in files if file.get("well_formed")]
    return [path for path in paths if path.stat().st_size < LARGEST and not is_mended(path)]


def is_mended(path: Path) -> bool:
    """Whether fields are read that bibtex drops without a word, behind a brace too many."""
    return any(problem.code in MENDED for problem in read(path.read_bytes()).problems)


@pytest.mark.parametrize("style", ["plain", "alpha", "apalike"])
def test_bibtex_prints_the_same(tmp_path: Path, style: str) -> None:
    same, other = 0, []
    for path in well_formed():
        data = path.read_bytes()
        written, keys = normalised(data)
        before = run_bibtex(tmp_path / "before", data, style, keys)
        if before.status == FAULTY:
            continue
        if run_bibtex(tmp_path / "after", written, style, keys).made == before.made:
            same += 1
        else:
            other.append(path)
    assert other == []
    assert same > 500


def test_biber_reads_the_same(tmp_path: Path) -> None:
    same, other = 0, []
    for path in well_formed()[::EVERY]:
        data = path.read_bytes()
        before = read_by_biber(tmp_path / "before", data)
        if not before:
            continue
        if read_by_biber(tmp_path / "after", normalised(data)[0]) == before:
            same += 1
        else:
            other.append(path)
    assert other == []
    assert same > 15
