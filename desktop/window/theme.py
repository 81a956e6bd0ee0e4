"""The look: one light and one dark palette after the system, and icons in the palette's colours."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_ICON_PROPERTY = "iconName"
_ICON_SIZES = (16, 20, 24, 32, 40, 48, 64)  # what 16, 20 and 24 come to at 1x, 1.5x and 2x


@dataclass(frozen=True, slots=True)
class Colors:
    """The colours of a palette beyond those that Qt has roles for.

    Text colours keep a contrast of at least 4.5 to 1 (WCAG 2.2, level AA) on `window` and
    `surface`, those of a pill on that pill.

    Attributes:
        dark: Whether the palette is the dark one.
        window: Behind everything.
        surface: Where text is read or written.
        raised: Cards on `window`.
        text, muted: Ordinary and secondary text.
        faint: Lines and shapes that carry no text.
        accent: Links, focus, the one colour that calls.
        border: Lines between surfaces.
        selection, selection_text: A selected row.
        warning, warning_surface: Doubtful; as text, and behind it.
        error, error_surface: Wrong.
        success: In order.
        pill, pill_text: A neutral pill (the entry's type, a citation).
        subject_pill, subject_text: A pill of a field of research.
        code_pill, code_text: A pill that says that code exists.
    """

    dark: bool
    window: QColor
    surface: QColor
    raised: QColor
    text: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    border: QColor
    selection: QColor
    selection_text: QColor
    warning: QColor
    warning_surface: QColor
    error: QColor
    error_surface: QColor
    success: QColor
    pill: QColor
    pill_text: QColor
    subject_pill: QColor
    subject_text: QColor
    code_pill: QColor
    code_text: QColor


LIGHT = Colors(
    dark=False,
    window=QColor("#f4f4f2"),
    surface=QColor("#ffffff"),
    raised=QColor("#ffffff"),
    text=QColor("#1c2024"),
    muted=QColor("#5a626b"),
    faint=QColor("#b9bec4"),
    accent=QColor("#24508f"),
    border=QColor("#dcdcd7"),
    selection=QColor("#d9e5f6"),
    selection_text=QColor("#14202e"),
    warning=QColor("#8a5100"),
    warning_surface=QColor("#fff3da"),
    error=QColor("#b3261e"),
    error_surface=QColor("#fdeceb"),
    success=QColor("#1f6b3f"),
    pill=QColor("#ececea"),
    pill_text=QColor("#4c545c"),
    subject_pill=QColor("#e3ecf9"),
    subject_text=QColor("#24508f"),
    code_pill=QColor("#e0f2e6"),
    code_text=QColor("#1b633a"),
)
DARK = Colors(
    dark=True,
    window=QColor("#1f2124"),
    surface=QColor("#17191b"),
    raised=QColor("#26292d"),
    text=QColor("#e5e7ea"),
    muted=QColor("#a0a8b1"),
    faint=QColor("#565c64"),
    accent=QColor("#8ab6f2"),
    border=QColor("#363a3f"),
    selection=QColor("#2a4468"),
    selection_text=QColor("#f3f6fa"),
    warning=QColor("#f0bd62"),
    warning_surface=QColor("#3a2f18"),
    error=QColor("#ff9d94"),
    error_surface=QColor("#432422"),
    success=QColor("#7fd3a0"),
    pill=QColor("#33373c"),
    pill_text=QColor("#c3c9d0"),
    subject_pill=QColor("#25354b"),
    subject_text=QColor("#a9cbf7"),
    code_pill=QColor("#1f3a2a"),
    code_text=QColor("#8bdaab"),
)


def apply(app: QApplication, scheme: Qt.ColorScheme = Qt.ColorScheme.Unknown) -> None:
    """Give the program its look, now and whenever the system turns light or dark.

    Args:
        app: The application.
        scheme: Which palette to keep to; unknown follows the system.
    """
    app.setStyle("Fusion")
    follower = _Follower(app, scheme)
    QGuiApplication.styleHints().colorSchemeChanged.connect(follower.on_scheme_changed)
    follower.on_scheme_changed()


def colors(of: QWidget | QPalette) -> Colors:
    """The colours that go with a widget's palette, or with a palette."""
    palette = of if isinstance(of, QPalette) else of.palette()
    window = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Window)
    return DARK if window.lightnessF() < 0.5 else LIGHT


