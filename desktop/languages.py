"""The languages by whose alphabet a library can be sorted: their names, and the system's own."""

from __future__ import annotations

import locale
import os
from typing import Final

from biblio.alphabets import known_language

NAMES: Final = {
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bs": "Bosnian",
    "ca": "Catalan",
    "cs": "Czech",
    "cy": "Welsh",
    "da": "Danish",
    "de": "German",
    "de-phonebook": "German (ä as ae)",
    "el": "Greek",
    "en": "English",
    "eo": "Esperanto",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fil": "Filipino",
    "fo": "Faroese",
    "fr": "French",
    "ga": "Irish",
    "gl": "Galician",
    "he": "Hebrew",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "is": "Icelandic",
    "it": "Italian",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mk": "Macedonian",
    "mt": "Maltese",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "tk": "Turkmen",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
}
NONE: Final = "no language"
"""What is said in place of a name where letters are sorted without their accents."""

# Those that say how the system sorts, the most telling first (POSIX.1-2017, § 8.2)
_VARIABLES: Final = ("LC_ALL", "LC_COLLATE", "LANG")


def name_of(language: str) -> str:
    """The English name of a language as `biblio.alphabets` calls it."""
    return NAMES.get(language, NONE)


def find_language(text: str) -> str | None:
    """The language that is meant by a code, a locale or an English name; None for none."""
    wanted = text.strip().lower()
    by_name = next((code for code, name in NAMES.items() if name.lower() == wanted), "")
    return by_name or known_language(wanted) or None


def system_language(told: str = "") -> str:
    """The language of the system's order; empty for one that is not known.

    Args:
        told: A locale that the toolkit tells, for systems that set no variables.
    """
    for variable in _VARIABLES:
        if value := os.environ.get(variable):
            return known_language(value)
    # “Swedish_Sweden” on Windows
    own = locale.getlocale()[0] or ""
    return known_language(told) or find_language(own.partition("_")[0]) or ""
