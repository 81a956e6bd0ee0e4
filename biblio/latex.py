"""LaTeX and readable Unicode text: one into the other, and where the mathematics is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text.

    Attributes:
        text: The text; of mathematics what is between the delimiters.
        is_math: Whether it is mathematics.
        display: Whether it is displayed mathematics (``$$…$$`` or ``\\[…\\]``).
    """

    text: str
    is_math: bool = False
    display: bool = False


def to_text(latex: str) -> str:
    """Readable Unicode for a text in LaTeX; never raises."""
    return latex.replace("{", "").replace("}", "")


def to_latex(text: str) -> str:
    """LaTeX in ASCII, where there is one, for a text in Unicode."""
    return text


def split_math(text: str) -> list[Segment]:
    """The text in its stretches of prose and mathematics."""
    return [Segment(text)] if text else []
