"""Where the mathematics is in a text, and how pieces of it read in one plain line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from biblio.latex_tables import BLACKBOARD, SUBSCRIPTS, SUPERSCRIPTS


@dataclass(frozen=True, slots=True)
class Segment:
    r"""A stretch of a text.

    Attributes:
        text: The text as written; of mathematics what is between the delimiters.
        is_math: Whether it is mathematics.
        display: Whether it is displayed mathematics (``$$…$$`` or ``\[…\]``).
        source: The stretch as written, with the delimiters.
    """

    text: str
    is_math: bool = False
    display: bool = False
    source: str = ""


def split_math(text: str) -> list[Segment]:
    r"""The text as stretches of prose and mathematics, in order; nothing is lost.

    Delimiters are ``$…$``, ``$$…$$``, ``\(…\)`` and ``\[…\]``. ``\$`` is a sign of money, and
    so is a ``$`` that has no partner or whose partner could only be the next price
    (``between $5 and $10``). The ``source`` of the segments adds up to the text.
    """
    if "$" not in text and "\\(" not in text and "\\[" not in text:
        return [Segment(text, source=text)] if text else []
    segments: list[Segment] = []
    end = 0
    for start, stop, width in math_spans(text):
        if start > end:
            segments.append(Segment(text[end:start], source=text[end:start]))
        inner = text[start + width : stop - width]
        display = width == 2 and text[start : start + 2] != "\\("
        segments.append(Segment(inner, True, display, text[start:stop]))  # noqa: FBT003
        end = stop
    if end < len(text):
        segments.append(Segment(text[end:], source=text[end:]))
    return segments


# An escaped character is passed over, so \$ opens nothing, and \\( neither.
_OPENING: Final = re.compile(r"\\[(\[]|\$\$?|\\.", re.DOTALL)
_CLOSING: Final = {
    "$": re.compile(r"[^\\$]*+(?:\\.[^\\$]*+)*+\$", re.DOTALL),
    "$$": re.compile(r"[^\\$]*+(?:\\.[^\\$]*+)*+\$\$", re.DOTALL),
    "\\(": re.compile(r"(?:[^\\]|\\[^)])*+\\\)", re.DOTALL),
    "\\[": re.compile(r"(?:[^\\]|\\[^\]])*+\\\]", re.DOTALL),
}
_PRICE: Final = re.compile(r"\d[^\\^_{}=<>]*\s\$\Z")


def math_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and length of the delimiters of each piece of mathematics."""
    hopeless: set[str] = set()  # delimiters that close nowhere in the rest of the text
    position = 0
    while found := _OPENING.search(text, position):
        opening = found[0]
        position = found.end()
        if opening not in _CLOSING or opening in hopeless:
            continue
        closing = _CLOSING[opening].match(text, position)
        if closing is None:
            if opening != "$$":  # a single $ may stand between two pairs
                hopeless.add(opening)
        elif (
            opening == "$"
            and text[closing.end() : closing.end() + 1].isdigit()
            and _PRICE.match(closing[0])
        ):
            position = closing.end() - 1
        else:
            position = closing.end()
            yield found.start(), position, len(opening)


def raised(text: str) -> str:
    """A superscript: in Unicode's characters if it has them all, else ``^(…)``."""
    if text.strip() == "∘":
        return "°"
    return _shifted(text, SUPERSCRIPTS, "^")


def lowered(text: str) -> str:
    """A subscript: in Unicode's characters if it has them all, else ``_(…)``."""
    return _shifted(text, SUBSCRIPTS, "_")


def _shifted(text: str, table: dict[str, str], sign: str) -> str:
    text = text.strip()
    if not text:
        return ""
    shifted = [table.get(char, "") for char in text.replace(" ", "")]
    if all(shifted):
        return "".join(shifted)
    if len(text) == 1:
        # Stars, daggers and primes read well without being raised.
        return sign + text if text.isalnum() else text
    return f"{sign}({text})"


def fraction(above: str, below: str) -> str:
    """A fraction on one line, with the brackets it then needs."""
    return f"{_operand(above)}/{_operand(below)}" if below.strip() else above


def root(text: str, degree: str = "") -> str:
    """A root on one line."""
    return f"{raised(degree)}√{_operand(text)}"


def _operand(text: str) -> str:
    text = text.strip()
    return text if text.isalnum() or len(text) <= 1 else f"({text})"


def blackboard(text: str) -> str:
    """Blackboard letters: the ones that common fonts have, as ℝ; others plain."""
    return "".join(BLACKBOARD.get(char, char) for char in text)


def first_character(text: str) -> str:
    """The first character of a text, with the combining marks on it."""
    end = 1
    while end < len(text) and "\u0300" <= text[end] <= "\u036f":
        end += 1
    return text[:end]


def marked(text: str, mark: str) -> str:
    """A combining mark on the first character (dotless i and j get their dot back)."""
    if not text:
        return ""
    first = first_character(text)
    dotted = {"ı": "i", "ȷ": "j"}.get(first[0], first[0]) + first[1:]
    return normalize("NFC", dotted + mark) + text[len(first) :]
