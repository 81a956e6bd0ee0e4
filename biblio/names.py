r"""Names of people, as BibTeX and biblatex write and read them.

BibTeX knows four parts: First, von, Last, Jr. Here they are given, particle, family, suffix.
The rules are those of bibtex.web (§§ 381 to 401) and Markey's "Tame the BeaST" (chapter 4),
with two changes that lose nothing: as in biber a hyphen does not end a word (``al-Khwarizmi``
is one family name), and the space that ends a command (``Fran\c cois``) does not either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from biblio.person import Name, initials, same_person

__all__ = ["Name", "Names", "initials", "parse_names", "same_person", "write_names"]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an author or editor field.

    Attributes:
        people: The names, in order.
        others: Whether the list goes on: ``and others``, ``and et al.``.
    """

    people: tuple[Name, ...] = ()
    others: bool = False


def parse_names(field_value: str) -> Names:
    """The names in a field; never raises.

    Names without any text, as from ``and and`` or a trailing ``and``, are left out. A name
    with more than two commas is read as BibTeX does: the further commas are spaces.
    """
    simple = not _SPECIAL.search(field_value)
    texts = _SIMPLE_AND.split(field_value) if simple else list(_split_at_and(field_value))
    if len(texts) > 1 and not texts[-1].strip() and texts[-2].rstrip().endswith(","):
        # At the end of the text no space follows: it is a given name (bibtex.web, § 386)
        texts[-2:] = [texts[-2] + field_value.rstrip()[-len("and") :]]
    people: list[Name] = []
    others = ""
    for text in texts:
        if others:  # they were not the last: BibTeX takes them for a name
            people.append(Name(family=others))
            others = ""
        if (simple or not _SPECIAL.search(text)) and (name := _simple_name(text.strip())):
            people.append(name)
            continue
        stripped = text.strip(_BLANK)
        if more := _OTHERS.search(stripped):
            others = more[0].strip()
            stripped = stripped[: more.start()]
        if (parsed := _parsed(stripped)) is not None:
            people.append(parsed)
    return Names(tuple(people), bool(others))


@lru_cache(maxsize=16384)  # co-authors come again and again
def _simple_name(text: str) -> Name | None:
    """A name without braces and commands whose words all have capitals, as most names."""
    family, comma, given = text.partition(",")
    if "," in given:
        return None
    words = family.split()
    if not words or not all(map(_is_capital, words)):
        return None
    if comma:
        rest = given.split()
        if rest and rest[-1].lower() in ("others", "al.", "al"):
            return None
        return Name(" ".join(rest), "", " ".join(words))
    if words[-1] == "Others":
        return None
    return Name(" ".join(words[:-1]), "", words[-1])


def write_names(names: Names) -> str:
    """The field value for these names, in BibTeX's "von Last, Jr, First" form.

    `parse_names` reads it back as the same names: where a part would be read differently
    (a family name in lower case, an ``and`` or a comma within), it gets braces.
    """
    written = [_write_name(name) for name in names.people]
    return " and ".join([*written, "others"] if names.others else written)


