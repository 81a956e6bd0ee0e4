"""What is left outside ASCII is told with its entries."""

from __future__ import annotations

from biblio.formats.bibtex.leftover import characters_left
from biblio.latex import to_latex, to_text


def test_each_character_is_told_with_its_entries() -> None:
    text = (
        "@misc{a,\n  title = {x},\n}\n\n@misc{b,\n  title = {中й},\n}\n@misc{c,\n t = {中中},\n}\n"
    )
    assert [problem.message for problem in characters_left(text)] == [
        "“中” (U+4E2D) stays as it is, not ASCII: b and 1 more.",
        "“й” (U+0439) stays as it is, not ASCII: b.",
    ]


def test_many_characters_are_counted() -> None:
    text = "@misc{a,\n  title = {" + "".join(map(chr, range(0x4E00, 0x4E00 + 30))) + "},\n}\n"
    assert characters_left(text)[-1].message == (
        "10 more characters stay as they are, not ASCII, in 1 entry."
    )


def test_letters_with_a_horn_and_a_capital_omega_have_commands() -> None:
    assert to_latex("ữ Ư Ω") == r"{\~{\uhorn}} {\UHORN} $\Omega$"
    assert to_text(to_latex("ữ Ư Ω")) == "ữ Ư Ω"