def palette(scheme: Colors) -> QPalette:
    """The palette for Qt's own widgets in these colours."""
    role = QPalette.ColorRole
    made = QPalette()
    for each, color in (
        (role.Window, scheme.window),
        (role.WindowText, scheme.text),
        (role.Base, scheme.surface),
        (role.AlternateBase, _mixed(scheme.surface, scheme.window, 0.55)),
        (role.Text, scheme.text),
        (role.PlaceholderText, scheme.muted),
        (role.Button, _mixed(scheme.window, scheme.raised, 0.6)),
        (role.ButtonText, scheme.text),
        (role.BrightText, scheme.error),
        (role.ToolTipBase, scheme.raised),
        (role.ToolTipText, scheme.text),
        (role.Highlight, scheme.selection),
        (role.HighlightedText, scheme.selection_text),
        (role.Link, scheme.accent),
        (role.LinkVisited, scheme.accent),
        (role.Accent, scheme.accent),
        (role.Light, scheme.raised.lighter(108)),
        (role.Midlight, _mixed(scheme.window, scheme.border, 0.3)),
        (role.Mid, scheme.border),
        (role.Dark, scheme.border.darker(125)),
        (role.Shadow, scheme.window.darker(180)),
    ):
        made.setColor(each, color)
    disabled = _mixed(scheme.muted, scheme.window, 0.4)
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, each, disabled)
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, scheme.border)
    return made


def icon(name: str, of: QPalette | None = None) -> QIcon:
    """The icon `resources/icons/NAME.svg` in the colours of a palette.

    It keeps the colours it was made with; `set_icon` makes one that follows the palette.

    Args:
        name: The file's name without its ending.
        of: The palette; None for the application's.
    """
    scheme = colors(of if of is not None else QGuiApplication.palette())
    made = QIcon()
    for mode, color in (
        (QIcon.Mode.Normal, scheme.text),
        (QIcon.Mode.Disabled, scheme.faint),
        (QIcon.Mode.Selected, scheme.selection_text),
    ):
        for size in _ICON_SIZES:
            made.addPixmap(pixmap(name, color, size), mode)
    return made


def set_icon(target: QAction | QAbstractButton, name: str) -> None:
    """Give an action or a button an icon that turns light or dark with the palette."""
    target.setProperty(_ICON_PROPERTY, name)
    target.setIcon(icon(name))


def pixmap(name: str, color: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon's picture, `size` logical pixels wide and high, for a screen of this ratio."""
    drawing = _drawing(name).replace("currentColor", color.name())
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def tooltip(text: str) -> str:
    """A tooltip that shows the text as it is: Qt would take some texts for markup."""
    return f"<qt>{html.escape(text)}</qt>" if text else ""


class _Follower(QObject):
    """Sets the palette and the icons anew when the system's colour scheme changes."""

    def __init__(self, app: QApplication, scheme: Qt.ColorScheme) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme

    def on_scheme_changed(self) -> None:
        """Take the palette for the scheme that holds now."""
        scheme = self._scheme
        if scheme is Qt.ColorScheme.Unknown:
            scheme = QGuiApplication.styleHints().colorScheme()
        look = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        self._app.setPalette(palette(look))
        self._app.setStyleSheet(_stylesheet(look))
        for widget in self._app.allWidgets():
            for target in (widget, *widget.actions()):
                name = target.property(_ICON_PROPERTY)
                if name and isinstance(target, QAction | QAbstractButton):
                    target.setIcon(icon(str(name)))


def _stylesheet(look: Colors) -> str:
    """What the palette cannot say; short, since Qt asks it for every widget."""
    return (
        f"QToolTip {{ color: {look.text.name()}; background: {look.raised.name()};"
        f" border: 1px solid {look.border.name()}; padding: 4px 6px; }}"
    )


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two, `share` of the way to the other."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def resources() -> Path:
    """The folder of the program's data: in the package, or beside it in a checkout."""
    packaged = Path(__file__).parents[1] / "_resources"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "resources"
