"""Real files come out of a library byte for byte; run where a corpus lies beside the repo."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import Library

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
FOLDERS = sorted(path for path in CORPUS.glob("*") if path.is_dir())


@pytest.mark.skipif(not FOLDERS, reason="there is no corpus beside this checkout")
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_file_comes_back_as_it_was(folder: Path, tmp_path: Path) -> None:
    files = sorted(folder.rglob("*.bib"))
    assert files
    changed = []
    for number, file in enumerate(files):
        data = file.read_bytes()
        with Library.open(tmp_path / f"{number}.oeuvre") as library:
            # As any .bib: of a site's list, which one of these is, papers would be asked about
            report = library.import_bytes(data, name=file.name, format="bibtex")
            if library.export_source(file.name) != data or report.added != report.read:
                changed.append(file)
        (tmp_path / f"{number}.oeuvre").unlink()
    assert changed == []
