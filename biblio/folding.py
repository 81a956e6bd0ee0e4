"""Folding: the form of a text in which accents, case and typography do not matter.

Two texts that a reader would call the same word fold to the same string, so folded text is
what search, matching and sorting compare. It is not meant to be shown.
"""

from __future__ import annotations

import codecs
from unicodedata import normalize

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

# Marks that change how a letter is written but not, for a search, which letter it is. Only
# these: the marks of Indic scripts are vowels, and Japanese voicing marks make other syllables.
_ACCENTS: Final = (
    (0x0300, 0x036F),  # Latin, Greek, Cyrillic
    (0x0483, 0x0489),  # Cyrillic, historic
    (0x0591, 0x05BD),  # Hebrew points and accents
    (0x05BF, 0x05C2),
    (0x05C4, 0x05C7),
    (0x0610, 0x061A),  # Arabic
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),  # for symbols
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFE20, 0xFE2F),
)

# Letters with no decomposition in Unicode, after case folding (ß is already ss by then).
_LETTERS: Final = {
    "æ": "ae", "ǽ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    "ħ": "h", "ı": "i", "ȷ": "j", "ŋ": "ng", "ŧ": "t", "ĸ": "k", "ƀ": "b", "ɓ": "b", "ɖ": "d",
    "ɗ": "d", "ɨ": "i", "ʉ": "u", "ƶ": "z", "ɠ": "g", "ǥ": "g", "ƙ": "k", "ɲ": "n", "ƴ": "y",
    "ꞌ": "'", "×": "x",
}  # fmt: skip

_SIGNS: Final = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("‘’‚‛ʹʻʼʽ′´`＇", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    # Invisible: soft hyphen, zero-width space and joiners, direction marks, byte order mark.
    **dict.fromkeys("\xad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff", ""),
}

_TABLE: Final[dict[int, str]] = {
    **{code: "" for first, last in _ACCENTS for code in range(first, last + 1)},
    **{ord(sign): plain for sign, plain in {**_LETTERS, **_SIGNS}.items()},
}


def fold(text: str) -> str:
    """The text without accents, case and typography, and with single spaces.

    Compatibility forms become plain ones (``ﬁ`` is ``fi``, ``𝒢`` is ``g``, ``Ⅳ`` is ``iv``),
    letters such as ``ø``, ``ł``, ``đ``, ``ß``, ``æ`` the Latin letters they are sorted with,
    all dashes and quotes the ones of a keyboard. Other scripts stay, without accents. The
    result is in NFC, and folding it again changes nothing.
    """
    return " ".join(fold_letters(text).split())


def fold_letters(text: str) -> str:
    """As `fold`, but the white space stays as it is: for what is cut into words anyway."""
    if text.isascii():
        return text.lower().replace("`", "'")
    # What is not ASCII is little, mostly. The encoder finds it five times faster than a regular
    # expression, and hands each run of it to `_folded_run`.
    folded = text.encode("ascii", _HANDLER).lower()
    return folded.decode("utf-8", "surrogatepass").replace("`", "'")


def _folded_run(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    run = error.object[error.start : error.end]
    found = _RUNS.get(run)
    if found is None:
        text = run.replace("´", "'")  # NFKD would make a space of it
        # Twice, since case folding can make compatibility characters (Unicode, D146).
        text = normalize("NFKD", normalize("NFKD", text).casefold()).translate(_TABLE)
        found = normalize("NFC", text).lower().encode("utf-8", "surrogatepass")
        if len(run) == 1:
            _RUNS[run] = found
    return found, error.end


_RUNS: Final[dict[str, bytes]] = {}  # of single characters, so it cannot grow beyond Unicode
_HANDLER: Final = "oeuvre-fold"
codecs.register_error(_HANDLER, _folded_run)
