"""Links to files in the fields of other programs are read as they mean them, and not trusted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.attached import Link, LinkKind, is_document, kind_of, links_of
from biblio.entry import make_entry

R, A, X, W = LinkKind.RELATIVE, LinkKind.ABSOLUTE, LinkKind.OUTSIDE, LinkKind.ADDRESS


@pytest.mark.parametrize(
    ("field", "value", "links"),
    [
        ("file", ":kaba2022.pdf:PDF", [("kaba2022.pdf", "", R)]),
        ("file", "Full Text:files/12/a.pdf:application/pdf", [("files/12/a.pdf", "Full Text", R)]),
        (
            "file",
            r"One\: a:/home/me/a\;b.pdf:PDF;:c\:d.pdf:PDF",
            [("/home/me/a;b.pdf", "One: a", A), ("c:d.pdf", "", X)],
        ),
        ("file", ":C\\:\\\\papers\\\\a.pdf:PDF", [("C:/papers/a.pdf", "", A)]),
        ("file", "a.pdf:C:\\papers\\a.pdf:application/pdf", [("C:/papers/a.pdf", "a.pdf", A)]),
        ("file", ":home/me/Mendeley/a\\_b.pdf:pdf", [("home/me/Mendeley/a_b.pdf", "", R)]),
        ("file", "papers/a.pdf", [("papers/a.pdf", "", R)]),
        ("file", "a.pdf;b.pdf", [("a.pdf", "", R), ("b.pdf", "", R)]),
        ("localfile", "file:///home/me/a%20b.pdf", [("/home/me/a b.pdf", "", A)]),
        ("file", "file:///C:/a.pdf", [("C:/a.pdf", "", A)]),
        ("file", "file://evil.org/share/a.pdf", [("//evil.org/share/a.pdf", "", X)]),
        ("file", ":../../etc/passwd:TXT", [("../../etc/passwd", "", X)]),
        ("file", "\\\\server\\share\\a.pdf", [("//server/share/a.pdf", "", X)]),
        ("file", "~/.ssh/id_rsa", [("~/.ssh/id_rsa", "", X)]),
        ("file", "https://example.org/a.pdf", [("https://example.org/a.pdf", "", W)]),
        ("bdsk-file-1", "YnBsaXN0MDDSAQ", [("", "", LinkKind.OPAQUE)]),
        ("file", "", []),
        ("url", "a.pdf", []),
    ],
)
def test_reads_the_links_of_a_field(
    field: str, value: str, links: list[tuple[str, str, LinkKind]]
) -> None:
    entry = make_entry("misc", "k", [(field, value)])
    assert links_of(entry) == [Link(field, *link) for link in links]


@given(st.text(alphabet=r"ab:;\/.C{}~%", max_size=40))
def test_every_text_of_a_field_is_read(value: str) -> None:
    for link in links_of(make_entry("misc", "k", [("file", value)])):
        assert "\\" not in link.path
        if link.kind is R:
            assert not link.path.startswith("/")
            assert ".." not in link.path.split("/")


@pytest.mark.parametrize("path", ["a\0.pdf", "", "a\nb"])
def test_what_is_no_path_leads_nowhere(path: str) -> None:
    assert kind_of(path) is LinkKind.OPAQUE


@pytest.mark.parametrize(
    ("name", "head", "shown"),
    [
        ("a.pdf", b"%PDF-1.7", True),
        ("a.PDF", b"\n%PDF-1.4", True),
        ("a.pdf", b"MZ\x90", False),
        ("a.pdf", b"#!/bin/sh", False),
        ("a.pdf", b"<html>", False),
        ("a.txt", b"[Desktop Entry]\nExec=", False),
        ("a.txt", b"hello", True),
        ("a.docx", b"PK\x03\x04", True),
        ("a.pdf.exe", b"%PDF-1.7", False),
        ("a.desktop", b"", False),
        ("a.sh", b"echo", False),
        ("a.html", b"<html>", False),
        ("a.jar", b"PK", False),
        ("a.lnk", b"", False),
        ("pdf", b"%PDF-", False),
        ("run.png", b"\x7fELF", False),
    ],
)
def test_only_documents_are_shown(name: str, head: bytes, *, shown: bool) -> None:
    assert is_document(name, head) is shown
