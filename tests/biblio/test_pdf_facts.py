"""A paper's DOI, arXiv id and title are found, and no PDF, however broken, ends in more."""

from __future__ import annotations

import contextlib
import io
import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biblio.pdf_facts import PdfFacts, UnreadablePdfError, arxiv_in, doi_in, facts_of, read_facts
from tests.pdfs import paper


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("see https://doi.org/10.1000/ABC.def-1, and", "10.1000/abc.def-1"),
        ("(doi:10.1000/a(b)c)", "10.1000/a(b)c"),
        ("10.1000/x.", "10.1000/x"),
        ("10.48550/arXiv.2301.00001", ""),
        ("page 10.5/3 of", ""),
        ("", ""),
    ],
)
def test_finds_a_doi(text: str, doi: str) -> None:
    assert doi_in(text) == doi


@pytest.mark.parametrize(
    ("text", "arxiv"),
    [
        ("arXiv:2301.00001v2 [cs.LG] 3 Jan 2023", "2301.00001"),
        ("arXiv:math.GT/0309136", "math.gt/0309136"),
        ("https://doi.org/10.48550/arXiv.2301.12345", "2301.12345"),
        ("2301.00001", ""),
    ],
)
def test_finds_an_arxiv_id(text: str, arxiv: str) -> None:
    assert arxiv_in(text) == arxiv


@pytest.mark.parametrize(
    ("own", "printed", "title"),
    [
        ("A Theory of Tests", "Other", "A Theory of Tests"),
        ("paper.dvi", "A Theory of Tests", "A Theory of Tests"),
        ("Microsoft Word - final version", "A Theory of Tests", "A Theory of Tests"),
        ("", "", ""),
    ],
)
def test_chooses_a_title(own: str, printed: str, title: str) -> None:
    assert facts_of("", {"/Title": own}, printed).title == title


def test_reads_a_paper() -> None:
    data = paper(
        [
            (9, "Journal of Tests 3 (2023)"),
            (17, "Sheaves for Small"),
            (17, "Networks"),
            (10, "Ada Sandberg"),
            (10, "https://doi.org/10.1000/Tests.3 arXiv:2301.00001v1"),
        ]
    )
    assert read_facts(io.BytesIO(data)) == PdfFacts(
        "10.1000/tests.3", "2301.00001", "Sheaves for Small Networks", "", "2023"
    )


def test_the_stamp_on_the_margin_is_no_title() -> None:
    data = paper(
        [(12, "A Theory of Quiet Gradients")], stamp="arXiv:2103.00001v1 [cs.LG] 2 Mar 2021"
    )
    facts = read_facts(io.BytesIO(data))
    assert (facts.title, facts.arxiv) == ("A Theory of Quiet Gradients", "2103.00001")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"\0" * 1000, b"hello"])
def test_what_is_no_pdf_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(UnreadablePdfError):
        read_facts(io.BytesIO(data))


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damage_ends_in_facts_or_in_a_sentence(data: st.DataObject) -> None:
    whole = bytearray(paper([(17, "Sheaves for Small Networks"), (10, "Ada Sandberg")]))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with contextlib.suppress(UnreadablePdfError):
            read_facts(io.BytesIO(bytes(whole)))
