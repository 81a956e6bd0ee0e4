"""Names of files made from an entry by a pattern, such as no system or shell minds.

The pattern's language is that of citation keys (`biblio.keys`); the text may have spaces and
letters of any script. What a file may be called follows Microsoft's "Naming Files, Paths, and
Namespaces", which is stricter than POSIX.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from biblio.entry import Entry
from biblio.keys import pattern_text

DEFAULT_PATTERN: Final = "[citationkey]"
_LONGEST: Final = 180  # bytes, so that a number and an ending fit into 255
_UNWANTED: Final = re.compile(r"[<>:\"/\\|?*\x00-\x1f\x7f$`{}~#%&;'!]+")
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,10}")


def file_name(entry: Entry, pattern: str, original: str) -> str:
    """The name for a file of an entry: by the pattern, with the ending that it has.

    Args:
        entry: The entry.
        pattern: The pattern; where it gives nothing the original name stays.
        original: The file's own name.

    Raises:
        PatternError: If the pattern cannot be read.
    """
    stem, ending = split_name(original)
    return (clean_name(pattern_text(entry, pattern)) or clean_name(stem) or "file") + ending


def clean_name(text: str) -> str:
    """A text as a file's name without ending; perhaps empty."""
    name = unicodedata.normalize("NFC", "".join(filter(_is_shown, text)))
    name = " ".join(_UNWANTED.sub(" ", name).split()).strip(" .-")
    while len(name.encode()) > _LONGEST:
        name = name[:-1].rstrip(" .-")
    return f"{name}-" if _RESERVED.fullmatch(name) else name


def split_name(name: str) -> tuple[str, str]:
    """A file's name and its ending with the dot, in lower case; the ending may be empty."""
    stem, dot, last = name.rpartition(".")
    ending = f"{dot}{last}"
    return (stem, ending.lower()) if stem and _ENDING.fullmatch(ending) else (name, "")


def free_name(name: str, taken: Callable[[str], bool]) -> str:
    """The name, or where it is taken the name with the first free number: ``a-2.pdf``."""
    stem, ending = split_name(name)
    number = 1
    candidate = name
    while taken(candidate):
        number += 1
        candidate = f"{stem}-{number}{ending}"
    return candidate


def _is_shown(char: str) -> bool:
    """Not an invisible sign, such as one that turns the direction of text."""
    return unicodedata.category(char) not in {"Cf", "Cs", "Co", "Cn"}
