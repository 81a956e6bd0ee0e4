"""The colours of series: told apart by people who see colours differently, in light and dark.

After Okabe and Ito, Color Universal Design (2008): they differ in lightness too, so that the
figure also works in grey. Yellow is left out, which cannot be seen on white.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor

from desktop.window.look import Colors

_LIGHT: Final = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
_DARK: Final = ("#56b4e9", "#e69f00", "#2bb58c", "#cc79a7", "#a6d4f2", "#e8743b")


def series_colour(look: Colors, series: int, *, grey: bool = False) -> QColor:
    """The colour of a series.

    Args:
        look: The colours of the window.
        series: Its place among the series.
        grey: Whether it is no kind of its own.
    """
    if grey:
        return QColor(look.faint)
    colours = _DARK if look.dark else _LIGHT
    return QColor(colours[series % len(colours)])


def line_colour(look: Colors) -> QColor:
    """The colour of a line over the bars."""
    return QColor("#e8743b" if look.dark else "#b34700")
