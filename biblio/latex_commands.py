"""What the commands of LaTeX that take arguments print."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from biblio import latex_math, latex_tables
from biblio.latex_tables import words

Render = Callable[[list[str]], str]


def stripped(arguments: list[str]) -> str:
    """The argument, without space around it."""
    return arguments[0].strip()


def _first(arguments: list[str]) -> str:
    return arguments[0]


def _second(arguments: list[str]) -> str:
    return arguments[1]


def raised(arguments: list[str]) -> str:
    """A superscript."""
    return latex_math.raised(arguments[0])


def lowered(arguments: list[str]) -> str:
    """A subscript."""
    return latex_math.lowered(arguments[0])


def _fraction(arguments: list[str]) -> str:
    return latex_math.fraction(arguments[0], arguments[1])


@lru_cache(maxsize=64)
def accent(mark: str) -> Render:
    """What an accent command of text prints: its mark on the first letter, or alone."""

    def render(arguments: list[str]) -> str:
        text = arguments[0].lstrip()
        return latex_math.marked(text, mark) or latex_tables.BARE_ACCENTS.get(mark, "")

    return render


@lru_cache(maxsize=64)
def math_accent(mark: str) -> Render:
    """What an accent of mathematics prints: its mark on a letter; over more it is dropped."""

    def render(arguments: list[str]) -> str:
        text = arguments[0].strip()
        return latex_math.marked(text, mark) if len(text) == 1 else text

    return render


def accent_named(name: str) -> Render | None:
    """What the accent command of this name prints; None if there is none."""
    if mark := latex_tables.MATH_ACCENTS.get(name):
        return math_accent(mark)
    if mark := latex_tables.ACCENTS.get(name):
        return accent(mark)
    return None


def root_of_degree(degree: str) -> Render:
    """What ``sqrt`` with an option prints."""
    return lambda arguments: latex_math.root(arguments[0], degree)


def is_known(name: str) -> bool:
    """Whether a command has a meaning here although it prints no symbol."""
    return (
        name in latex_tables.SILENT
        or name in latex_tables.TRANSPARENT
        or name in COMMANDS
        or name in RAW
        or name in ("accent", "verb")
    )


# Commands with arguments: how many, what they print, and whether the arguments are
# mathematics (None: as around them).
COMMANDS: Final[dict[str, tuple[int, Render, bool | None]]] = {
    **dict.fromkeys(("text", "mbox", "hbox", "fbox", "textrm", "textnormal"), (1, _first, False)),
    "ensuremath": (1, stripped, True),
    "mathbb": (1, lambda a: latex_math.blackboard(a[0]), None),
    "Bbb": (1, lambda a: latex_math.blackboard(a[0]), None),
    **dict.fromkeys(("frac", "dfrac", "tfrac", "nicefrac", "sfrac"), (2, _fraction, None)),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), (2, lambda a: f"({a[0]} choose {a[1]})", None)),
    "sqrt": (1, lambda a: latex_math.root(a[0]), None),
    **dict.fromkeys(("textsuperscript", "sp", "up"), (1, raised, None)),
    **dict.fromkeys(("textsubscript", "sb", "textinferior"), (1, lowered, None)),
    **dict.fromkeys(("uppercase", "MakeUppercase"), (1, lambda a: a[0].upper(), None)),
    **dict.fromkeys(("lowercase", "MakeLowercase"), (1, lambda a: a[0].lower(), None)),
    **dict.fromkeys(
        words(
            "foreignlanguage textcolor bibinfo bibfield texorpdfstring raisebox scalebox "
            "overset underset stackrel"
        ),
        (2, _second, None),
    ),
    **dict.fromkeys(("htmladdnormallink", "htmladdnormallinkfoot"), (2, _first, None)),
    "footnote": (1, lambda a: f" ({a[0].strip()})", None),
}
CITING: Final = words(
    "cite citep citet citealp citealt citeauthor citeyear citeyearpar citenum onlinecite Cite "
    "Citep Citet parencite textcite autocite footcite fullcite footfullcite smartcite "
    "supercite Parencite Textcite Autocite"
)
DROPPED: Final = words(
    "label index thanks nocite noop Noop noopsort Noopsort NoopSort SortNoop sortnoop hspace "
    "vspace color fontsize begin end phantom hphantom vphantom selectlanguage"
)
RAW: Final = CITING | DROPPED | {"url", "Url", "path", "nolinkurl", "doi", "href"}


@lru_cache(maxsize=2048)
def rare_symbol(name: str) -> str | None:
    """What pylatexenc prints for a command without arguments; None if it knows none."""
    # A tenth of a second to import, and few libraries have such commands.
    from pylatexenc.latex2text import (  # type: ignore[import-untyped]  # has no types
        get_default_latex_context_db,
    )

    found = get_default_latex_context_db().get_macro_spec(name)
    text = getattr(found, "simplify_repl", None)
    return text if isinstance(text, str) and text.strip() and "%" not in text else None
