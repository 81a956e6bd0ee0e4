"""Citation keys made from an entry by a pattern such as ``[auth:lower][year]``.

The language is JabRef's (docs.jabref.org, "Customize the citation key generator"). A pattern is
literal text and markers in brackets; a marker is a name, with modifiers after colons that
are applied in order: ``[title:abbr:lower]``. Names are those in `key_markers`, or a field:
``[JOURNAL]``. What a key may not contain is dropped at the end, and letters outside ASCII
become the ones they are sorted with.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from biblio.entry import Entry
from biblio.key_markers import marker, words_of_title
from biblio.key_regex import UnsafeRegexError, compile_substitution

DEFAULT_PATTERN: Final = "[auth:lower][year][veryshorttitle:lower]"

Modifier = Callable[[str], str]


class PatternError(ValueError):
    """A key pattern that cannot be read.

    Attributes:
        position: Where in the pattern, in characters from 0.
        reason: What is wrong, as a sentence fragment.
    """

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"{reason} (at character {position + 1})")
        self.position = position
        self.reason = reason


def check_pattern(pattern: str) -> None:
    """Check that a pattern can be read.

    Raises:
        PatternError: If it cannot; with the place of the first mistake.
    """
    _parse(pattern)


def make_key(entry: Entry, pattern: str = DEFAULT_PATTERN) -> str:
    """The key for an entry by a pattern: never empty, and valid in every BibTeX.

    Raises:
        PatternError: If the pattern cannot be read.
    """
    parts = _parse(pattern)
    return clean_key(_text(parts, entry)) or "untitled"


def pattern_text(entry: Entry, pattern: str) -> str:
    """What a pattern says of an entry as readable text, not yet made a key.

    Raises:
        PatternError: If the pattern cannot be read.
    """
    return _text(_parse(pattern), entry)


def unique_key(key: str, taken: Callable[[str], bool]) -> str:
    """The key, or where it is taken the key with the first free of a, b, …, z, aa, ab, …."""
    candidate = key
    number = 0
    while taken(candidate):
        number += 1
        candidate = key + _letters(number)
    return candidate


def clean_key(text: str) -> str:
    """A text as a key: ASCII letters, digits and the signs that are harmless; perhaps empty."""
    plain = transliterate(text)
    if text == text.lower():  # the capitals are of syllables in a script that has none
        plain = plain.lower()
    key = _UNWANTED.sub("", plain)
    return key if any(map(str.isalnum, key)) else ""


# JabRef always removes {}(),=\"#%~' and by default ?!;^`$ and U+02B9; & < > | [ ] would trouble
# TeX or a shell. What is not ASCII now has no transliteration.
_UNWANTED: Final = re.compile(r"""[{}(),=\\"#%~'?!;^`$&<>|\[\]\s\x00-\x1f\x7f]|[^\x00-\x7f]""")


def transliterate(text: str) -> str:
    """A text of any script in ASCII, capitals kept: ``Щукин`` is ``Shchukin``, ``王`` ``Wang``."""
    if text.isascii():
        return text
    from anyascii import anyascii

    return anyascii(text)


