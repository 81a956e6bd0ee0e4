r"""The LaTeX that nearly all texts are made of, decoded by one substitution.

Of a hundred fields with LaTeX in them, more than ninety hold nothing but accents, braces,
dashes and quotes. They take a twentieth of the time here that the full decoder needs, which
an import of 100,000 entries feels; what this module does not know is left to the decoder.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from biblio.latex_tables import ACCENTS, LETTERS

#: In the order in which TeX would take them.
RUNS: Final = {
    "---": "—", "--": "–", "?`": "¿", "!`": "¡", "``": "“", "''": "”", "~": " ",
}  # fmt: skip

_SIGN_ACCENTS: Final = "`'^~=.\""
_COMMON: Final = re.compile(
    r"""
      \\([`'^~=."])(?:\{(\\[ij]|[A-Za-z])\}|(\\[ij](?=[}])|[A-Za-z]))  # \'e \'{e} \'{\i}
    | \\([cvuHkr])\{([A-Za-z])\}                                       # \v{s}
    | \\(ss|oe|OE|ae|AE|aa|AA|[oOlL])(?:\{\}|(?=\}))                   # {\o} \o{}
    | \\([&%#])                                                        # \&
    """,
    re.VERBOSE,
)


def decode(latex: str) -> str | None:
    """Readable text, or None where the text holds more than the common LaTeX.

    The text must be prose, and the result is what the full decoder gives, but for white space,
    which is not collapsed.
    """
    if "\\" in latex:
        latex = _COMMON.sub(_character, latex)
        if "\\" in latex:
            return None
    for run, sign in RUNS.items():
        if run[0] in latex and run in latex:  # one character is found ten times sooner than two
            latex = latex.replace(run, sign)
    latex = latex.replace("{", "").replace("}", "")
    return latex if latex.isascii() else normalize("NFC", latex)


@lru_cache(maxsize=1024)
def _accented(letter: str, accent: str) -> str:
    # Composed at once: composing a long text, rather than finding that it is, takes long
    return normalize("NFC", letter + ACCENTS[accent])


def _character(found: re.Match[str]) -> str:
    sign_accent, braced, bare, letter_accent, letter, special, escaped = found.groups()
    if sign_accent:
        return _accented((braced or bare)[-1], sign_accent)
    if letter_accent:
        return _accented(letter, letter_accent)
    # No run of signs may arise where a command stood between them
    return LETTERS[special] if special else str(escaped)
