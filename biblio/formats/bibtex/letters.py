r"""LaTeX with its accented and special letters as characters, and nothing else changed.

An accent may stand on an accented letter (``\d{\^e}``). It becomes one character with all its
marks, or the whole command stays as it was written: half of a command means something else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from biblio.latex import to_text
from biblio.latex_math import split_math


def as_unicode(text: str) -> str:
    r"""The same LaTeX with accented and special letters as characters; all else stays.

    ``{\'E}`` becomes ``É`` without braces, because BibTeX treats the former as one letter too;
    braces stay where they hold a command's argument. The space that TeX skips behind a command
    goes with it (``\'\i nez``). What has no character of its own stays as written.
    """
    if "\\" not in text:
        return text
    return "".join(
        segment.source if segment.is_math else _prose(segment.source)
        for segment in split_math(text)
    )


def _accented(argument: str) -> str:
    """A pattern for an accent on what a pattern finds, in braces, or on a bare letter."""
    braced = rf"\{{(?:{argument})\}}"
    return (
        rf"\\(?:['`^\"~=.]\s*(?:{braced}|{_LETTER}|{_NAMED})"
        rf"|[uvHcdbrk](?:\s*{braced}|\s+{_LETTER}|\s*{_NAMED}))"
    )


_LETTER: Final = r"[^\W\d_]"
#: With what TeX skips behind it.
_NAMED: Final = (
    r"\\(?:ss|ae|AE|oe|OE|aa|AA|dh|DH|th|TH|dj|DJ|ng|NG|o|O|l|L|i|j|[ou]horn|[OU]HORN)"
    r"(?![A-Za-z])(?:\{\}|\s+)?"
)
_SINGLE: Final = rf"{_LETTER}|{_NAMED}|\{{(?:{_LETTER}|{_NAMED})\}}"
_ONCE: Final = _accented(_SINGLE)
_TWICE: Final = _accented(rf"{_ONCE}|\{{{_ONCE}\}}|{_SINGLE}")
_THRICE: Final = _accented(rf"{_TWICE}|\{{{_TWICE}\}}|{_SINGLE}")
_TOKEN: Final = re.compile(
    rf"""
      \\(?:url|path|nolinkurl|doi|href|cite[a-z]*|label|ref)\s*\{{[^{{}}]*\}}  # no text in these
    | \{{(?P<group>{_THRICE}|{_NAMED})\}}
    | (?P<bare>{_THRICE}|{_NAMED})
    | \\(?:[A-Za-z]+\*?\s*|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_TAKES_NEXT: Final = re.compile(r"\\(?:[A-Za-z]+\*?\s*|['`^\"~=.])\Z|[}\]]\Z")
_ENDS_IN_NAME: Final = re.compile(r"\\(?:[A-Za-z]+|['`^\"~=.])\Z")


def _prose(text: str) -> str:
    pieces: list[str] = []
    end = 0
    for found in _TOKEN.finditer(text):
        if found.start() > end:
            pieces.append(text[end : found.start()])
        before = pieces[-1] if pieces else ""
        pieces.append(_converted(found, before))
        end = found.end()
    return "".join(pieces) + text[end:]


def _converted(found: re.Match[str], before: str) -> str:
    """What becomes of one command or group, by the piece that was written before it."""
    if found["group"] is not None:
        letter = _letter(found["group"])
        if letter is None:
            return found[0]
        # A brace or bracket right before it may end the argument before this one
        return f"{{{letter}}}" if _TAKES_NEXT.search(before) else letter
    if found["bare"] is not None and _ENDS_IN_NAME.search(before) is None:
        return _letter(found["bare"]) or found[0]
    return found[0]


@lru_cache(maxsize=4096)
def _letter(latex: str) -> str | None:
    """The one character that a command prints; None if there is none."""
    text = to_text(latex)
    return text if len(text) == 1 and not text.isascii() else None
