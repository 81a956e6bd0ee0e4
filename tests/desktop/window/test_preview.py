"""The preview."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFont, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from biblio.entry import Entry, make_entry
from biblio.inheritance import Inherited
from desktop.window import theme
from desktop.window.entry.preview import Preview
from desktop.window.look import DARK, LIGHT

ADA = ("Ada Sandberg",)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is given to the browser, which is not opened."""
    urls: list[str] = []

    def open_url(url: QUrl) -> bool:
        urls.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(open_url))
    return urls


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    made = Preview()
    qtbot.addWidget(made)
    made.resize(420, 700)
    return made


def show(qtbot: QtBot, preview: Preview, **fields: str) -> str:
    """Show an article with these fields; its text as it is copied."""
    preview.show_entry(make_entry("article", "k", fields.items()), ADA)
    qtbot.waitUntil(preview.is_complete, timeout=10_000)
    preview.selectAll()
    return preview.createMimeDataFromSelection().text()


def cursor_at(preview: Preview, text: str) -> QTextCursor:
    found = preview.document().find(text)
    assert not found.isNull(), text
    return found


def links(preview: Preview) -> dict[str, str]:
    """Texts that are links, with their addresses."""
    found: dict[str, str] = {}
    block = preview.document().begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            if fragment.charFormat().isAnchor():
                found[fragment.text()] = fragment.charFormat().anchorHref()
            iterator += 1
        block = block.next()
    return found


def test_shows_an_entry(qtbot: QtBot, preview: Preview) -> None:
    text = show(
        qtbot,
        preview,
        title="On {$x^2$} and \\emph{Odd} Things",
        author="Li, Bo and Sandberg, Ada",
        journal="Annals",
        volume="3",
        date="2023-11-06",
        primaryclass="cs.LG",
        badge="Code",
        abstract="For $n$ of ``them'' see \\cite{li2022lamps}.",
    )
    assert text.replace("\u00a0", " ").splitlines() == [
        "On $x^2$ and Odd Things",
        "Bo Li, Ada Sandberg",
        "Annals 3, 6 Nov 2023",
        "cs.LG  Code  Journal article  ",
        "For $n$ of “them” see li2022lamps.",
    ]
    assert cursor_at(preview, "Ada Sandberg").charFormat().fontWeight() == QFont.Weight.Bold
    assert cursor_at(preview, "Bo Li").charFormat().fontWeight() == QFont.Weight.Normal
    assert cursor_at(preview, "Odd").charFormat().fontItalic()


def test_says_what_is_incomplete_hidden_and_assumed(qtbot: QtBot, preview: Preview) -> None:
    text = show(
        qtbot, preview, author="Bo Li and others", subject="LG", year="2026", assumed="date"
    ).replace("\u00a0", " ")
    assert "Bo Li et al. — the list is incomplete" in text
    assert "Ada Sandberg: listed on the profile page; hidden behind “et al.”" in text
    assert "The year is assumed: the source gives none." in text
    assert text.startswith("Without a title")


def test_interprets_no_markup(qtbot: QtBot, preview: Preview) -> None:
    markup = "<h1>x</h1><img src='file:///etc/passwd'><a href='https://evil.example'>y</a>&amp;"
    text = show(qtbot, preview, title=markup, author=markup, abstract=markup, note=markup)
    assert text.count("<img src='file:///etc/passwd'>") >= 3
    # In the abstract there is an address, which shows where it leads; the markup makes none
    assert all(
        address.startswith("search:") or shown == address == "https://evil.example"
        for shown, address in links(preview).items()
    )


@pytest.mark.parametrize(
    "name", ["file:///etc/passwd", "https://a.b/x.png", "qrc:/x", ":/x", "data:image/png;base64,A"]
)
def test_loads_nothing(preview: Preview, name: str) -> None:
    image = QTextDocument.ResourceType.ImageResource.value
    assert preview.loadResource(image, QUrl(name)) is None
    preview.setSource(QUrl(name))
    assert preview.toPlainText() == ""


def test_opens_web_addresses_at_a_click_only(
    qtbot: QtBot, preview: Preview, opened: list[str]
) -> None:
    show(
        qtbot,
        preview,
        title="T",
        doi="10.1000/x",
        eprint="2311.03096",
        abstract="Code is at https://github.com/someone/thing.",
    )
    assert opened == []
    found = links(preview)
    assert found["doi:10.1000/x"] == "https://doi.org/10.1000/x"
    assert found["arXiv:2311.03096"] == "https://arxiv.org/abs/2311.03096"
    assert found["https://github.com/someone/thing"] == "https://github.com/someone/thing"
    tooltip = cursor_at(preview, "github").charFormat().toolTip()
    assert tooltip == "<qt>https://github.com/someone/thing</qt>"
    preview.anchorClicked.emit(QUrl("https://github.com/someone/thing"))
    assert opened == ["https://github.com/someone/thing"]


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:alert(1)", "ftp://a.b/c", "mailto:a@b.c", "", "/etc/passwd"],
)
def test_opens_nothing_else(preview: Preview, opened: list[str], address: str) -> None:
    preview.anchorClicked.emit(QUrl(address))
    assert opened == []


