r"""Titles sort without their articles, and keep the capitals that mean something."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biblio.latex import to_text
from biblio.titles import protect_capitals, sort_title


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("The Title", "title"),
        ("A {M}arkov Chain", "markov chain"),
        ("An", "an"),
        ("Der Wald", "wald"),
        ("L'analyse", "analyse"),
        ("L’Église", "eglise"),
        ("Les uns", "uns"),
        ("Theory", "theory"),
        ("{\\'E}tudes", "etudes"),
        ("“The Quick”", 'quick"'),
        ("{A}* Search", "a* search"),
        ("A/B Testing", "a/b testing"),
        ("$E(n)$ Things", "e(n) things"),
        ("Los Angeles", "los angeles"),
        ("El Niño", "el nino"),
        ("A Priori Bounds", "a priori bounds"),
        ("3D", "3d"),
        ("…and more", "and more"),
        ("???", "???"),
        ("", ""),
    ],
)
def test_sorts_without_article(title: str, key: str) -> None:
    assert sort_title(title) == key


@pytest.mark.parametrize(
    ("title", "protected"),
    [
        ("SymmCD: Symmetry-Preserving Generation", "{SymmCD}: Symmetry-Preserving Generation"),
        ("On the ReLU, a RBM, and SSMs", "On the {ReLU}, a {RBM}, and {SSMs}"),
        ("The E(n) Group", "The {E}(n) Group"),
        ("E(3)-Equivariant Mesh Networks", "{E}(3)-Equivariant Mesh Networks"),
        ("D$^3$M: Robustness", "{D}$^3${M}: Robustness"),
        ("Deep Learning for All", "Deep Learning for All"),
        ("Graphs: A Study of A Thing", "Graphs: A Study of A Thing"),
        ("On COVID-19, GPT-4, H2O, 3D, L2", "On {COVID}-19, {GPT}-4, {H2O}, {3D}, {L2}"),
        ("Word2Vec on the iPhone", "{Word2Vec} on the {iPhone}"),
        ("X-Ray of T Cells, vitamin A", "{X}-Ray of {T} Cells, vitamin {A}"),
        ("R\\&D in C++ and A* in the U.S.", "{R}\\&{D} in {C}++ and {A}* in the {U.S.}"),
        ("What I Learned", "What {I} Learned"),
        ("A Hidden Markov Model", "A Hidden {Markov} Model"),
        ("Markov's Chains and Gauss-Newton", "Markov's Chains and {Gauss}-{Newton}"),
        ("On Markov's Chains: Bayesian Views", "On {Markov's} Chains: Bayesian Views"),
        ("The Lie Group", "The {Lie} Group"),
        ("McDonald and O'Brien", "{McDonald} and {O'Brien}"),
        ('On Gr{\\"o}bner and Gr\\"obner Bases', 'On {Gr{\\"o}bner} and {Gr\\"obner} Bases'),
        ("On Erd{\\H o}s and Erdős", "On {Erd{\\H o}s} and {Erdős}"),
        ("The {\\'E}tudes of Étienne", "The {\\'E}tudes of Étienne"),
        ("{S}ymmCD Le{V}eque G{NN}s {D}eep", "{S}{ymmCD} {Le}{V}eque {G}{NN}s {D}eep"),
        ("On \\'E and {\\'E}TUDES", "On {{\\'E}} and {{\\'E}TUDES}"),
        ("The {RBM} and {{All of It}}", "The {RBM} and {{All of It}}"),
        ("The $N$-body $\\mathcal{G}$ $x_i$", "The {$N$}-body $\\mathcal{G}$ $x_i$"),
        ("On $\\Delta x$ and \\emph{The RBM}", "On {$\\Delta x$} and \\emph{The RBM}"),
        ("The \\LaTeX{} Companion", "The {\\LaTeX}{} Companion"),
        ("\\sc RBM and \\foo RBM", "\\sc {RBM} and \\foo RBM"),
        ("DEEP LEARNING FOR ALL", "DEEP LEARNING FOR ALL"),
        ("RBM", "{RBM}"),
        ("Unbalanced { RBM", "Unbalanced { RBM"),
        ("Unbalanced } RBM", "Unbalanced } RBM"),
        ("机器学习 with GPT", "机器学习 with {GPT}"),
        ("", ""),
    ],
)
def test_protects_what_sentence_case_would_spoil(title: str, protected: str) -> None:
    assert protect_capitals(title) == protected


PIECES = ["The", "A", "I", "RBM", "Markov", "\\foo", "E(n)", "$N$", "$x$", "{", "}", "{A}", "\\'E"]
PIECES += [
    '{\\"o}',
    "\\LaTeX",
    "{\\H o}",
    "-",
    ":",
    " ",
    "é",
    "D",
    "'",
    "U.S.",
    "$",
    "\\",
    "3",
    "\u0301",
]
TITLES = st.lists(st.sampled_from(PIECES) | st.text(max_size=2)).map("".join)


@settings(max_examples=400)
@given(TITLES)
def test_protecting_again_changes_nothing(title: str) -> None:
    protected = protect_capitals(title)
    assert protect_capitals(protected) == protected


@settings(max_examples=400)
@given(TITLES)
def test_protecting_adds_nothing_but_braces(title: str) -> None:
    protected = protect_capitals(title)
    assert [c for c in protected if c not in "{}"] == [c for c in title if c not in "{}"]
    if protected != title:
        assert to_text(protected) == to_text(title)


def change_case(title: str) -> str:
    """What BibTeX's change.case$ "t" does to a title without special characters."""
    depth = 0
    out = ""
    for index, char in enumerate(title):
        depth += (char == "{") - (char == "}")
        before = title[:index]
        keep = depth or not before or (before[-1].isspace() and before.rstrip().endswith(":"))
        out += char if keep else char.lower()
    return out.replace("{", "").replace("}", "")


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("SymmCD: Symmetry Preserving", "SymmCD: Symmetry preserving"),
        ("The E(n) Markov Group of the RBM", "The E(n) Markov group of the RBM"),
        ("D$^3$M: Improving Group Robustness", "D$^3$M: Improving group robustness"),
        ("The $N$-Body of $O(n)$", "The $N$-body of $O(n)$"),
    ],
)
def test_a_sentence_casing_style_keeps_what_was_protected(title: str, sentence: str) -> None:
    assert change_case(protect_capitals(title)) == sentence


@pytest.mark.parametrize(
    "piece", ["{", "}", "A", "\\'", "{\\'", "$", "A.", "A'", "${", "{a}", "l'"]
)
def test_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    protect_capitals(piece * 30_000)
    sort_title(piece * 30_000)
    assert time.process_time() - started < 5


def test_takes_linear_time_for_nested_braces_in_mathematics() -> None:
    title = "$" + "{" * 30_000 + "A" + "}" * 30_000 + "$"
    started = time.process_time()
    assert protect_capitals(title) == title
    assert time.process_time() - started < 2
