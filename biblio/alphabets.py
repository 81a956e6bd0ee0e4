"""Alphabets: which letters a language sorts elsewhere than the Latin letters they look like.

As in the collation tailorings of the Unicode Common Locale Data Repository (CLDR 44,
common/collation, https://cldr.unicode.org), the standard ones, as far as they set letters apart
from others; differences of accents and case alone decide nothing here. Where CLDR has none, since
its root has the letters in place already (Cyrillic), the order is that of the national alphabet.

Groups are divided by ``|``. The first letter of a group is where the others go: each of them,
divided by spaces, is a letter of its own after the one before it. What stands behind ``=`` is the
same letter. ``a ą`` makes ``ą`` a letter between ``a`` and ``b``; ``i=y`` sorts ``y`` as ``i``;
``h ch`` makes one letter of ``ch``, after ``h``.
"""

from __future__ import annotations

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

_NORDIC: Final = "d=đ=ð | y=ü=ű | z æ=ä=ę ø=ö=ő=œ å=aa"
_SOUTH_SLAVIC: Final = "c č ć | d dž=ǆ đ | l lj=ǉ | n nj=ǌ | s š | z ž"

ALPHABETS: Final = {
    "az": "c ç | e ə | g ğ | h x ı | k q | o ö | s ş | u ü",
    "be": "е ё | и і й | у ў",
    "bg": "и й",
    "bs": _SOUTH_SLAVIC,
    "cs": "c č | h ch | r ř | s š | z ž",
    "cy": "c ch | d dd | f ff | g ng | l ll | p ph | r rh | t th",
    "da": _NORDIC,
    "de-phonebook": "",
    "eo": "c ĉ | g ĝ | h ĥ | j ĵ | s ŝ | u ŭ",
    "es": "n ñ",
    "et": "s š z ž | w õ ä ö ü",
    "fa": "ب پ | ج چ | ز ژ | ك=ک گ | و ه=ة | ي=ی=ى",
    "fi": "y=ü | z å ä=æ ö=ø",
    "fil": "n ñ ng",
    "fo": _NORDIC,
    "gl": "n ñ",
    "hr": _SOUTH_SLAVIC,
    "hu": "c cs | d dz dzs | g gy | l ly | n ny | o ö=ő | s sz | t ty | u ü=ű | z zs",
    "is": "a á | d=đ ð | e é | i í | o ó | u ú | y ý | z þ æ=ä ö=ø å",
    "lt": "c č | i=y | s š | z ž",
    "lv": "c č | g ģ | i=y | k ķ | l ļ | n ņ | r ŗ | s š | z ž",
    "mk": "д ѓ | з ѕ | и ј | л љ | н њ | т ќ | ч џ",
    "mt": "b ċ | f ġ | g għ | h ħ | y ż",
    "no": _NORDIC,
    "pl": "a ą | c ć | e ę | l ł | n ń | o ó | s ś | z ź ż",
    "ro": "a ă â | i î | s ş=ș | t ţ=ț",
    "ru": "и й",
    "sk": "a ä | c č | h ch | o ô | r ř | s š | z ž",
    "sl": "c č ć | d đ | s š | z ž",
    "sq": "c ç | d dh | e ë | g gj | l ll | n nj | r rr | s sh | t th | x xh | z zh",
    "sr": f"{_SOUTH_SLAVIC} | д ђ | и ј | л љ | н њ | т ћ | ч џ",
    "sv": "d=đ=ð | y=ü=ű | z å ä=æ=ę ö=ø=ő=œ=ô",
    "tk": "c ç | e ä | j ž | n ň | o ö | s ş | u ü | y ý",
    "tr": "c ç | g ğ | h ı | o ö | s ş | u ü",
    "uk": "г ґ | е є | и і ї й",
    "vi": "a ă â | d đ | e ê | o ô ơ | u ư",
}
"""Language to its groups of letters."""

SPELLINGS: Final = {
    "de-phonebook": {"ä": "ae", "ö": "oe", "ü": "ue"},
    "hu": {  # of a long letter that is written with two, both are sorted
        "ccs": "cscs", "ddz": "dzdz", "ddzs": "dzsdzs", "ggy": "gygy", "lly": "lyly",
        "nny": "nyny", "ssz": "szsz", "tty": "tyty", "zzs": "zszs",
    },
}  # fmt: skip
"""Language to what is sorted as if it were written otherwise."""

PLAIN: Final = frozenset({"ca", "de", "el", "en", "eu", "fr", "ga", "he", "id", "it", "nl", "pt"})
"""Languages that sort a letter with an accent as the letter without, or have none."""

SAME: Final = {"cnr": "bs", "in": "id", "iw": "he", "mo": "ro", "nb": "no", "nn": "no", "sh": "sr",
               "tl": "fil"}  # fmt: skip
"""Codes of languages that are sorted as another one."""


def known_language(tag: str) -> str:
    """The language of a locale's name as this module calls it; empty for an unknown one.

    Args:
        tag: ``sv``, ``sv_SE.UTF-8``, ``nb-NO``, ``C``; case does not matter.
    """
    tag = tag.lower()
    if tag in ALPHABETS:
        return tag
    for mark in ".@":
        tag = tag.partition(mark)[0]
    code = tag.replace("-", "_").partition("_")[0]
    code = SAME.get(code, code)
    return code if code in ALPHABETS or code in PLAIN else ""


def own_letters(language: str) -> list[tuple[str, ...]]:
    """The letters that a language has of its own, each run led by the letter that they follow."""
    groups = (group.split() for group in ALPHABETS.get(language, "").split("|"))
    runs = (tuple(letter.partition("=")[0] for letter in group) for group in groups)
    return [run for run in runs if len(run) > 1]
