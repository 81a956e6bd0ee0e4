"""The palettes, and icons in their colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from desktop.window import theme
from desktop.window.look import DARK, LIGHT, Colors

ICONS = sorted(path.stem for path in (theme.resources() / "icons").glob("*.svg"))


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2 between two colours."""

    def luminance(color: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (color.redF(), color.greenF(), color.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_pairs() -> list[tuple[str, str]]:
    texts = ("text", "muted", "accent", "warning", "error", "success")
    return [
        *product(texts, ("window", "surface", "raised")),
        ("selection_text", "selection"),
        ("warning", "warning_surface"),
        ("text", "warning_surface"),
        ("error", "error_surface"),
        ("text", "error_surface"),
        ("pill_text", "pill"),
        ("subject_text", "subject_pill"),
        ("code_text", "code_pill"),
    ]


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), readable_pairs())
def test_text_has_the_contrast_of_level_aa(look: Colors, text: str, ground: str) -> None:
    assert contrast(getattr(look, text), getattr(look, ground)) >= 4.5


@pytest.fixture
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Qt.ColorScheme.Light)


@pytest.mark.usefixtures("light_again")
def test_turns_dark_and_light_with_everything_that_is_shown(
    qapp: QApplication, qtbot: QtBot
) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    action = QAction("undo", button)
    button.addAction(action)
    theme.apply(qapp, Qt.ColorScheme.Light)
    theme.set_icon(button, "search")
    theme.set_icon(action, "undo")

    theme.apply(qapp, Qt.ColorScheme.Dark)

    assert theme.colors(button) == DARK
    for icon in (button.icon(), action.icon()):
        image = icon.pixmap(QSize(48, 48)).toImage()
        strongest = max(
            (image.pixelColor(x, y) for x in range(48) for y in range(48)),
            key=lambda color: color.alpha(),
        )
        assert strongest.lightnessF() > 0.7


@pytest.mark.usefixtures("light_again")
def test_applying_twice_follows_the_system_once(qapp: QApplication) -> None:
    theme.apply(qapp, Qt.ColorScheme.Dark)
    theme.apply(qapp, Qt.ColorScheme.Light)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.colors(qapp.palette()) == LIGHT  # it was told to keep to light


def test_palettes_are_told_apart() -> None:
    assert theme.colors(theme.palette(LIGHT)) == LIGHT
    assert theme.colors(theme.palette(DARK)) == DARK
    assert theme.palette(DARK).color(QPalette.ColorRole.Link) == DARK.accent


@pytest.mark.parametrize("name", ICONS)
@pytest.mark.usefixtures("qapp")
def test_icons_are_drawn_in_one_style(name: str) -> None:
    drawing = (theme.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    if name != "oeuvre":  # the program's own mark has its colours
        assert 'viewBox="0 0 24 24"' in drawing
        assert re.findall(r'stroke="([^"]*)"', drawing) == ["currentColor"]
        assert re.findall(r'stroke-width="([^"]*)"', drawing) == ["1.75"]
    image = theme.pixmap(name, QColor("#ff0000"), 24, 1.5).toImage()
    assert image.size() == QSize(36, 36)
    drawn = sum(image.pixelColor(x, y).alpha() > 128 for x in range(36) for y in range(36))
    assert 5 < drawn < 36 * 36


def test_a_tooltip_shows_markup_as_text() -> None:
    assert theme.tooltip("<b>x</b> & y") == "<qt>&lt;b&gt;x&lt;/b&gt; &amp; y</qt>"
    assert theme.tooltip("") == ""


def test_a_coloured_label_keeps_its_colour_wherever_it_stands(qtbot: QtBot) -> None:
    parent = QToolButton()  # whose text has another role than that of a label
    qtbot.addWidget(parent)
    label = QLabel("x", parent)
    theme.set_text_color(label, QColor("#123456"))
    assert label.palette().color(label.foregroundRole()).name() == "#123456"


def test_an_icon_keeps_its_colour_when_it_is_made_in_another(qapp: QApplication) -> None:
    del qapp
    pictures = [theme.pixmap("warning", QColor(name), 18) for name in ("#ff0000", "#00ff00")]
    images = [picture.toImage() for picture in pictures]
    colours = [
        {
            image.pixelColor(x, y).name()
            for x in range(18)
            for y in range(18)
            if image.pixelColor(x, y).alpha() == 255
        }
        for image in images
    ]
    assert colours == [{"#ff0000"}, {"#00ff00"}]
