"""Project text is about the project: no machine's paths, no package registry's hosts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.places import ROOT

SKIPPED = {".git", ".venv", ".hypothesis", "__pycache__", "build", "dist", "run", "node_modules"}
# Put together here, so that this file passes its own test.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"py" + r"pi\.(?:org|io)",
            r"python" + r"hosted\.org",
            r"registry\.npm" + r"js",
            r"deb\." + r"debian\.org",
            r"(?<![\w.~-])/(?:work|root|opt/pypi|tmp/oeuvre)" + r"/",
        ]
    )
)


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """The text files under a folder, with their paths."""
    for folder, folders, names in os.walk(root):
        folders[:] = [
            f for f in folders if f not in SKIPPED and not f.endswith(("_cache", ".egg-info"))
        ]
        for name in names:
            path = Path(folder, name)
            data = path.read_bytes()
            if b"\0" not in data[:1000]:
                yield path.relative_to(root).as_posix(), data.decode("utf-8", "replace")


def findings(root: Path) -> list[str]:
    """Each forbidden word under a folder, with its place."""
    return [
        f"{path}:{text.count(chr(10), 0, found.start()) + 1}: {found[0]}"
        for path, text in texts(root)
        for found in FORBIDDEN.finditer(text)
    ]


def test_names_no_machine_and_no_registry() -> None:
    assert findings(ROOT) == []


@pytest.mark.parametrize(
    "text",
    [
        "see https://py" + "pi.org/simple",
        "--index-url https://files.python" + "hosted.org",
        "/ro" + "ot/x",
    ],
)
def test_notices(text: str, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text(f"one\n{text}\n", encoding="utf-8")
    assert len(findings(tmp_path)) == 1