def test_names_and_marks_search(qtbot: QtBot, preview: Preview) -> None:
    show(qtbot, preview, author="Li, Bo", primaryclass="cs.LG", abstract="See \\cite{li2022lamps}.")
    asked: list[str] = []
    preview.search_requested.connect(asked.append)
    for address in dict.fromkeys(links(preview).values()):
        preview.anchorClicked.emit(QUrl(address))
    assert asked == ['author:="Bo Li"', "key:li2022lamps"]


def test_copies_the_source_of_formulas(qtbot: QtBot, preview: Preview) -> None:
    tex = r"$\frac{a}{b}$"
    text = show(qtbot, preview, title="😀 T", abstract=f"A 😀 {tex}-thing ({tex}) and $$x$$ end.")
    assert f"A 😀 {tex}-thing ({tex}) and" in text
    assert "$$x$$" in text


def test_a_formula_that_cannot_be_drawn_is_text(qtbot: QtBot, preview: Preview) -> None:
    text = show(qtbot, preview, abstract="So $x_$ and $" + "y" * 5000 + "$.")
    assert "\N{OBJECT REPLACEMENT CHARACTER}" not in text
    assert "y" * 500 in text


def test_a_long_list_of_authors_is_elided_until_asked_for(qtbot: QtBot, preview: Preview) -> None:
    names = [f"Person{number}, Given" for number in range(3000)]
    names[2000] = "Sandberg, A."
    start = time.perf_counter()
    text = show(qtbot, preview, author=" and ".join(names))
    assert time.perf_counter() - start < 2
    assert "Given Person11, … A. Sandberg … and 2,987 more" in text
    preview.anchorClicked.emit(QUrl("show:authors"))
    assert "Given Person2999" in preview.toPlainText()
    preview.anchorClicked.emit(QUrl("show:authors"))
    assert "Given Person2999" not in preview.toPlainText()


def test_shows_before_its_formulas_are_drawn(qtbot: QtBot) -> None:
    preview = Preview()
    qtbot.addWidget(preview)
    abstract = " and ".join(
        rf"$\sum_{{i={number}}}^n \frac{{x_i}}{{\sqrt{{{number}}}}}$" for number in range(33)
    )
    start = time.perf_counter()
    preview.show_entry(make_entry("article", "k", [("abstract", abstract)]), ADA)
    assert time.perf_counter() - start < 0.5
    assert "√" in preview.toPlainText()
    qtbot.waitUntil(preview.is_complete, timeout=10_000)
    assert preview.toPlainText().count("\N{OBJECT REPLACEMENT CHARACTER}") == 33 + 1  # and a pill


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "w" * 400},
        {"title": "مقدمة في نظرية الشبكات", "author": "محمد علي and Bo Li"},
        {"title": "深層学習の理論", "author": "山田太郎 and 王小明"},
        {"abstract": "x" * 10_000_000},
        {"abstract": "$" + "x" * 10_000_000 + "$"},
        {"title": "{" * 50_000, "author": "{" * 50_000, "journal": "{" * 50_000},
        {"title": "\0\u2028\u2029\ufffc\U0010ffff", "doi": "\0", "url": "\0"},
        {"author": " and " * 5000},
    ],
    ids=["long word", "Arabic", "Japanese", "10 MB", "10 MB formula", "braces", "odd", "ands"],
)
def test_ugly_data_is_shown_soon(qtbot: QtBot, preview: Preview, fields: dict[str, str]) -> None:
    start = time.perf_counter()
    show(qtbot, preview, **fields)
    preview.grab()
    assert time.perf_counter() - start < 3
    assert preview.horizontalScrollBar().maximum() == 0


def test_right_to_left_titles_run_right_to_left(qtbot: QtBot, preview: Preview) -> None:
    show(qtbot, preview, title="مقدمة في نظرية الشبكات")
    preview.grab()  # lays it out
    cursor = QTextCursor(preview.document())
    assert preview.cursorRect(cursor).left() > 200


def test_turns_dark_with_the_palette(qtbot: QtBot, preview: Preview) -> None:
    show(qtbot, preview, title="Words", abstract="$x$")
    preview.setPalette(theme.palette(DARK))
    assert cursor_at(preview, "Words").charFormat().foreground().color() == DARK.text
    preview.setPalette(theme.palette(LIGHT))
    assert cursor_at(preview, "Words").charFormat().foreground().color() == LIGHT.text


def test_a_refresh_keeps_the_place(qtbot: QtBot, preview: Preview, qapp: QApplication) -> None:
    entry = Entry("misc", "k", make_entry("misc", "k", [("abstract", "Words. " * 2000)]).fields)
    preview.show_entry(entry, ADA)
    preview.show()
    qtbot.waitExposed(preview)
    preview.verticalScrollBar().setValue(300)
    preview.show_entry(entry, ADA)
    qapp.processEvents()
    assert preview.verticalScrollBar().value() == 300
    preview.show_entry(make_entry("misc", "other", [("abstract", "Words. " * 2000)]), ADA)
    assert preview.verticalScrollBar().value() == 0


def test_what_is_inherited_is_shown_with_where_it_is_from(preview: Preview) -> None:
    entry = make_entry("inproceedings", "k", [("title", "T"), ("booktitle", "B"), ("year", "2005")])
    inherited = tuple(Inherited(field, "par") for field in entry.fields[1:])
    preview.show_entry(entry, inherited=inherited)
    assert "B, 2005\ninherited from par: book title, year\n" in preview.toPlainText()
