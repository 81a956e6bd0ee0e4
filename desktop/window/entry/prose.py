r"""Prose in LaTeX as stretches that can be shown: emphasis, citations, addresses, mathematics.

Only what a reader would miss is understood: ``\emph``, ``\textbf`` and their kin, ``\cite``,
``\url``, ``\href``, bare addresses. The rest is left to `biblio.latex.to_text`. Nothing here is
markup of another kind: ``<b>`` in a text stays ``<b>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from biblio.latex import to_text
from biblio.latex_math import split_math

Kind = Literal["text", "math", "display", "cite", "break"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that looks the same throughout.

    Attributes:
        text: What is shown; of mathematics the TeX between the delimiters, of a citation its
            key.
        kind: ``break`` is the space between two paragraphs.
        emphasis, strong, code: How it is set.
        link: The address that it leads to, or empty.
    """

    text: str
    kind: Kind = "text"
    emphasis: bool = False
    strong: bool = False
    code: bool = False
    link: str = ""


LONGEST: Final = 60_000
"""Of longer texts only so many characters are shown; `runs` ends them with an ellipsis."""


def runs(latex: str) -> list[Run]:
    """A text in LaTeX as runs, in order; never raises."""
    cut = len(latex) > LONGEST
    found: list[Run] = []
    masked, formulas = _without_math(latex[:LONGEST])
    for run in _Reader(masked).read(0, len(masked), Run("")):
        found += _with_math(run, formulas)
    if cut:
        found.append(Run(" …"))
    return found


def plain(found: list[Run]) -> str:
    """The runs as one readable text."""
    return "".join(
        "\n" if run.kind == "break" else to_text(f"${run.text}$") if _is_math(run) else run.text
        for run in found
    )


def address_of(link: str) -> str:
    """The address if it is one that may be opened in a browser, else empty."""
    link = link.strip()
    return link if _HTTP.fullmatch(link) else ""


# Without spaces and without characters that make an address look like another one
_HTTP: Final = re.compile(
    r"https?://[^\s/\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
    r"[^\s\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]*",
    re.IGNORECASE,
)

# A formula is one private character while commands around it are read, so that
# ``\emph{at most $n$ steps}`` is one argument.
_MASK: Final = 0xF0000
_MASKED: Final = re.compile(r"[\U000F0000-\U000FFFFD]")


def _without_math(latex: str) -> tuple[str, list[Run]]:
    pieces: list[str] = []
    formulas: list[Run] = []
    for segment in split_math(_MASKED.sub("\N{REPLACEMENT CHARACTER}", latex)):
        if segment.is_math and len(formulas) < 0xFFFD:
            pieces.append(chr(_MASK + len(formulas)))
            formulas.append(Run(segment.text, "display" if segment.display else "math"))
        else:
            pieces.append(segment.source or segment.text)
    return "".join(pieces), formulas


def _with_math(run: Run, formulas: list[Run]) -> Iterator[Run]:
    if run.kind != "text":
        yield run
        return
    end = 0
    for found in _MASKED.finditer(run.text):
        if found.start() > end:
            yield replace(run, text=run.text[end : found.start()])
        yield formulas[ord(found[0]) - _MASK]
        end = found.end()
    if end < len(run.text):
        yield replace(run, text=run.text[end:])


_STYLES: Final = {
    "emph": "emphasis", "textit": "emphasis", "textsl": "emphasis", "em": "emphasis",
    "it": "emphasis", "itshape": "emphasis", "sl": "emphasis", "slshape": "emphasis",
    "textbf": "strong", "bf": "strong", "bfseries": "strong",
    "texttt": "code", "tt": "code", "ttfamily": "code",
}  # fmt: skip
_DEEPEST: Final = 20

