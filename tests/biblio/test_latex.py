r"""LaTeX becomes readable text and text becomes LaTeX, whatever the input."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from biblio.latex import to_latex, to_text
from biblio.latex_math import Segment, split_math


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\'e {\'e} \'{e} {\'{e}}", "é é é é"),
        (r"{\'\i} \'{\i} \'\i {\'{\i}} \^\i", "í í íí î"),
        (r"\c{c} \c c {\c c} \c{t}", "ç ç ç ţ"),
        (r"\v S {\v{S}} \v{\j}", "Š Š ǰ"),
        (r"\H o \u g \k a \r a", "ő ğ ą å"),
        (r"\d{s} \b b \t{oo} \=a \.z", "ṣ ḇ o͡o ā ż"),
        (r"\~n {\~n} \~{}", "ñ ñ ~"),
        (r"\^{\d{e}} \'{\^e}", "ệ ế"),
        (r"\textcommabelow{s} {\=\i}", "ș ī"),
        (r"\ss {\o} \O{} \l{} {\L} \ae{} {\AE} \oe{} {\OE}", "ßø Ø ł Ł æ Æ œ Œ"),
        (r"{\aa} {\AA} {\i} {\j} {\dh} {\th} {\dj} {\DJ} {\ng}", "å Å ı ȷ ð þ đ Đ ŋ"),
        (r"Fran\c cois Y\i ld\i z Erd\H os", "François Yıldız Erdős"),
        (r"\accent19 a \accent127{u} \accent'24 s", "á ü š"),
        (r"\"{a}\"o\"{\i}", "äöï"),
        ("e\\'\n  e", "eé"),
        ("e\u0301", "é"),
    ],
)
def test_reads_accents_and_letters(latex: str, text: str) -> None:
    assert to_text(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"a \& b \% \$5 \# \_ \{x\}", "a & b % $5 # _ {x}"),
        ("a~b", "a b"),
        ("1--2 a---b -", "1–2 a—b -"),
        ("``q'' ?`x !`y don't", "“q” ¿x ¡y don't"),
        (r"1\textendash2\textemdash3", "1–2—3"),
        (r"\emph{x} \textit{\textbf{y}} \texttt{z} {\bf w} \mbox{v}", "x y z w v"),
        (r"\url{http://a.b/~c_d--e%20f}", "http://a.b/~c_d--e%20f"),
        (r"\url{a\_b\%}", "a_b%"),
        (r"\href{http://a}{the text}", "the text"),
        (r"\cite{a,b} \citep[p.~3]{c}", "[a, b] [c]"),
        (r"wait\ldots and \dots", "wait… and …"),
        (r"{\noopsort{1973b}}1973", "1973"),
        (r"\uppercase{i}sland \MakeLowercase{ABC}", "Island abc"),
        (r"\LaTeX users, \TeX{}nicians", "LaTeX users, TeXnicians"),
        (r"D.\,E. Knuth, J.\ Doe", "D. E. Knuth, J. Doe"),
        (r"co\-operate 10\,000\\ next", "cooperate 10 000 next"),
        (r"\verb|a_b{|", "a_b{"),
        (r"17\textsuperscript{th}", "17ᵗʰ"),
        (r"\foreignlanguage{german}{Haus} \textcolor{red}{x}", "Haus x"),
        (r"\proglang{R} and \MaxMin system", "R and MaxMin system"),
        (r"\foo bar \foo", r"\foo bar \foo"),
        (r"\leqslant \textreferencemark", "⩽ ※"),
        ("two\n  lines\tand  spaces ", "two lines and spaces"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_reads_signs_and_commands(latex: str, text: str) -> None:
    assert to_text(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("$N$-body", "N-body"),
        (r"$\mathcal{G}$ ${\mathcal G}$ $\cal G$", "G G G"),
        ("{D}$^3${M}", "D³M"),
        (r"$O(\log^3 d)$ $O(n\log n)$", "O(log³ d) O(n log n)"),
        (r"$10\times$ $3 \times 3$ $3\times3$", "10× 3 × 3 3×3"),
        (r"A$^\star$ $^*$ $f'$", "A⋆ * f′"),
        (r"$\mathbb{R}^d$ $\mathbf{x}_i$", "ℝᵈ xᵢ"),
        (r"$n^{O(\sqrt{k})}$ $E_\textrm{cell}$", "n^(O(√k)) E_(cell)"),
        (r"$\frac{1}{2}$ $\frac{a+b}{c}$ $\sqrt[3]{x+1}$", "1/2 (a+b)/c ³√(x+1)"),
        (r"$\lambda < \mu$ $n\to\infty$ $y \in Y$", "λ < μ n→∞ y ∈ Y"),
        (r"$25^\circ$C H$_2$O $10^{-3}$", "25°C H₂O 10⁻³"),
        (r"$\hat{x}$ $\widehat{ABC}$ $\not= $", "x̂ ABC ≠"),
        (r"$\left.x\right)$ $\binom{n}{k}$", "x) (n choose k)"),
        (r"$P=\mbox{NP}$ $a \text{ if } b$", "P=NP a if b"),
        (r"\(a_1\) \[b\] $$c$$", "a₁ b c"),
        (r"\alpha-stable and \ensuremath{\beta_2}", "α-stable and β₂"),
        (r"$\alpha$$\beta$", "αβ"),
        ("between $5 and $10 and $20", "between $5 and $10 and $20"),
        ("costs $5", "costs $5"),
        (r"US\$5 and \$6", "US$5 and $6"),
    ],
)
def test_reads_mathematics_as_one_line(latex: str, text: str) -> None:
    assert to_text(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("abc\\", "abc\\"),
        ("{{{a", "a"),
        ("a}}}b", "ab"),
        (r"{\'}x", "´x"),
        (r"\frac{1", "1"),
        (r"\url{http://a", "http://a"),
        (r"$\frac{1}$ x", "1 x"),
        ("$x^$ y", "x y"),
        (r"\emph", ""),
        (r"\'\'e", "é\u0301"),
    ],
)
def test_makes_the_best_of_broken_input(latex: str, text: str) -> None:
    assert to_text(latex) == text


PIECES = r"""
    \ { } $ $$ ~ ^ _ \' \c \frac \sqrt \sqrt[ \url{ \cite{ \emph \( \) \[ \] \text \i \log
    \left. \href \verb| \accent \unknown \alpha \ensuremath a é [ ] & % # -- `` ''
