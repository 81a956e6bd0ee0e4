"""The look: one light and one dark palette after the system, and icons in the palette's colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.window.look import DARK, LIGHT, Colors

if TYPE_CHECKING:  # pictures are drawn after the first rows, and what draws them is loaded then
    from PySide6.QtGui import QIcon, QImage, QPixmap

__all__ = [
    "Colors",
    "apply",
    "colors",
    "draw_icons",
    "hold_icons",
    "icon",
    "palette",
    "pixmap",
    "resources",
    "set_icon",
    "set_text_color",
    "tooltip",
]

STYLE = ("-style", "Fusion")
"""The application's arguments for the style whose colours are all ours to choose."""
_FOLLOWER = "follower of the system's colours"
_ICON_PROPERTY = "iconName"
_QUIET_PROPERTY = "iconQuiet"
_ICON_SIZES = (16, 20, 24, 32, 48)  # what 16, 20 and 24 come to at 1x, 1.5x and 2x, or near it


def apply(app: QApplication, scheme: Qt.ColorScheme = Qt.ColorScheme.Unknown) -> None:
    """Give the program its look, now and whenever the system turns light or dark.

    Args:
        app: The application.
        scheme: Which palette to keep to; unknown follows the system.
    """
    follower = _follower() or _Follower(app)
    follower.keep_to(scheme)


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


def set_text_color(widget: QWidget, color: QColor) -> None:
    """Give a widget's own text a colour; the rest of its palette goes on following the theme."""
    changed = QPalette()
    # Which of these a label draws with depends on where it will stand
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        changed.setColor(role, color)
    widget.setPalette(changed)


def icon(name: str, of: QPalette | None = None, *, quiet: bool = False) -> QIcon:
    """The icon `resources/icons/NAME.svg` in the colours of a palette.

    It keeps the colours it was made with; `set_icon` makes one that follows the palette.

    Args:
        name: The file's name without its ending.
        of: The palette; None for the application's.
        quiet: Whether it is in the colour of secondary text.
    """
    from PySide6.QtGui import QIcon

    scheme = colors(of if of is not None else QGuiApplication.palette())
    made = QIcon()
    for mode, color in (
        (QIcon.Mode.Normal, scheme.muted if quiet else scheme.text),
        (QIcon.Mode.Disabled, scheme.faint),
        (QIcon.Mode.Selected, scheme.selection_text),
    ):
        for size in _ICON_SIZES:
            made.addPixmap(pixmap(name, color, size), mode)
    return made


def set_icon(target: QAction | QAbstractButton, name: str, *, quiet: bool = False) -> None:
    """Give an action or a button an icon that turns light or dark with the palette."""
    target.setProperty(_ICON_PROPERTY, name)
    target.setProperty(_QUIET_PROPERTY, quiet)
    follower = _follower()
    if follower is None or follower.draws:
        target.setIcon(icon(name, quiet=quiet))


def hold_icons() -> None:
    """Draw no icon of `set_icon` until `draw_icons`: a window is shown sooner without."""
    follower = _follower()
    if follower is not None:
        follower.draws = False


def draw_icons() -> None:
    """Draw the icons that were held back, a few at a time."""
    follower = _follower()
    if follower is not None and not follower.draws:
        follower.draws = True
        follower.draw_waiting()


def _follower() -> _Follower | None:
    app = QApplication.instance()
    # By its name: to look at their class, Python would have to know each kind of child
    return app.findChild(_Follower, _FOLLOWER) if app is not None else None


