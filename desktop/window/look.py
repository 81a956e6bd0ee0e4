"""The colours of the program, light and dark, with the contrast that reading needs."""

from __future__ import annotations

from PySide6.QtGui import QColor

from biblio.value import Value


class Colors(Value):
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
        mark: Behind words that a search found.
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
    mark: QColor


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
    mark=QColor("#ffe9a8"),
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
    mark=QColor("#57460f"),
)
