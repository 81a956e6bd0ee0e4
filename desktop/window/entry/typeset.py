r"""Mathematics as pictures: a formula in TeX, its measures around the baseline, its drawing.

ziamath draws the glyphs as SVG paths, which needs no TeX and starts no other program. It takes
a quarter of a second to import, so it is imported in a thread when the first formula is shown;
until then, and for what it cannot draw, the caller shows the formula as text.
"""

from __future__ import annotations

import re
import threading
import warnings
import xml.etree.ElementTree as ET
from collections import OrderedDict
from dataclasses import dataclass
from types import ModuleType
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

LONGEST: Final = 600
"""Longer formulas, in characters, are shown as text: drawing time grows with the length."""

MOST: Final = 300
"""So are those with more to draw, counted in characters; one costs about a millisecond."""

DEEPEST: Final = 30
"""So are those with more braces in one another."""

# What ziamath and latex2mathml raise for TeX that they do not understand: they check little,
# so that a strange formula ends in whatever fails first.
_CANNOT_DRAW: Final[tuple[type[Exception], ...]] = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    StopIteration,
    TypeError,
    ValueError,
    AssertionError,
    ET.ParseError,
)
_VIEW_BOX: Final = re.compile(r'viewBox="(\S+) (\S+) (\S+) (\S+)"')
_BLACK: Final = re.compile(r'(fill|stroke)="black"')
# Paths and lines only: nothing that could name a file or an address reaches the renderer.
_UNSAFE: Final = re.compile(
    r"<\s*(?:image|use|a|script|style|foreignObject|text)\b|url\(", re.IGNORECASE
)


# Macros of the formula's own: they could grow without end, and references have no need of them.
_DEFINITION: Final = re.compile(r"\\(?:re|provide)?newcommand|\\(?:[egx]?def|let)\b")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that can be drawn.

    Attributes:
        svg: Its drawing, in black.
        width: In logical pixels.
        ascent, descent: How far it reaches above and below the baseline, in logical pixels.
    """

    svg: str
    width: float
    ascent: float
    descent: float

    @property
    def height(self) -> float:
        """From top to bottom, in logical pixels."""
        return self.ascent + self.descent


class Typesetter:
    """Draws formulas and remembers the drawings; belongs to the main thread."""

    def __init__(self) -> None:
        self._formulas: OrderedDict[tuple[str, float, bool], Formula | None] = OrderedDict()
        self._images: OrderedDict[tuple[Formula, str, float], QImage] = OrderedDict()
        self._thread: threading.Thread | None = None

    def load(self) -> bool:
        """Whether formulas can be drawn now; if not, getting there is begun or goes on."""
        if self._thread is None:
            self._thread = threading.Thread(target=_load, name="load-formulas", daemon=True)
            self._thread.start()
        return not self._thread.is_alive()

    def wait(self) -> None:
        """Return when formulas can be drawn."""
        self.load()
        assert self._thread is not None
        self._thread.join()

    def is_known(self, tex: str, size: float, *, display: bool = False) -> bool:
        """Whether `formula` answers at once."""
        return not is_drawable(tex) or (tex, size, display) in self._formulas

    def formula(self, tex: str, size: float, *, display: bool = False) -> Formula | None:
        """A formula's drawing, made now if need be; None if it has to be shown as text.

        Args:
            tex: What is between the delimiters.
            size: Font size in logical pixels.
            display: Whether it stands by itself, with tall sums and fractions.
        """
        if not is_drawable(tex):
            return None
        key = (tex, size, display)
        if key not in self._formulas:
            self.wait()
            self._formulas[key] = _drawn(tex, size, display=display)
            if len(self._formulas) > 2000:
                self._formulas.popitem(last=False)
        return self._formulas[key]

    def image(self, formula: Formula, color: QColor, ratio: float) -> QImage:
        """A formula's picture in a colour for a screen of this device pixel ratio."""
        key = (formula, color.name(), ratio)
        if key not in self._images:
            self._images[key] = _painted(formula, color, ratio)
            if len(self._images) > 400:
                self._images.popitem(last=False)
        return self._images[key]


def is_drawable(tex: str) -> bool:
    """Whether a formula is worth trying: not empty, not too long, braces not too deep."""
    if not tex.strip() or len(tex) > LONGEST or _DEFINITION.search(tex):
        return False
    depth = deepest = 0
    for char in tex:
        depth += (char == "{") - (char == "}")
        deepest = max(deepest, depth)
    return deepest <= DEEPEST


def _load() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ziamath opens its font in a way that is deprecated
        _drawn("x", 12, display=False)


def _drawn(tex: str, size: float, *, display: bool) -> Formula | None:
    # SVG 1: Qt draws nothing of the symbols that SVG 2 files refer to
    from latex2mathml import exceptions
    from ziafont.config import config as font_config
    from ziamath.config import config as math_config
    from ziamath.tex import tex2mml
    from ziamath.zmath import Math

    math_config.svg2 = False
    font_config.svg2 = False
    cannot_draw = _CANNOT_DRAW + _own_errors(exceptions)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            mathml = ET.fromstring(tex2mml(_adapted(tex), inline=not display))  # noqa: S314  # ours
            if _work(mathml) > MOST:
                return None
            svg = Math(mathml, size=size).svg()
    except cannot_draw:
        return None
    box = _VIEW_BOX.search(svg)
    if box is None or _UNSAFE.search(svg):
        return None
    _, top, width, height = (float(number) for number in box.groups())
    if not 0 < width < 20_000 or not 0 < height < 20_000:
        return None
    return Formula(svg, width, -top, height + top)


def _work(element: ET.Element) -> float:
    """How much there is to draw: ziamath lays out twice what is in a fraction, root or script."""
    inside = len(element.text or "") + sum(_work(child) for child in element)
    return inside * 2 if element.tag.rpartition("}")[2] in _LAID_OUT_TWICE else inside


_LAID_OUT_TWICE: Final = frozenset(
    [
        "mfrac",
        "msqrt",
        "mroot",
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mtable",
        "mfenced",
    ]
)


def _own_errors(module: ModuleType) -> tuple[type[Exception], ...]:
    """The errors of latex2mathml, which have no base of their own."""
    return tuple(
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Exception)
    )


# Commands of papers that ziamath lacks, in terms of those it has.
_ADAPTED: Final = (
    (re.compile(r"\\(?:bm|boldsymbol|pmb)\b"), r"\\mathbf"),
    (re.compile(r"\\(?:tfrac|dfrac|nicefrac|sfrac)\b"), r"\\frac"),
    (re.compile(r"\\(?:mathds|mathbbm|Bbb)\b"), r"\\mathbb"),
    (re.compile(r"\\(?:ensuremath|displaystyle|textstyle|limits|nolimits)\b"), ""),
    (re.compile(r"\\(?:mbox|textnormal)\b"), r"\\text"),
)


def _adapted(tex: str) -> str:
    for pattern, replacement in _ADAPTED:
        tex = pattern.sub(replacement, tex)
    return tex.strip()


def _painted(formula: Formula, color: QColor, ratio: float) -> QImage:
    svg = _BLACK.sub(rf'\1="{color.name()}"', formula.svg)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    width, height = formula.width * ratio, formula.height * ratio
    image = QImage(int(width) + 1, int(height) + 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
