"""Colours for BibTeX source."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from desktop.window.entry.highlighter import BibtexHighlighter
from desktop.window.look import LIGHT

ENTRY = """% old list
@string{acm = "ACM"}
@Article{li2022, title = {A {B} of x = y}, year = 2022,
  publisher = acm # " 12", note = "say {\\"o} = 5",
  month = nov
}
after = 3"""

NAMES = {
    LIGHT.accent.name(): "accent",
    LIGHT.code_text.name(): "key",
    LIGHT.warning.name(): "macro",
    LIGHT.muted.name(): "muted",
}


def coloured(text: str) -> list[tuple[str, str]]:
    """The coloured stretches of a text with what they are coloured as."""
    document = QTextDocument(text)
    highlighter = BibtexHighlighter(document, LIGHT)
    found: list[tuple[str, str]] = []
    block = document.begin()
    while block.isValid():
        for form in block.layout().formats():
            start, length = form.start, form.length
            color = form.format.foreground().color().name()
            encoded = block.text().encode("utf-16-le")[2 * start : 2 * (start + length)]
            found.append((encoded.decode("utf-16-le"), NAMES[color]))
        block = block.next()
    highlighter.setDocument(None)
    return found


@pytest.mark.usefixtures("qapp")
def test_tells_the_parts_apart() -> None:
    words = [pair for pair in coloured(ENTRY) if pair[0] not in ("{", "}", '"', '"}')]
    assert words == [
        ("% old list", "muted"),
        ("@string", "accent"), ("acm", "key"),
        ("@Article", "accent"), ("li2022", "key"),
        ("title", "accent"), ("year", "accent"), ("2022", "macro"),
        ("publisher", "accent"), ("acm", "macro"), ("note", "accent"), ('{\\"', "muted"),
        ("month", "accent"), ("nov", "macro"),
    ]  # fmt: skip


@pytest.mark.usefixtures("qapp")
def test_an_address_in_a_value_is_no_comment() -> None:
    assert ("%20c}", "muted") not in coloured("@misc{x, url = {http://a.b/%20c},\n year = 2020}")
    assert ("year", "accent") in coloured("@misc{x, url = {http://a.b/%20c},\n year = 2020}")


@pytest.mark.parametrize("text", ["{" * 5000, '@a{b, c = "' + "{" * 3000, "}" * 3000, "@" * 3000])
def test_nothing_is_too_odd(text: str, qapp: QApplication) -> None:
    assert qapp is not None
    coloured(text + "\n" + text)