def pixmap(name: str, color: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon's picture, `size` logical pixels wide and high, for a screen of this ratio."""
    from PySide6.QtGui import QPainter, QPixmap

    shape, is_one_colour = _shape(name, round(size * ratio))
    made = QPixmap.fromImage(shape.copy())  # or all would be painted with the last colour
    if is_one_colour:
        painter = QPainter(made)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(made.rect(), color)
        painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def tooltip(text: str) -> str:
    """A tooltip that shows the text as it is: Qt would take some texts for markup."""
    if not text:
        return ""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{safe}</qt>"


class _Follower(QObject):
    """Sets the palette and the icons anew when the system's colour scheme changes."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(_FOLLOWER)
        self._app = app
        self._scheme = Qt.ColorScheme.Unknown
        self.draws = True
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.on_scheme_changed)

    def keep_to(self, scheme: Qt.ColorScheme) -> None:
        """Take the palette of a scheme, whatever the system's is; unknown follows the system."""
        self._scheme = scheme
        self.on_scheme_changed()

    def on_scheme_changed(self) -> None:
        """Take the palette for the scheme that holds now."""
        scheme = self._scheme
        if scheme is Qt.ColorScheme.Unknown:
            scheme = QGuiApplication.styleHints().colorScheme()
        look = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        self._app.setPalette(palette(look))
        self._app.setStyleSheet(_stylesheet(look))
        if self.draws:
            self.set_icons()

    def set_icons(self) -> None:
        """Draw the icons that `set_icon` was asked for in the colours that hold now."""
        for target, made in self._targets():
            target.setIcon(made())

    def draw_waiting(self) -> None:
        """Draw the next icon that was asked for, and then the others."""
        for target, made in self._targets():
            if target.icon().isNull():
                target.setIcon(made())
                QTimer.singleShot(0, self.draw_waiting)
                return

    def _targets(self) -> Iterator[tuple[QAction | QAbstractButton, Callable[[], QIcon]]]:
        for widget in self._app.allWidgets():
            for target in (widget, *widget.actions()):
                name = target.property(_ICON_PROPERTY)
                if name and isinstance(target, QAction | QAbstractButton):
                    quiet = bool(target.property(_QUIET_PROPERTY))
                    yield target, partial(icon, str(name), quiet=quiet)


def _stylesheet(look: Colors) -> str:
    """What the palette cannot say; short, since Qt asks it for every widget."""
    return f"""
        QToolTip {{
            color: {look.text.name()}; background: {look.raised.name()};
            border: 1px solid {look.border.name()}; padding: 4px 6px;
        }}
        QLineEdit, QPlainTextEdit#field {{
            background: {look.surface.name()}; border: 1px solid {look.faint.name()};
            border-radius: 4px; padding: 3px 4px;
        }}
        QLineEdit:focus, QPlainTextEdit#field:focus {{ border-color: {look.accent.name()}; }}
        QComboBox QLineEdit, QAbstractSpinBox QLineEdit {{ border: none; padding: 0; }}
        QPlainTextEdit#field {{ padding: 0; }}
        QCheckBox::indicator:unchecked, QRadioButton::indicator:unchecked,
        QListWidget::indicator:unchecked {{
            background: {look.surface.name()}; border: 1px solid {look.muted.name()};
            width: 12px; height: 12px; border-radius: 3px;
        }}
        QRadioButton::indicator:unchecked {{ border-radius: 7px; }}
        QRadioButton::indicator:checked {{
            background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
                stop: 0 {look.accent.name()}, stop: 0.5 {look.accent.name()},
                stop: 0.6 {look.surface.name()}, stop: 1 {look.surface.name()});
            border: 1px solid {look.accent.name()};
            width: 12px; height: 12px; border-radius: 7px;
        }}
        {_ticks(look)}
        QScrollBar {{ background: transparent; border: none; margin: 0; }}
        QScrollBar:vertical {{ width: 12px; }}
        QScrollBar:horizontal {{ height: 12px; }}
        QScrollBar::handle {{ background: {look.faint.name()}; border-radius: 4px; margin: 2px; }}
        QScrollBar::handle:hover {{ background: {look.muted.name()}; }}
        QScrollBar::handle:vertical {{ min-height: 32px; }}
        QScrollBar::handle:horizontal {{ min-width: 32px; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
        QTabWidget::pane {{ border: none; border-top: 1px solid {look.border.name()}; }}
        QTabBar {{ qproperty-drawBase: 0; }}
        QTabBar::tab {{
            color: {look.muted.name()}; background: transparent; border: none;
            border-bottom: 2px solid transparent; padding: 8px 2px 6px 2px; margin: 0 6px;
        }}
        QTabBar::tab:first {{ margin-left: 14px; }}
        QTabBar::tab:hover {{ color: {look.text.name()}; }}
        QTabBar::tab:selected {{
            color: {look.text.name()}; border-bottom-color: {look.accent.name()};
        }}
        QTabBar:focus::tab:selected, QTabBar::tab:selected:focus {{
            color: {look.accent.name()};
        }}
    """


def _ticks(look: Colors) -> str:
    """What is ticked in the dark, where the style's own outline cannot be seen."""
    if not look.dark:
        return ""
    tick = (resources() / "icons" / "check.svg").as_posix()
    return f"""
        QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
            background: {look.accent.name()}; border: 1px solid {look.accent.name()};
            width: 12px; height: 12px; border-radius: 3px; image: url("{tick}");
        }}
        QAbstractItemView::indicator:unchecked {{
            border: 1px solid {look.muted.name()};
            width: 12px; height: 12px; border-radius: 3px;
        }}
    """


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two, `share` of the way to the other."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )


@lru_cache(maxsize=512)
def _shape(name: str, size: int) -> tuple[QImage, bool]:
    """An icon drawn in black, and whether it has one colour, the palette's."""
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawing = (resources() / "icons" / f"{name}.svg").read_bytes()
    made = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing.replace(b"currentColor", b"#000000"))).render(painter)
    painter.end()
    return made, b"currentColor" in drawing


def resources() -> Path:
    """The folder of the program's data: in the package, or beside it in a checkout."""
    packaged = Path(__file__).parents[1] / "_resources"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "resources"
