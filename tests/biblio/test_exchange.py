"""What the formats of exchange share."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.entry import make_entry
from biblio.formats import exchange

_PROSE = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="$\\\"'`-?!(["), max_size=40
)


@pytest.mark.parametrize(
    ("plain", "latex"),
    [
        ("Sand & Sea", r"Sand \& Sea"),
        ("50% of A_B", r"50\% of A\_B"),
        ("{x}~^", r"\{x\}\textasciitilde{}\textasciicircum{}"),
        (r"a\b", r"a\textbackslash{}b"),
        ("the $O(n_1)$ case", "the $O(n_1)$ case"),
        ("from $5 to $10", r"from \$5 to \$10"),
    ],
)
def test_plain_text_becomes_latex_that_shows_it(plain: str, latex: str) -> None:
    assert exchange.from_plain(plain) == latex


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"Sch{\"o}n \& {SymmCD}", "Schön & SymmCD"),
        ("$x^2$ and  $N$", "x² and N"),
        (r"the $\frac{1}{d}$ \& $\sqrt{2}$", r"the $\frac{1}{d}$ & $\sqrt{2}$"),
        (r"\emph{very} odd", "very odd"),
    ],
)
def test_latex_becomes_readable_and_layout_stays_tex(latex: str, plain: str) -> None:
    assert exchange.to_plain(latex) == plain


@given(_PROSE)
def test_plain_text_survives_latex(text: str) -> None:
    shown = exchange.to_plain(exchange.from_plain(text))
    assert shown == re.sub(" +", " ", normalize("NFC", text)).strip(" ")


@given(st.text())
def test_escape_is_exact(text: str) -> None:
    assert exchange.unescape(exchange.escape(text)) == text


@given(st.text())
def test_never_raises(text: str) -> None:
    exchange.to_plain(exchange.from_plain(text))
    exchange.to_plain(text)
    exchange.plain_lines(text)


@pytest.mark.parametrize(
    ("identifier", "key"),
    [
        ("kaba2022:a-b", "kaba2022:a-b"),
        (" x ", "x"),
        ("two words", ""),
        ("a,b", ""),
        ("http://example.org/1", ""),
        ("", ""),
    ],
)
def test_only_lawful_identifiers_become_keys(identifier: str, key: str) -> None:
    assert exchange.key_from(identifier) == key


def test_keywords_with_commas_stay_whole() -> None:
    words = ["Diseases, invented", "sand"]
    field = exchange.join_keywords(words)
    assert field == "{Diseases, invented}, sand"
    assert exchange.split_keywords(field) == words
    assert exchange.split_keywords("a; b,c ,") == ["a", "b", "c"]


def test_fields_of_the_parent_are_inherited_but_for_its_own() -> None:
    child = make_entry(
        "inproceedings", "c", [("title", "Talk"), ("crossref", "p"), ("year", "2020")]
    )
    parent = make_entry(
        "proceedings", "p", [("title", "Sands"), ("year", "2019"), ("editor", "A"), ("doi", "1")]
    )
    assert exchange.documents([child], {"p": parent}.get) == [
        make_entry(
            "inproceedings",
            "c",
            [("title", "Talk"), ("year", "2020"), ("editor", "A"), ("booktitle", "Sands")],
        )
    ]
    assert exchange.documents([child, make_entry("xdata", "x", [])], None) == [child]


def test_a_loss_is_said_once_with_its_count() -> None:
    losses = exchange.Losses("RIS")
    for key in ("a", "b", "c"):
        losses.add("field-left-out", "xref", make_entry("misc", key, []))
    (problem,) = losses.problems()
    assert (problem.code, problem.field, problem.message) == (
        "field-left-out",
        "xref",
        "RIS has no place for the field xref, which was left out: a and 2 more.",
    )
