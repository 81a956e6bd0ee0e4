r"""The markup in CSL's texts, which is a little HTML, as LaTeX and back.

Citeproc knows ``<i>``, ``<b>``, ``<sc>``, ``<sup>``, ``<sub>``, small capitals by style, and
``<span class="nocase">`` for what keeps its capitals, which in BibTeX are braces.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from biblio.formats.exchange import from_plain, is_readable_math
from biblio.latex import to_text
from biblio.latex_math import split_math

_COMMANDS: Final = {
    "i": r"\emph{", "em": r"\emph{", "b": r"\textbf{", "strong": r"\textbf{",
    "sc": r"\textsc{", "sup": r"\textsuperscript{", "sub": r"\textsubscript{", "nocase": "{",
}  # fmt: skip
_TAGS: Final = {
    "emph": "i", "textit": "i", "textsl": "i", "mkbibemph": "i", "mkbibitalic": "i", "em": "i",
    "it": "i", "itshape": "i", "sl": "i", "textbf": "b", "mkbibbold": "b", "bf": "b",
    "bfseries": "b", "textsc": "sc", "sc": "sc", "textsuperscript": "sup",
    "mkbibsuperscript": "sup", "textsubscript": "sub", "mkbibsubscript": "sub",
}  # fmt: skip
_SMALL_CAPITALS: Final = '<span style="font-variant:small-caps;">'
_NO_CASE: Final = '<span class="nocase">'

_HTML: Final = re.compile(
    r"""<(?P<end>/?)(?P<name>i|em|b|strong|sc|sup|sub|span)
        (?P<style>\s+(?:class="nocase"|style="font-variant:\s*small-caps;?"))?\s*>""",
    re.VERBOSE,
)
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});")


def from_markup(text: str) -> str:
    """LaTeX for a text of CSL. A tag without its partner is text."""
    if "<" not in text and "&" not in text:
        return from_plain(text)
    matches = list(_HTML.finditer(text))
    partners = _partners(matches)
    pieces: list[str] = []
    position = 0
    for index, match in enumerate(matches):
        if index not in partners:
            continue
        pieces.append(_latex(text[position : match.start()]))
        pieces.append("}" if match["end"] else _COMMANDS[_meaning(match)])
        position = match.end()
    pieces.append(_latex(text[position:]))
    return "".join(pieces)


def _latex(text: str) -> str:
    return from_plain(_ENTITY.sub(lambda entity: unescape(entity[0]), text))


def _meaning(tag: re.Match[str]) -> str:
    if tag["name"] == "span":
        return "nocase" if "nocase" in (tag["style"] or "") else "sc"
    return tag["name"]


def _partners(tags: list[re.Match[str]]) -> set[int]:
    """The indices of the tags that open and close properly, one within another."""
    found: set[int] = set()
    open_tags: list[int] = []
    for index, tag in enumerate(tags):
        if not tag["end"]:
            if tag["name"] != "span" or tag["style"]:
                open_tags.append(index)
        elif tag["name"] in (tags[each]["name"] for each in open_tags[-50:]):
            while tags[open_tags[-1]]["name"] != tag["name"]:
                open_tags.pop()
            found |= {open_tags.pop(), index}
    return found


def to_markup(latex: str, *, keeps_case: bool = True) -> str:
    """The text of CSL for LaTeX.

    Args:
        latex: The text of a field.
        keeps_case: Whether braces that protect capitals are written too.
    """
    writer = _Writer(keeps_case=keeps_case)
    for segment in split_math(latex):
        if segment.is_math and not is_readable_math(segment.source):
            writer.flush()
            writer.pieces.append(_text(segment.source))
        elif segment.is_math:
            writer.waiting.append(segment.source)
        else:
            writer.feed(segment.source)
    return writer.text()


_TOKEN: Final = re.compile(
    r"""
      \{\\(?P<old>em|itshape|it|sl|bfseries|bf|sc)(?![A-Za-z])\s*
    | \\(?P<new>emph|textit|textsl|mkbibemph|mkbibitalic|textbf|mkbibbold|textsc
        |textsuperscript|mkbibsuperscript|textsubscript|mkbibsubscript)\s*\{
    | (?P<command>\\(?:[A-Za-z]+|.)(?P<space>\s*)(?P<argument>\{)?)
    | (?P<letter>\{\s*\\)
    | (?P<brace>[{}])
    | (?P<plain>[^\\{}]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)


class _Writer:
    """Turns LaTeX into markup; what stands between tags is decoded as one text."""

    def __init__(self, *, keeps_case: bool) -> None:
        self.pieces: list[str] = []
        self.waiting: list[str] = []
        self._ends: list[str] = []
        self._keeps_case = keeps_case

    def feed(self, latex: str) -> None:
        position = 0
        while token := _TOKEN.match(latex, position):
            position = token.end()
            if name := token["old"] or token["new"]:
                self._open(_TAGS[name])
            elif token["letter"] or token["argument"]:
                # an accent or another command: `to_text` knows it, with all its arguments
                start = token.start() if token["letter"] else token.start("argument")
                position = _end_of_arguments(latex, start)
                self.waiting.append(latex[token.start() : position])
            elif token["brace"] == "{":
                self._open("nocase" if self._keeps_case else "")
            elif token["brace"]:
                self._close()
            else:
                self.waiting.append(token[0])

    def text(self) -> str:
        while self._ends:
            self._close()
        self.flush()
        return _SPACES.sub(" ", "".join(self.pieces)).strip(" ")

    def flush(self) -> None:
        latex = "".join(self.waiting)
        self.waiting.clear()
        text = to_text(latex)
        before = " " if latex[:1].isspace() else ""
        after = " " if latex[-1:].isspace() else ""
        self.pieces.append(f"{before}{_text(text)}{after}" if text else before)

    def _open(self, tag: str) -> None:
        self.flush()
        if tag == "nocase" and _NO_CASE_END in self._ends:
            tag = ""
        start, end = {
            "": ("", ""),
            "nocase": (_NO_CASE, _NO_CASE_END),
            "sc": (_SMALL_CAPITALS, "</span>"),
        }.get(tag, (f"<{tag}>", f"</{tag}>"))
        self.pieces.append(start)
        self._ends.append(end)

    def _close(self) -> None:
        self.flush()
        if self._ends:
            end = self._ends.pop().strip()
            if self.pieces[-2:] == [_NO_CASE, ""]:
                self.pieces[-2:] = []  # {} holds nothing
            else:
                self.pieces.append(end)


_NO_CASE_END: Final = "</span> "  # the space tells it from that of small capitals
_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")


def _text(text: str) -> str:
    """A text with what would be read as markup escaped."""
    text = _ENTITY.sub(lambda entity: f"&amp;{entity[0][1:]}", text)
    return _HTML.sub(lambda tag: f"&lt;{tag[0][1:]}", text)


def _end_of_arguments(latex: str, start: int) -> int:
    """Where the groups that follow each other from `start` end."""
    depth = 0
    end = len(latex)
    for brace in _BRACE.finditer(latex, start):
        depth += (brace[0] == "{") - (brace[0] == "}")
        if depth == 0 and brace[0] == "}":
            end = brace.end()
            if latex[end : end + 1] != "{":
                break
    return end