"""
LATEX_LIKE = st.lists(st.sampled_from(PIECES.split()) | st.text(max_size=3)).map("".join)


@given(LATEX_LIKE)
@example("\\")
@example("\\'\ud800")
def test_never_raises(latex: str) -> None:
    to_text(latex)
    to_latex(latex)
    split_math(latex)


@pytest.mark.parametrize(
    "piece",
    ["{", "}", "\\'", "\\'{", "\\emph{", "\\frac{a}{", "\\url{", "\\(", "\\[", "$", "$$a", "${",
     "$$a$b", "$^{", "\\sqrt[", "\\cite[", "\\verb|", " ", "\\text{$", "\\unknown", "\\href{a}{"],
)  # fmt: skip
def test_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    to_text(piece * 50_000 + "e" * 100_000)
    to_latex(piece * 50_000)
    assert time.process_time() - started < 4  # some tenths of a second; squared it would be hours


# Writing


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("Sékou Póczos", r"S{\'e}kou P{\'o}czos"),
        ("Đorđević Łukasz Straße Ørsted", r"{\DJ}or{\dj}evi{\'c} {\L}ukasz Stra{\ss}e {\O}rsted"),
        ("şţçł", r"{\c{s}}{\c{t}}{\c{c}}{\l}"),
        ("ī ï ǰ ệ", r"{\=\i} {\"\i} {\v{\j}} {\^{\d{e}}}"),
        ("m\u0304 e\u0301", r"{\=m} {\'e}"),
        ("a–b—c “q” … don’t", r"a--b---c ``q'' {\ldots} don't"),
        ("αβ → ℝ", r"$\alpha\beta$ $\to$ $\mathbb{R}$"),
        ("x² H₂O 10⁻³", r"x$^2$ H$_2$O 10$^{-3}$"),
        ("50% of A & B #1 a_b", r"50\% of A \& B \#1 a\_b"),
        (r"50\% of A \& B", r"50\% of A \& B"),
        ("$x_1 & y$ a_1", r"$x_1 & y$ a\_1"),
        ("costs 5 $", r"costs 5 \$"),
        (r"\url{http://a_b%20} \emph{ü}", r"\url{http://a_b%20} \emph{{\"u}}"),
        (r"{\'e} {É}", r"{\'e} {{\'E}}"),
        ("王小明 ☃", "王小明 ☃"),
        ("plain", "plain"),
    ],
)
def test_writes_latex(text: str, latex: str) -> None:
    assert to_latex(text) == latex


@given(st.text())
def test_writing_again_changes_nothing(text: str) -> None:
    written = to_latex(text)
    assert to_latex(written) == written


# Latin letters with their accents, Greek, signs; not what LaTeX does not distinguish (single
# quotes and spaces of other widths) nor its own signs \ { } $ ~ ^ ` and runs such as --.
ALPHABET = [
    char
    for code in [*range(0x20, 0x250), *range(0x370, 0x400), *range(0x1E00, 0x1F00),
                 *range(0x2010, 0x2300)]
    if (char := chr(code)) not in "\\{}$~^`'-!?\xa0\xad\u2010\u2011\u2018\u2019\u202f\u2212"
    and unicodedata.category(char)[0] in "LMNPS"
    and unicodedata.category(char) != "Mn"
]  # fmt: skip


@given(st.text(st.sampled_from(ALPHABET)))
@example("ǰ ḯ ʹ")
@example("x⁻¹₊₂ ′′ ″")
def test_reads_what_it_wrote(text: str) -> None:
    assert to_text(to_latex(text)) == unicodedata.normalize("NFC", text)


def test_leaves_little_of_the_latin_alphabets_outside_ascii() -> None:
    letters = [chr(code) for code in range(0xC0, 0x180) if chr(code).isalpha()]
    left = [char for char in letters if not to_latex(char).isascii()]
    assert "".join(left) == "ĦħĸĿŀŉŦŧſ"


# Where the mathematics is


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("", []),
        ("no math", [("no math", False, False)]),
        ("a $x$ b", [("a ", False, False), ("x", True, False), (" b", False, False)]),
        ("$$x$$", [("x", True, True)]),
        (r"\[x\]\(y\)", [("x", True, True), ("y", True, False)]),
        ("$a$$b$", [("a", True, False), ("b", True, False)]),
        (r"\$5 $x\$$", [(r"\$5 ", False, False), (r"x\$", True, False)]),
        ("only $ one", [("only $ one", False, False)]),
        ("$5 and $10", [("$5 and $10", False, False)]),
        ("$5x$ and $10y$", [("5x", True, False), (" and ", False, False), ("10y", True, False)]),
        (r"a\\[2pt] b", [(r"a\\[2pt] b", False, False)]),
        ("{$x$}", [("{", False, False), ("x", True, False), ("}", False, False)]),
    ],
)
def test_finds_mathematics(text: str, segments: list[tuple[str, bool, bool]]) -> None:
    assert [(s.text, s.is_math, s.display) for s in split_math(text)] == segments


@given(LATEX_LIKE)
def test_segments_add_up_to_the_text(text: str) -> None:
    assert "".join(segment.source for segment in split_math(text)) == text


def test_a_segment_of_prose_is_its_own_source() -> None:
    assert split_math("ab") == [Segment("ab", source="ab")]
