"""Guesses at the code page of a text, by the look of its letters.

In a text of another script than Latin the letters beyond ASCII stand side by side. In one of
Latin script they stand between others, and are small there: what would be a sign or a capital
in the middle of a word, as *Ž* in “GŽrard”, is of another code page. Languages of Latin script
are not told apart, since their texts have too few such letters.
"""

from __future__ import annotations

import re
from collections import Counter

_ASCII = bytes(range(0x80))
# Words whose letters are all beyond ASCII; a code of two bytes may have an ASCII byte second
_WORDS = re.compile(
    rb"(?:[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]){4,}"
    rb"|[\x80-\xff]{3,}(?:[ -.][\x80-\xff]{3,})*"
)
_LEAST = 8  # bytes of such words from which a script can be told
_SAMPLE = 1 << 15
_CODE_PAGES = (
    "cp1251", "koi8_r", "cp866", "cp1253", "cp1255", "cp1256",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
_LATIN = ("cp1252", "mac_roman", "cp850")
_WITHIN = re.compile(rb"[A-Za-z]([\x80-\xff])(?=[a-z])")
_WITHIN_WORDS = "’–"  # l’Hôpital, Navier–Stokes
_MOST = 0.8


def likely_code_pages(data: bytes) -> list[str]:
    """Python codecs that may be right, the best first; empty for a text of Latin letters.

    Args:
        data: Bytes that are not UTF-8.
    """
    words = sum(map(len, _WORDS.findall(data)))
    if words < max(_LEAST, len(data.translate(None, _ASCII)) * 2 // 3):
        return []
    import charset_normalizer  # slow to load, and hardly ever needed

    lines = b"\n".join(line for line in data.split(b"\n") if not line.isascii())
    found = charset_normalizer.from_bytes(lines[:_SAMPLE], cp_isolation=list(_CODE_PAGES))
    return [match.encoding for match in sorted(found, key=lambda match: -_letters(str(match)))]


def likely_latin(data: bytes) -> str | None:
    """The Python codec of a Latin text of old Macs or of DOS; None for one of Windows.

    Args:
        data: Bytes that are not UTF-8.
    """
    found = Counter(match[1] for match in _WITHIN.finditer(data))
    whole = found.total()
    right = {
        codec: sum(
            number
            for byte, number in found.items()
            if (letter := byte.decode(codec, "replace")).islower() or letter in _WITHIN_WORDS
        )
        for codec in _LATIN
    }
    best = max(_LATIN, key=lambda codec: right[codec])  # the first of equals
    return None if best == _LATIN[0] or right[best] < _MOST * whole else best


def _letters(text: str) -> float:
    """The part of the characters beyond ASCII that are letters: all, in the right code page."""
    beyond = [letter for letter in text if not letter.isascii()]
    return sum(map(str.isalpha, beyond)) / (len(beyond) or 1)
