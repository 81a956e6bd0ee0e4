"""Which keys a document cites."""

from __future__ import annotations

import time

import pytest

from biblio.citations import Cited, cited_in

AUX = r"""\relax
\citation{b,a}
\@input{chapters/one.aux}
\citation{a}
\bibstyle{plain}
\bibdata{refs}
\bibcite{c}{1}
"""
BIBLATEX_AUX = r"""\relax
\abx@aux@refcontext{nty/global//global/global}
\abx@aux@cite{0}{knuth:1984}
\abx@aux@segm{0}{0}{knuth:1984}
\abx@aux@cite{old2001}
"""
BCF = """<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<bcf:controlfile xmlns:bcf="x"><bcf:section number="0">
  <bcf:citekey order="1">knuth</bcf:citekey>
  <bcf:citekey order="2" intorder="1">AT&amp;T</bcf:citekey>
  <bcf:citekey order="3">knuth</bcf:citekey>
</bcf:section></bcf:controlfile>
"""
TEX = r"""\documentclass{article} % \cite{no}
\input{intro}
\cite{a, b,
  c}\citep[see][p.~2]{d} \textcite*{e}. 50\% \cite{f} \\% \cite{no}
\Autocites(see)[1]{g}[2]{h}
\nocite{i}\setcitestyle{round}\citestyle{nature}\bibcite{no}{1}
\newcommand{\x}[1]{\cite{#1}}
\begin{verbatim}\cite{no}\end{verbatim}
"""


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param(AUX, "aux", Cited(("b", "a"), inputs=("chapters/one.aux",)), id="bibtex"),
        pytest.param(r"\citation{*}", "aux", Cited(everything=True), id="everything"),
        pytest.param(BIBLATEX_AUX, "aux", Cited(("knuth:1984", "old2001")), id="biblatex"),
        pytest.param(BCF, "bcf", Cited(("knuth", "AT&T")), id="control file"),
        pytest.param(TEX, "tex", Cited(tuple("abcdefghi"), inputs=("intro",)), id="source"),
        pytest.param(r"\nocite{*} \cite{a}", "tex", Cited(("a",), everything=True), id="nocite"),
        pytest.param("no citations", "tex", Cited(), id="none"),
        pytest.param(r"\cite{open", "tex", Cited(), id="cut in half"),
    ],
)
def test_finds_the_keys(text: str, kind: str, expected: Cited) -> None:
    assert cited_in(text, kind) == expected


@pytest.mark.parametrize(
    "text",
    [
        r"\cite" + "[a" * 20_000,
        r"\cite" * 20_000,
        r"\cites" + "[](){}" * 20_000,
        "\\" * 100_000 + "%",
    ],
    ids=["options", "commands", "lists", "backslashes"],
)
def test_hostile_text_takes_no_longer(text: str) -> None:
    began = time.process_time()
    cited_in(text, "tex")
    assert time.process_time() - began < 2
