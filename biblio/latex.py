r"""LaTeX and readable Unicode text: one into the other.

Most texts hold nothing that LaTeX would mind, so the decoder and the encoder are loaded at the
first text that does.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final


def to_text(latex: str) -> str:
    r"""Readable Unicode for a text in LaTeX.

    Accents, letters, signs, dashes and quotes become characters (in NFC), font commands and
    braces go, mathematics becomes one plain line (``$O(\log^3 d)$`` is ``O(log³ d)``), ``~``
    becomes a plain space, white space is collapsed. Of an unknown command with an argument the
    argument stays; an unknown command alone stays as written, without the backslash if it
    begins with a capital (``\MaxMinAntSystem``). NULs go. Never raises.
    """
    if not _is_plain(latex):
        from biblio.latex_decoder import decoded

        latex = decoded(latex)
    elif not latex.isascii():
        latex = normalize("NFC", latex)
    if (
        "  " in latex
        or "\n" in latex
        or "\t" in latex
        or "\r" in latex
        or "\f" in latex
        or "\v" in latex
    ):
        latex = _SPACES.sub(" ", latex)
    return latex.strip(" ")


def to_latex(text: str) -> str:
    r"""LaTeX in ASCII for a text; see `biblio.latex_encode.to_latex`."""
    from biblio.latex_encode import to_latex as encoded

    return encoded(text)


_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")


def _is_plain(text: str) -> bool:
    """Whether nothing in a text means anything to LaTeX (a chain of `in` beats a regex)."""
    return not (
        "{" in text
        or "\\" in text
        or "}" in text
        or "$" in text
        or "~" in text
        or "--" in text
        or "``" in text
        or "''" in text
        or "?`" in text
        or "!`" in text
    )
