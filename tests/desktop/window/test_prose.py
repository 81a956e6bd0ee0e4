"""Prose in LaTeX as stretches."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.window.entry.prose import Run, address_of, plain, runs

CODE = "https://github.com/someone/thing"


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("", []),
        ("Plain words.", [Run("Plain words.")]),
        ("``quoted'' --- yes", [Run("“quoted” — yes")]),
        (r"an \emph{odd} one", [Run("an "), Run("odd", emphasis=True), Run(" one")]),
        (r"{\em a \emph{b}}", [Run("a ", emphasis=True), Run("b")]),
        (r"\textbf{a \textit{b}}", [Run("a ", strong=True), Run("b", emphasis=True, strong=True)]),
        (r"{\"o} in {\bf M{\"u}nchen}", [Run("ö in "), Run("München", strong=True)]),
        ("at most $n^2$ steps", [Run("at most "), Run("n^2", "math"), Run(" steps")]),
        (
            r"\emph{for $k$ steps}",
            [Run("for ", emphasis=True), Run("k", "math"), Run(" steps", emphasis=True)],
        ),
        (r"so \[x\] or $$y$$", [Run("so "), Run("x", "display"), Run(" or "), Run("y", "display")]),
        ("between $5 and $10", [Run("between $5 and $10")]),
        (r"see \cite{a, b}.", [Run("see "), Run("a", "cite"), Run("b", "cite"), Run(".")]),
        (r"\citep[see][p.~3]{key}", [Run("key", "cite")]),
        (r"\textcite{key}", [Run("key", "cite")]),
        (f"at {CODE}.", [Run("at "), Run(CODE, link=CODE), Run(".")]),
        (f"({CODE})", [Run("("), Run(CODE, link=CODE), Run(")")]),
        (r"\url{http://a.b/c\_d}", [Run("http://a.b/c_d", link="http://a.b/c_d")]),
        (r"https://a.b/c\_d%20e\#f", [Run("https://a.b/c_d%20e#f", link="https://a.b/c_d%20e#f")]),
        (r"\href{https://a.b}{the \emph{site}}",
         [Run("the ", link="https://a.b"), Run("site", emphasis=True, link="https://a.b")]),
        (r"\href{javascript:alert(1)}{x}", [Run("x")]),
        (r"\href{file:///etc/passwd}{x}", [Run("x")]),
        (r"\url{file:///etc/passwd}", [Run("file:///etc/passwd")]),
        ("<b>no</b> &amp; <img src=x>", [Run("<b>no</b> &amp; <img src=x>")]),
        ("one\n\n two", [Run("one"), Run("", "break"), Run("two")]),
        (r"\emph{open", [Run("open")]),
        ("\U000F0000 $x$", [Run("\N{REPLACEMENT CHARACTER} "), Run("x", "math")]),
    ],
)  # fmt: skip
def test_reads_prose(latex: str, expected: list[Run]) -> None:
    assert runs(latex) == expected


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.b/c", "https://a.b/c"),
        (" HTTP://a.b ", "HTTP://a.b"),
        ("https://", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("data:text/html,x", ""),
        ("//a.b", ""),
        ("https://a b", ""),
        ("https://a.b/\u202emoc.evil", ""),
        ("https:a", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_opened(text: str, address: str) -> None:
    assert address_of(text) == address


def test_plain_is_readable() -> None:
    found = runs(r"For \emph{all} $x^2$ see \cite{k}." + "\n\nNext.")
    assert plain(found) == "For all x² see k.\nNext."


@given(st.text(alphabet=st.sampled_from("ab {}\\$~%[](),.\n'`emphcitbfurl:/"), max_size=200))
def test_never_fails_and_never_links_elsewhere(text: str) -> None:
    for run in runs(text):
        assert run.link == "" or run.link.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "unit",
    ["x", "{", "}", r"\emph{", r"{\em ", "https://", r"\cite{", r"\cite[", r"\href{a}", "$", "$x$",
     "\n \n", "$$", r"\[", "'", "\\"],
)  # fmt: skip
def test_time_does_not_run_away(unit: str) -> None:
    start = time.perf_counter()
    runs(unit * 1_000_000)
    assert time.perf_counter() - start < 2


def test_a_very_long_text_is_cut_and_says_so() -> None:
    assert runs("x" * 100_000)[-1] == Run(" …")