_SPECIAL: Final = re.compile(
    r"""
      \\(?P<cite>[Cc]ite[A-Za-z]*|[a-z]{2,8}cite)\*?\s*(?:\[[^\]{}]{0,200}\]\s*){0,2}\{(?P<keys>[^{}]{0,2000})\}
    | \\(?:url|path)\s*\{(?P<url>[^{}\s]*)\}
    | \\href\s*\{(?P<href>[^{}\s]*)\}\s*(?=\{)
    | (?P<bare>https?://(?:\\[_%&\#~]|[^\s\\{}<>"|^`\U000F0000-\U000FFFFD])+)
    | \\(?P<style>emph|textit|textsl|textbf|texttt)\s*(?=\{)
    | \{\s*\\(?P<switch>em|it|itshape|sl|slshape|bf|bfseries|tt|ttfamily)(?![A-Za-z])\s*
    | (?P<break>\n[ \t\r]*\n\s*|\\par(?![A-Za-z])\s*)
    """,
    re.VERBOSE,
)


class _Reader:
    """Reads a text in which mathematics is masked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._closings = _closings(text)

    def read(self, start: int, end: int, style: Run, *, depth: int = 0) -> Iterator[Run]:
        """Runs of a stretch of the text."""
        text = self._text
        position = start
        while found := _SPECIAL.search(text, position, end):
            if found["bare"] is None and text[found.start() - 1 : found.start()] == "\\":
                position = found.start() + 1  # what is escaped is a backslash, as in \\\\emph
                continue
            opening = found.start() if found["switch"] else found.end()
            argument = found["switch"] or found["style"] or found["href"] is not None
            closing = self._closings.get(opening, end) if argument else None
            if closing is not None and (closing >= end or depth >= _DEEPEST):
                position = found.end()
                continue
            yield from _decoded(text[start : found.start()], style)
            if closing is None:
                yield from _single(found, style)
                start = position = found.end()
                continue
            if found["href"] is not None:
                inner = replace(style, link=address_of(_unescaped(found["href"])))
            else:
                inner = _styled(style, _STYLES[found["switch"] or found["style"]])
            inside = found.end() if found["switch"] else opening + 1
            yield from self.read(inside, closing, inner, depth=depth + 1)
            start = position = closing + 1
        yield from _decoded(text[start:end], style)


def _single(found: re.Match[str], style: Run) -> Iterator[Run]:
    """What a command without a text of its own stands for."""
    if found["cite"]:
        for key in found["keys"].split(","):
            if key.strip():
                yield Run(key.strip(), "cite")
    elif found["break"]:
        yield Run("", "break")
    elif found["url"] is not None:
        address = _unescaped(found["url"])
        yield replace(style, text=address, link=address_of(address))
    else:
        address = _unescaped(found["bare"])
        kept = _without_stop(address)
        yield replace(style, text=kept, link=address_of(kept))
        if kept != address:
            yield replace(style, text=address[len(kept) :])


def _styled(style: Run, name: str) -> Run:
    if name == "strong":
        return replace(style, strong=True)
    if name == "code":
        return replace(style, code=True)
    return replace(style, emphasis=not style.emphasis)  # \emph in \emph stands upright


def _decoded(text: str, style: Run) -> Iterator[Run]:
    """A stretch without commands of ours, as readable text; its outer spaces stay."""
    if not text:
        return
    inner = to_text(text)
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() and inner else ""
    if inner or before:
        yield replace(style, text=before + inner + after)


def _closings(text: str) -> dict[int, int]:
    """Where each brace that is closed closes."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            stack.append(brace.start())
        elif brace[0] == "}" and stack:
            found[stack.pop()] = brace.start()
    return found


_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)


def _unescaped(address: str) -> str:
    return re.sub(r"\\([_%&#~{}])", r"\1", address)


def _without_stop(address: str) -> str:
    """An address without the punctuation of the sentence that it ends."""
    while address and address[-1] in ".,;:!?'\"”’)]*":
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def _is_math(run: Run) -> bool:
    return run.kind in ("math", "display")
