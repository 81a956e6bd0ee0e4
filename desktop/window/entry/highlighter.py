"""Colours for BibTeX source: types, keys, field names, strings, macros, braces, comments."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop.window import theme
from desktop.window.override import override

_LONGEST_LINE: Final = 5000  # a longer line keeps one colour after that

_TOKEN: Final = re.compile(
    r"""
      (?P<type>@\s*[A-Za-z]+)\s*[{(]\s*(?P<key>[^\s,{}"()=#%]*)
    | (?P<name>[A-Za-z][\w:.+/-]*)\s*(?==)
    | (?P<number>(?<=[=#\s])\d+(?=\s*(?:[,#})]|$)))
    | (?P<macro>(?<=[=#\s])[A-Za-z][\w:.+/-]*(?=\s*(?:[,#})]|$)))
    | (?P<comment>%.*)
    | (?P<brace>[{}"])
    | (?P<command>\\(?:[A-Za-z]+|.))
    """,
    re.VERBOSE,
)
_OUTSIDE, _IN_ENTRY = 0, 1  # above that: how many braces are open in a value, and 1,000 for quotes
_QUOTED: Final = 1000


class BibtexHighlighter(QSyntaxHighlighter):
    """Colours one document in the colours of a palette."""

    def __init__(self, document: QTextDocument, look: theme.Colors) -> None:
        super().__init__(document)
        self.set_look(look)

    def set_look(self, look: theme.Colors) -> None:
        """Take other colours."""
        self._forms = {
            "type": _form(look, "accent", bold=True),
            "key": _form(look, "code_text", bold=True),
            "name": _form(look, "accent"),
            "macro": _form(look, "warning"),
            "number": _form(look, "warning"),
            "comment": _form(look, "muted", italic=True),
            "brace": _form(look, "muted"),
            "command": _form(look, "muted"),
        }
        self.rehighlight()

    @override
    def highlightBlock(self, text: str) -> None:
        state = max(_OUTSIDE, self.previousBlockState())
        text = text[:_LONGEST_LINE]
        position = 0
        while found := _TOKEN.search(text, position):
            if found["comment"] and state != _OUTSIDE:
                position = found.start() + 1  # BibTeX has no comments in entries
                continue
            state = self._token(found, state)
            position = found.end()
        self.setCurrentBlockState(state)

    def _token(self, found: re.Match[str], state: int) -> int:
        """Colour a token where it means something; the state after it.

        The state is 0 outside entries and 1 in an entry between fields; in a value it is 1 and
        the number of open braces, and 1,000 more between quotation marks.
        """
        kind = str(found.lastgroup)
        if found["type"]:
            if state != _OUTSIDE:
                return state
            self._color(found, "type")
            self._color(found, "key")
            return _IN_ENTRY
        if kind == "brace":
            self._color(found, "brace")
            return _after_brace(found[0], state)
        if kind == "comment":
            self._color(found, "comment")
            return state
        if state > _IN_ENTRY if kind == "command" else state == _IN_ENTRY:
            self._color(found, kind)
        return state

    def _color(self, found: re.Match[str], group: str) -> None:
        start, end = found.span(group)
        self.setFormat(start, end - start, self._forms[group])


def _after_brace(brace: str, state: int) -> int:
    if brace == '"':
        if state == _IN_ENTRY:
            return _IN_ENTRY + _QUOTED
        return _IN_ENTRY if state == _IN_ENTRY + _QUOTED else state
    if state == _OUTSIDE:
        return state
    if brace == "{":
        return state + 1 if state % _QUOTED < _QUOTED - 2 else state
    if state == _IN_ENTRY:
        return _OUTSIDE
    return state if state == _IN_ENTRY + _QUOTED else state - 1


def _form(
    look: theme.Colors, color: str, *, bold: bool = False, italic: bool = False
) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(getattr(look, color))
    form.setFontItalic(italic)
    if bold:
        form.setFontWeight(QFont.Weight.DemiBold)
    return form