def _letters(number: int) -> str:
    """1 is a, 26 z, 27 aa."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return letters


# Reading a pattern


@dataclass(frozen=True, slots=True)
class _Marker:
    value: Callable[[Entry], str]
    modifiers: tuple[Modifier, ...]

    def text(self, entry: Entry) -> str:
        text = self.value(entry)
        for modifier in self.modifiers:
            text = modifier(text)
        return text


def _text(parts: tuple[str | _Marker, ...], entry: Entry) -> str:
    return "".join(part if isinstance(part, str) else part.text(entry) for part in parts)


_LONGEST_PATTERN: Final = 1000


@lru_cache(maxsize=64)
def _parse(pattern: str) -> tuple[str | _Marker, ...]:
    if len(pattern) > _LONGEST_PATTERN:
        raise PatternError(_LONGEST_PATTERN, f"the pattern is over {_LONGEST_PATTERN} characters")
    parts: list[str | _Marker] = []
    position = 0
    while position < len(pattern):
        bracket = _BRACKET.search(pattern, position)
        end = bracket.start() if bracket else len(pattern)
        if end > position:
            parts.append(pattern[position:end])
        if bracket is None:
            break
        if bracket[0] == "]":
            raise PatternError(bracket.start(), "this bracket closes nothing")
        part, position = _parse_marker(pattern, bracket.start())
        parts.append(part)
    if not parts:
        raise PatternError(0, "the pattern is empty")
    return tuple(parts)


_BRACKET: Final = re.compile(r"[\[\]]")
_NAME: Final = re.compile(r"[^\[\]:]*")
_MODIFIER: Final = re.compile(
    r"""
      :regex\(\s*"(?P<find>(?:[^"\\]|\\.)*)"\s*,\s*"(?P<replace>(?:[^"\\]|\\.)*)"\s*\)
    | :\((?P<fallback>[^()\[\]]*)\)
    | :truncate(?P<length>[0-9]{1,4})
    | :camel_?(?P<words>[0-9]{1,3})
    | :(?P<name>[A-Za-z_]+)(?=[:\]])
    """,
    re.VERBOSE | re.DOTALL,
)


def _parse_marker(pattern: str, start: int) -> tuple[_Marker, int]:
    """The marker that opens at `start`, and where it ends."""
    name = _NAME.match(pattern, start + 1)
    assert name is not None  # the expression matches an empty text, too
    value = marker(name[0])
    if value is None:
        if not name[0]:
            raise PatternError(start, "there is no marker name after the bracket")
        if name.end() == len(pattern):
            raise PatternError(start, "this bracket is not closed")
        raise PatternError(start + 1, f"there is no marker “{name[0]}”")
    modifiers: list[Modifier] = []
    position = name.end()
    while pattern[position : position + 1] == ":":
        match = _MODIFIER.match(pattern, position)
        if match is None:
            if "]" not in pattern[position:]:
                raise PatternError(start, "this bracket is not closed")
            raise PatternError(position, "this is no modifier")
        modifiers.append(_modifier(match))
        position = match.end()
    if position == len(pattern):
        raise PatternError(start, "this bracket is not closed")
    if pattern[position] != "]":
        raise PatternError(position, "a colon or a closing bracket belongs here")
    return _Marker(value, tuple(modifiers)), position + 1


def _modifier(match: re.Match[str]) -> Modifier:
    if match["find"] is not None:
        try:
            return compile_substitution(match["find"], match["replace"])
        except UnsafeRegexError as error:
            raise PatternError(match.start("find"), str(error)) from error
    if match["fallback"] is not None:
        fallback = match["fallback"]
        return lambda text: text or fallback
    if match["length"] is not None:
        length = int(match["length"])
        return lambda text: text[:length]
    if match["words"] is not None:
        most = int(match["words"])
        return lambda text: _camel(text, most)
    if match["name"] not in _MODIFIERS:
        raise PatternError(match.start(), f"there is no modifier “{match['name']}”")
    return _MODIFIERS[match["name"]]


_WORD: Final = re.compile(r"\S+")


def _capitalize(text: str) -> str:
    """Every word with a capital and else in lower case."""
    return _WORD.sub(lambda word: word[0].capitalize(), text)


def _title_case(text: str) -> str:
    """Every word with a capital but function words within the text; other capitals stay."""
    from biblio.title_words import FUNCTION_WORDS

    words = text.split()
    return " ".join(
        word.lower()
        if 0 < index < len(words) - 1 and word.lower() in FUNCTION_WORDS
        else word[0].upper() + word[1:]
        for index, word in enumerate(words)
    )


def _abbreviate(text: str) -> str:
    """The first letter of each word: ``JoFB`` for ``Journal of Fish Biology``."""
    words = (re.sub(r"^[\W_]+", "", word) for word in text.split())
    return "".join(word[:1] for word in words)


def _camel(text: str, most: int | None = None) -> str:
    """The first words, each with a capital and no space between."""
    return "".join(word[0].upper() + word[1:] for word in text.split()[:most])


def _significant(most: int) -> Modifier:
    """The first words that carry weight in a title."""
    return lambda text: " ".join(words_of_title(text)[:most])


def _without(pattern: str, instead: str = "") -> Modifier:
    expression = re.compile(pattern)
    return lambda text: expression.sub(instead, text)


# Beside the names of JabRef's key generator those of its formatters that make a difference to
# text which is decoded already
_MODIFIERS: Final[dict[str, Modifier]] = {
    "lower": str.lower,
    "lower_case": str.lower,
    "upper": str.upper,
    "upper_case": str.upper,
    "capitalize": _capitalize,
    "titlecase": _title_case,
    "title_case": _title_case,
    "sentencecase": str.capitalize,
    "sentence_case": str.capitalize,
    "abbr": _abbreviate,
    "camel": _camel,
    "shorttitle": _significant(3),
    "veryshorttitle": _significant(1),
    "transliterate": transliterate,
    "clear": lambda _: "",
    "remove_digits": _without(r"[0-9]+"),
    "remove_newlines": _without(r"\s*[\r\n]+\s*", " "),
    "remove_hyphenated_newlines": _without(r"-\s*[\r\n]+\s*"),
    "remove_redundant_spaces": _without(r"\s{2,}", " "),
    "normalize_page_numbers": _without(r"\s*[-\u2013\u2014]+\s*", "--"),
}
