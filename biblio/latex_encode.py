r"""Unicode text as LaTeX in ASCII, the way classic BibTeX needs it.

An accented letter becomes one of BibTeX's special characters, ``{\'e}``: a brace and a
backslash, which BibTeX counts, sorts and changes the case of as one letter. What has no form
that reads back as the same character stays as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from biblio import latex_tables
from biblio.latex_math import split_math


def to_latex(text: str) -> str:
    r"""LaTeX in ASCII for a text in Unicode, as far as there is one.

    Mathematics and commands in the text stay untouched; ``%``, ``&``, ``#``, ``_`` and a lone
    ``$`` are escaped where they are not yet; braces, ``~``, ``^`` and backslashes mean
    what they mean in LaTeX. Letters become ``{\'e}`` and ``{\ss}``, Greek and mathematical
    signs ``$\alpha$``, dashes and quotes their ligatures. Scripts without LaTeX commands (such
    as Chinese) stay. `latex.to_text` gives the text back, in NFC, but for what LaTeX does not
    distinguish: single quotes, spaces of other widths, runs of white space.
    """
    text = normalize("NFC", text)
    if text.isascii() and not _SPECIAL.search(text):
        return text
    return "".join(
        segment.source if segment.is_math else _TOKEN.sub(_encode, segment.source)
        for segment in split_math(text)
    )


_SPECIAL: Final = re.compile(r"[%&#_$]")


def _encode(token: re.Match[str]) -> str:
    text = token[0]
    match token.lastgroup:
        case None:
            return text
        case "escape":
            return "\\" + text
        case "raised":
            return _shifted("^", text, _LEVELLED_SUPERSCRIPTS)
        case "lowered":
            return _shifted("_", text, _LEVELLED_SUBSCRIPTS)
        case "math":
            return f"${''.join(_COMMANDS[char][1:-1] for char in text)}$"
        case _:
            return _character(text)


def _shifted(sign: str, text: str, table: dict[str, str]) -> str:
    levelled = "".join(table[char] for char in text)
    return f"${sign}{levelled}$" if len(levelled) == 1 else f"${sign}{{{levelled}}}$"


def _levelled(table: dict[str, str]) -> dict[str, str]:
    return {shifted: char for char, shifted in table.items() if char != "−"}


_LEVELLED_SUPERSCRIPTS: Final = _levelled(latex_tables.SUPERSCRIPTS)
_LEVELLED_SUBSCRIPTS: Final = _levelled(latex_tables.SUBSCRIPTS)

# What is written without a command, or with another than the tables would give.
_PREFERRED: Final[dict[str, str]] = {
    "–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "¿": "?`", "¡": "!`",
    "\xa0": "~", "\u2009": r"\,", "\u202f": r"\,", "\u2010": "-", "\u2011": "-", "\xad": r"\-",
    "…": r"{\ldots}", "°": r"{\textdegree}", "ı": r"{\i}", "ȷ": r"{\j}", "đ": r"{\dj}",
    "Đ": r"{\DJ}", "ø": r"{\o}", "×": r"$\times$", "ε": r"$\varepsilon$", "φ": r"$\varphi$",
    "µ": r"{\textmu}", "§": r"{\S}", "¶": r"{\P}", "†": r"{\dag}", "‡": r"{\ddag}",
    "©": r"{\copyright}", "£": r"{\pounds}", "≤": r"$\leq$", "≥": r"$\geq$", "→": r"$\to$",
    "ℝ": r"$\mathbb{R}$", "ℕ": r"$\mathbb{N}$", "ℤ": r"$\mathbb{Z}$", "ℂ": r"$\mathbb{C}$",
    "ℚ": r"$\mathbb{Q}$", "ℙ": r"$\mathbb{P}$", "ℍ": r"$\mathbb{H}$", "′": r"$'$",
    "″": r"$''$", "∧": r"$\wedge$", "∨": r"$\vee$", "ß": r"{\ss}", "−": "$-$",
    "«": r"{\guillemotleft}", "»": r"{\guillemotright}", "½": r"{\textonehalf}",
    "√": r"$\surd$", "⊥": r"$\perp$", "≠": r"$\neq$", "⇒": r"$\Rightarrow$",
    "⇔": r"$\Leftrightarrow$", "←": r"$\leftarrow$", "ʹ": r"{\cprime}", "·": r"$\cdot$",
    "•": r"{\textbullet}", "Ω": r"$\Omega$", "±": r"$\pm$", "÷": r"$\div$", "¬": r"$\neg$",
}  # fmt: skip


def _by_character(table: dict[str, str], form: str) -> dict[str, str]:
    """Characters to commands: the first command a table has for each, put into a form."""
    return {char: form % name for name, char in reversed(table.items()) if not char.isascii()}


_COMMANDS: Final[dict[str, str]] = {
    **_by_character(latex_tables.MATH_SYMBOLS, "$\\%s$"),
    **_by_character(latex_tables.GREEK, "$\\%s$"),
    **_by_character(
        {name: char for name, char in latex_tables.SIGNS.items() if name.isalpha()}, "{\\%s}"
    ),
    **_by_character(latex_tables.LETTERS, "{\\%s}"),
    **_PREFERRED,
}
_HORN: Final = "\u031b"
_ACCENT_COMMANDS: Final = {mark: name for name, mark in latex_tables.ACCENTS.items()}
_MATHEMATICAL: Final = [
    char
    for char, latex in _COMMANDS.items()
    if latex.startswith("$\\")  # no primes
]

_TOKEN: Final = re.compile(
    r"""
      \\(?:url|path|nolinkurl|doi|href|cite[a-z]*|label|ref)\s*\{[^{}]*\}  # no text in these
    | \\(?:[A-Za-z]+|.)
    | (?P<escape>[%&#_$])
    | (?P<ascii>[A-Za-z][\u0300-\u036f]+)
    | (?P<raised>[⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ⁿⁱ]+)
    | (?P<lowered>[₀-₉₊₋₌₍₎]+)
    | (?P<math>[@MATH@]{2,}(?![\u0300-\u036f]))
    | (?P<other>[^\x00-\x7f][\u0300-\u036f]*)
    """.replace("@MATH@", "".join(_MATHEMATICAL)),
    re.VERBOSE | re.DOTALL,
)


@lru_cache(maxsize=4096)
def _character(text: str) -> str:
    """LaTeX for one character, which may have combining marks on it."""
    if text in _COMMANDS:
        return _COMMANDS[text]
    decomposed = normalize("NFD", text)
    base, marks = decomposed[0], decomposed[1:]
    if _HORN in marks:  # a letter of its own in LaTeX's encoding for Vietnamese
        base, marks = normalize("NFC", base + _HORN), marks.replace(_HORN, "")
    if marks and all(mark in _ACCENT_COMMANDS for mark in marks):
        return _accented(base, marks) or text
    if len(text) > 1:  # marks of no LaTeX accent stay; what they are on may still have a form
        return text
    return _rare(text)


def _accented(base: str, marks: str) -> str:
    r"""Accent commands around a base letter; "" if the base has no form in LaTeX.

    One mark on a letter is ``{\'e}`` or ``{\c{c}}``, two are ``{\'{\^e}}``.
    """
    if base in "ij" and any(ord(mark) < 0x0323 for mark in marks):
        latex = f"\\{base}"  # a dot gives way to what is put above
    elif base.isascii() and base.isalpha():
        latex = base
    elif base in _COMMANDS and _COMMANDS[base].startswith("{\\"):
        latex = _COMMANDS[base][1:-1]
    else:
        return ""
    for mark in marks:
        command = _ACCENT_COMMANDS[mark]
        tight = not command.isalpha() and (len(latex) == 1 or latex in ("\\i", "\\j"))
        latex = f"\\{command}{latex}" if tight else f"\\{command}{{{latex}}}"
    return f"{{{latex}}}"


def _rare(char: str) -> str:
    """What pylatexenc has for a character, if that reads back as the same one."""
    from pylatexenc.latexencode import (  # type: ignore[import-untyped]  # has no types
        get_builtin_uni2latex_dict,
    )

    from biblio.latex import to_text  # reads what is written here

    found = get_builtin_uni2latex_dict().get(ord(char))
    if not isinstance(found, str) or not found.isascii():
        return char
    latex = re.sub(r"^\\ensuremath\{(.*)\}$", r"$\1$", found)
    if not latex.startswith("$"):
        latex = f"{{{latex}}}"
    return latex if to_text(latex) == char else char
