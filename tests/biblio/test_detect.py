"""Which format some bytes are in, and what is said of those in none."""

from __future__ import annotations

import datetime as dt

import pytest

from biblio.formats import detect
from biblio.formats.detect import UnknownFormat

DAY = dt.date(2026, 2, 20)
PAGE = """Ada Example

LG
h-index3
2papers
345citations
Novelty58%
AI Score61

2 Papers

LGNov 6, 2023Code
On Small Things

Ada Example, Bo Sample

We study small things.

MLFeb 5, 2025
On Large Things

Ada Example

We study large things.
"""


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(b"@misc{k, title={A}}", "refs.bib", id="an entry"),
        pytest.param(b"@misc{k, title={A}}", "refs.txt", id="an entry in a text file"),
        pytest.param(b"@misc{k, title={A}}", "-", id="an entry from a pipe"),
        pytest.param(b"@string{a = {b}}\n", "x", id="a string"),
        pytest.param("@misc{k, title={A}}".encode("utf-16"), "refs.bib", id="utf-16"),
        pytest.param("@misc{k, title={A}}".encode("utf-16-le"), "refs", id="utf-16, no mark"),
        pytest.param(b"", "refs.bib", id="an empty file"),
        pytest.param(b"\r\n", "REFS.BIB", id="a blank file"),
        pytest.param(b"% nothing here yet\n", "refs.bib", id="only a comment"),
        pytest.param(b"These are my papers.\n", "refs.bib", id="prose"),
        pytest.param(b"<pre>\n@misc{k, title={A}}</pre>", "refs.bib", id="in a web page"),
        pytest.param(b"@misc{k, title={A\0\1}}", "refs.bib", id="with control characters"),
    ],
)
def test_reads_bibtex(data: bytes, name: str) -> None:
    result = detect.read(data, name=name)
    assert (result.format, len(result.entries)) == (
        "bibtex",
        data.replace(b"\0", b"").count(b"@misc"),
    )


def test_a_format_that_is_named_is_believed() -> None:
    assert detect.read(b"", name="x", format="bibtex").entries == ()
    assert detect.read(b"hello", name="x", format="bibtex").entries == ()


@pytest.mark.parametrize("name", ["page.txt", "page.bib", "-"])
def test_reads_a_profile_page_whatever_its_name(name: str) -> None:
    result = detect.read(PAGE.encode(), name=name, file_date=DAY)
    assert (result.format, len(result.entries), result.as_of) == ("profile-page", 2, DAY)
    assert detect.read(PAGE.encode(), name=name, as_of=DAY, file_date=dt.date(2020, 1, 1)) == result


def test_says_which_encoding_of_a_page_was_assumed() -> None:
    result = detect.read(PAGE.replace("Bo", "Bö").encode("cp1252"), name="x", as_of=DAY)
    assert [p.code for p in result.problems][:1] == ["encoding-assumed"]


_NO_FORMAT = (
    "it is text that is neither BibTeX, RIS, CSL-JSON, a profile page nor a table of papers"
)


@pytest.mark.parametrize(
    ("data", "name", "code", "reason"),
    [
        pytest.param(b"", "x.txt", "empty", "it is empty", id="nothing"),
        pytest.param(b" \n\n", "-", "empty", "it is empty", id="blank"),
        pytest.param(b"%PDF-1.7\n...", "x.bib", "binary", "it is a PDF", id="pdf"),
        pytest.param(b"PK\x03\x04....", "x.bib", "binary",
                     "it is a ZIP archive or office document", id="zip"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "x", "binary", "it is an image", id="png"),
        pytest.param(b"SQLite format 3\0....", "lib.oeuvre", "binary",
                     "it is an SQLite database", id="sqlite"),
        pytest.param(bytes(range(256)) * 9, "x.bib", "binary",
                     "it holds binary data, not text", id="bytes"),
        pytest.param(b"\0" * 999, "x.bib", "binary",
                     "it holds binary data, not text", id="nuls"),
        pytest.param(b"\x01\0\x02\0\x03\0\x04\0" * 99, "x.bib", "binary",
                     "it holds binary data, not text", id="16-bit numbers"),
        pytest.param(b"<!DOCTYPE html>\n<html><body>@media (print) { }</body></html>", "x.html",
                     "html", "it is a web page; save or copy the text of the page instead",
                     id="web page"),
        pytest.param(b"<html><body>404</body></html>", "refs.bib", "html",
                     "it is a web page; save or copy the text of the page instead",
                     id="web page as .bib"),
        pytest.param(b"Some Other Site\nLog in\n\nA. Person\n12 publications\n", "page.txt", "text",
                     _NO_FORMAT, id="another page"),
        pytest.param(b"mail me@home.example (evenings)", "x.txt", "text",
                     _NO_FORMAT, id="mail address"),
        pytest.param(b"@cache(size)\ndef f(): ...\n", "x.py", "text",
                     _NO_FORMAT, id="a program"),
        pytest.param(b'[{"id": "a"}]', "x.json", "other-format",
                     "it is JSON, but neither a list of CSL items nor of a site that is known",
                     id="json"),
    ],
)  # fmt: skip
def test_says_what_is_in_no_format(data: bytes, name: str, code: str, reason: str) -> None:
    with pytest.raises(UnknownFormat) as raised:
        detect.read(data, name=name, as_of=DAY)
    assert (raised.value.code, raised.value.reason, raised.value.name) == (code, reason, name)


def test_refuses_a_format_that_does_not_exist() -> None:
    with pytest.raises(
        UnknownFormat, match="“word” is no format; there are bibtex, ris, csl-json, profile-page, "
    ):
        detect.read(b"", name="x", format="word")


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        pytest.param(b"TY  - JOUR\nTI  - A\nER  - \n", "x.txt", "ris", id="ris"),
        pytest.param(
            b'[{"id": "a", "type": "book", "issued": {"raw": "2001"}}]',
            "x.txt",
            "csl-json",
            id="csl",
        ),
        pytest.param(b"@misc{a, note = {\nTY  - JOUR\n}}", "x.bib", "bibtex", id="ris in bib"),
    ],
)
def test_knows_other_formats_by_their_content(data: bytes, name: str, expected: str) -> None:
    assert detect.read(data, name=name).format == expected
