"""PDFs are read in a process of their own; a hostile one ends nothing but that."""

from __future__ import annotations

import contextlib
import multiprocessing
import time
import zlib
from pathlib import Path

import pytest

from biblio.pdf_facts import UnreadablePdfError
from desktop import pdf_process
from desktop.pdf_process import facts_of_pdf
from tests.pdfs import paper, pdf


def test_reads_what_a_paper_says(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(paper([(17, "Sheaves for Small Networks"), (10, "doi:10.1000/T.3")]))
    facts = facts_of_pdf(path)
    assert (facts.title, facts.doi) == ("Sheaves for Small Networks", "10.1000/t.3")


@pytest.mark.parametrize("data", [b"", b"#!/bin/sh", b"%PDF-1.7\n\x00\xff"])
def test_says_what_cannot_be_read(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(UnreadablePdfError):
        facts_of_pdf(path)


def bomb() -> bytes:
    """A page of some kilobytes that takes minutes to read."""
    stream = zlib.compress(b"BT /F1 9 Tf " + b"(a) Tj " * 8_000_000 + b" ET", 9)
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R"
                b" /Resources << /Font << /F1 5 0 R >> >> >>"
            ),
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< >>",
        ]
    )


def test_a_bomb_hurts_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bomb())
    monkeypatch.setattr(pdf_process, "_SECONDS", 3.0)
    began = time.monotonic()
    with pytest.raises(UnreadablePdfError):
        facts_of_pdf(path)
    assert time.monotonic() - began < 10
    assert multiprocessing.active_children() == []


def test_a_circle_of_pages_ends(tmp_path: Path) -> None:
    path = tmp_path / "circle.pdf"
    path.write_bytes(
        pdf(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999999 >>",
                b"<< >>",
            ]
        )
    )
    began = time.monotonic()
    with contextlib.suppress(UnreadablePdfError):
        assert facts_of_pdf(path).title == ""
    assert time.monotonic() - began < 20


def test_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(paper([(17, "Sheaves for Small Networks")]))
    assert facts_of_pdf(path, cancelled=lambda: True).title in {"", "Sheaves for Small Networks"}
