"""Formulas as pictures."""

from __future__ import annotations

import time

import pytest
from PySide6.QtGui import QColor

from desktop.window.entry.typeset import Typesetter, is_drawable

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    made = Typesetter()
    made.wait()
    return made


@pytest.mark.parametrize(
    "tex",
    [
        r"w \in \mathbb{R}^d",
        r"\mathcal{R}(w) = \frac{1}{d - 1}\sum_{i > j}^d |w_i - w_j|",
        r"\operatorname{prox}_\mathcal{R}",
        r"\bm{x}^\top \boldsymbol{\beta}",
        r"\tfrac12 \mbox{if}\ x",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\sqrt[3]{x} \leq \|x\|_2",
        r"\textbf{E}(n)",
        "ℝ^d",
    ],
)
def test_draws_what_papers_write(typesetter: Typesetter, tex: str) -> None:
    formula = typesetter.formula(tex, 16)
    assert formula is not None
    assert formula.width > 5
    assert formula.ascent > 5


def test_measures_from_the_baseline(typesetter: Typesetter) -> None:
    flat = typesetter.formula("x", 16)
    below = typesetter.formula("x_i", 16)
    above = typesetter.formula("x^2", 16)
    assert flat is not None
    assert below is not None
    assert above is not None
    assert below.descent > flat.descent + 1
    assert above.ascent > flat.ascent + 1
    assert abs(flat.descent) < 2  # the letter stands on it


def test_displayed_sums_are_taller(typesetter: Typesetter) -> None:
    inline = typesetter.formula(r"\sum_{i=1}^n x_i", 16)
    display = typesetter.formula(r"\sum_{i=1}^n x_i", 16, display=True)
    assert inline is not None
    assert display is not None
    assert display.height > inline.height


@pytest.mark.parametrize(
    "tex",
    [
        "",
        "  ",
        r"\frac",
        r"\left(",
        "}{",
        "x<y & z",
        "x_",
        "\x00",
        r"x^2^2^2",
        r"\begin{align*}\genfrac\left",
        r"\begin{matrix} a",
        r"\newcommand{\a}{\a\a}\a",
        r"\def\a{\a}\a",
        "x" * 10_000_000,
        "{" * 100_000 + "}" * 100_000,
        r"\frac{" * 12 + "x" + "}{y}" * 12,
        r"\sqrt{" * 25 + "x" + "}" * 25,
        r"\left(" * 90 + "x" + r"\right)" * 90,
    ],
    ids=lambda tex: str(tex)[:20],
)
def test_gives_up_at_once_on_what_it_cannot_draw(typesetter: Typesetter, tex: str) -> None:
    start = time.perf_counter()
    assert typesetter.formula(tex, 16) is None
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    "tex",
    [
        r"\includegraphics{/etc/passwd}",
        r"\href{file:///etc/passwd}{x}",
        r"\text{<image href='file:///x'/>}",
        r"\text{url(file:///x)}",
    ],
)
def test_a_drawing_refers_to_nothing(typesetter: Typesetter, tex: str) -> None:
    formula = typesetter.formula(tex, 16)
    if formula is not None:
        assert "href=" not in formula.svg
        assert "<image" not in formula.svg
        assert "url(" not in formula.svg


def test_paints_in_the_colour_and_sharpness_asked_for(typesetter: Typesetter) -> None:
    formula = typesetter.formula(r"\frac{a}{b}", 20)
    assert formula is not None
    image = typesetter.image(formula, QColor("#3366cc"), 2.0)
    assert image.devicePixelRatio() == 2.0
    assert image.width() == int(formula.width * 2) + 1
    solid = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {"#3366cc"}


def test_knows_what_it_has_drawn_and_what_it_will_never_draw() -> None:
    made = Typesetter()
    assert not made.is_known("y^2", 16)
    assert made.is_known("x" * 1000, 16)
    made.formula("y^2", 16)
    assert made.is_known("y^2", 16)
    assert not made.is_known("y^2", 17)


def test_is_drawable_counts_braces_not_characters_only() -> None:
    assert is_drawable("{" * 30 + "}" * 30)
    assert not is_drawable("{" * 31 + "}" * 31)