_SPECIAL: Final = re.compile(r"[\\{}~=]")
_SIMPLE_AND: Final = re.compile(r"(?<!\S)and(?!\S)", re.IGNORECASE)
_BLANK: Final = " \t\r\n\f\v~"
_HAS_TEXT: Final = re.compile(r"[^{}\s~,\\]")
_OTHERS: Final = re.compile(r"(?:\A|,)\s*others\Z|(?:\A|[\s,~])et\s+al\.?\Z", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Name | None:
    """The name in a text, if it holds any."""
    if not _HAS_TEXT.search(text):
        return None
    name = _parse_name(text)
    return name if _has_text(name) else None


def _has_text(name: Name) -> bool:
    parts = (name.family, name.given, name.literal, name.particle, name.suffix)
    return any(map(_HAS_TEXT.search, parts))


def _is_capital(word: str) -> bool:
    return word[0].isalpha() and not word[0].islower()


_AND_OR_BRACE: Final = re.compile(r"[{}]|(?<!\S)and(?!\S)", re.IGNORECASE)


def _split_at_and(text: str) -> Iterator[str]:
    """The parts of a text between each ``and`` outside braces (bibtex.web, § 384)."""
    depth = start = 0
    for found in _AND_OR_BRACE.finditer(text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


# One name

_PIECE: Final = re.compile(
    r"""
      (?P<brace>[{}])
    | (?P<comma>,)
    | (?P<gap>(?:[\s~]|\\\s)+)
    | \\[A-Za-z]+(?:\s+(?=[^\s,}~]))?  # the space that ends a command is not one between words
    | \\. | [^\\{},\s~]+ | \\
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class _Word:
    """A word of a name, with the space before it as written."""

    gap: str
    text: str


def _parse_name(text: str) -> Name:
    if "=" in text and _is_balanced(text) and (extended := _parse_extended(text)):
        return extended
    if text[0] == "{" and text[1:2] != "\\" and _is_group(text):
        return Name(literal=text[1:-1].strip())
    first, *rest = _comma_parts(text)
    if not rest:
        return _natural_order(first)
    particle, family = _split_particle(first)
    suffix = rest[0] if len(rest) > 1 else []
    return Name(_text(rest[-1]), _text(particle), _text(family), _text(suffix))


def _comma_parts(text: str) -> list[list[_Word]]:
    """The words of a name, divided at its first two commas outside braces."""
    parts: list[list[_Word]] = [[]]
    pieces: list[str] = []
    gap = ""
    depth = 0

    def end_word() -> None:
        if pieces:
            parts[-1].append(_Word(gap, "".join(pieces)))
            pieces.clear()

    for piece in _PIECE.finditer(text):
        kind = piece.lastgroup
        if piece[0] == "\\" or (piece[0] == "}" and depth == 0):
            continue  # a command of nothing, at the end; what closes nothing
        if kind == "brace":
            depth += 1 if piece[0] == "{" else -1
            pieces.append(piece[0])
        elif depth or kind is None:
            pieces.append(piece[0])
        else:
            end_word()
            gap = piece[0] if kind == "gap" else " "
            if kind == "comma" and len(parts) < 3:
                parts.append([])
    pieces.append("}" * depth)  # of a name that was cut off
    if "".join(pieces):
        end_word()
    return parts


def _text(words: list[_Word]) -> str:
    """Words as one text, with the ties and spaces between them."""
    if not words:
        return ""
    return words[0].text + "".join(_gap(word.gap) + word.text for word in words[1:])


def _gap(gap: str) -> str:
    return gap if gap == "~" else "\\ " if "\\" in gap else " "


def _natural_order(words: list[_Word]) -> Name:
    """First von Last: von from the first to the last word in lower case but the final one."""
    last = len(words) - 1
    von = next((i for i in range(last) if _is_lower(words[i].text)), None)
    if von is None:
        return Name(_text(words[:last]), "", _text(words[last:]))
    particle, family = _split_particle(words[von:])
    return Name(_text(words[:von]), _text(particle), _text(family))


def _split_particle(words: list[_Word]) -> tuple[list[_Word], list[_Word]]:
    """Von Last: von ends with the last word in lower case but the final one."""
    end = len(words) - 1
    while end > 0 and not _is_lower(words[end - 1].text):
        end -= 1
    return words[: max(end, 0)], words[max(end, 0) :]


_LOWER_LETTERS: Final = frozenset(("oe", "ae", "aa", "o", "l", "ss", "i", "j", "dh", "th", "dj"))
_UPPER_LETTERS: Final = frozenset(("OE", "AE", "AA", "O", "L", "DH", "TH", "DJ"))
_LETTER_OR_GROUP: Final = re.compile(
    r"\{\\(?P<name>[A-Za-z]+|.)|(?P<group>\{)|\\[A-Za-z]+|[^\W\d_]"
)


def _is_lower(word: str) -> bool:
    r"""Whether a word belongs to the von part: its first letter outside braces is lower case.

    A special character (``{\'e}``) counts as the letter in it, another group not at all
    (bibtex.web, § 397). Letters without case, as in Chinese, are not lower case.
    """
    position = 0
    while found := _LETTER_OR_GROUP.search(word, position):
        name = found["name"]
        if name is not None:
            if name in _LOWER_LETTERS or name in _UPPER_LETTERS:
                return name in _LOWER_LETTERS
            letter = _SPECIAL_LETTER.match(word, found.end())
            if letter is None:
                position = found.end()
            elif letter["name"]:
                return letter["name"] not in _UPPER_LETTERS
            else:
                return letter["letter"].islower()
        elif found["group"]:
            position = _end_of_group(word, found.start())
        elif found[0][0] == "\\":  # a command outside braces: the letter is after it
            if found[0][1:] in _LOWER_LETTERS or found[0][1:] in _UPPER_LETTERS:
                return found[0][1:] in _LOWER_LETTERS
            position = found.end()
        else:
            return found[0].islower()
    return False


_SPECIAL_LETTER: Final = re.compile(r"[^A-Za-z\\}]*(?:\\(?P<name>[A-Za-z]+)|(?P<letter>[^\W\d_]))")


def _end_of_group(text: str, start: int) -> int:
    depth = 0
    for index in range(start, len(text)):
        if text[index] == "{":
            depth += 1
        elif text[index] == "}":
            depth -= 1
            if depth == 0:
                return index + 1
    return len(text)


def _is_balanced(text: str) -> bool:
    """Whether every brace has its partner."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _is_group(text: str) -> bool:
    """Whether one pair of braces encloses all of a text."""
    return text[:1] == "{" and text[-1:] == "}" and _end_of_group(text, 0) == len(text)


# biblatex's extended name format: family=Kaba, given={Sékou-Oumar}

_EXTENDED: Final = re.compile(r'\s*"?([a-z]+(?:-i)?)\s*=\s*(.*)', re.DOTALL)
_PARTS: Final = {"given", "prefix", "family", "suffix"}


def _parse_extended(text: str) -> Name | None:
    """A name as ``family=…, given=…, prefix=…, suffix=…`` (biblatex manual, § 3.4), or None."""
    found: dict[str, str] = {}
    for part in _at_commas(text):
        match = _EXTENDED.fullmatch(part)
        if match is None:
            return None
        value = match[2].strip().removesuffix('"').rstrip("\\").strip()
        if match[1] in _PARTS:
            found[match[1]] = value[1:-1].strip() if _is_group(value) else value
    if not found:
        return None
    return Name(
        found.get("given", ""),
        found.get("prefix", ""),
        found.get("family", ""),
        found.get("suffix", ""),
    )


_COMMA_OR_BRACE: Final = re.compile(r"[{},]|\\[^A-Za-z{}]")


def _at_commas(text: str) -> Iterator[str]:
    r"""The parts of a text between commas outside braces (``\,`` is a thin space)."""
    depth = start = 0
    for found in _COMMA_OR_BRACE.finditer(text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif found[0] == "," and depth <= 0:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


# Writing

_AND_OR_COMMA: Final = re.compile(r",|(?<!\S)and(?!\S)", re.IGNORECASE)


def _write_name(name: Name) -> str:
    if name.literal:
        return f"{{{name.literal}}}"
    given, particle, family, suffix = (
        _guarded(part) for part in (name.given, name.particle, name.family, name.suffix)
    )
    forms: list[str] = []
    for last in (family, f"{{{family}}}"):
        front = f"{particle} {last}" if particle else last
        if suffix:
            forms.append(f"{front}, {suffix}, {given}".strip())
        elif given:
            forms.append(f"{front}, {given}")
        else:
            forms += [front, f"{front},"]
    readings = [parse_names(form).people for form in forms]
    if (name,) in readings:
        return forms[readings.index((name,))]
    shown = name.text()  # with braces around the family name, which show nothing
    for form, people in zip(forms, readings, strict=True):
        if [reading.text() for reading in people] == [shown]:
            return form
    return forms[-1]


def _guarded(part: str) -> str:
    """A part in braces if it has what would divide names or parts, or end the list."""
    if _OTHERS.search(part):
        return f"{{{part}}}"
    if _AND_OR_COMMA.search(part) is None:
        return part
    divided = len(list(_split_at_and(part))) > 1 or len(list(_at_commas(part))) > 1
    return f"{{{part}}}" if divided else part
