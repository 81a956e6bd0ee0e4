"""What the markers of a key pattern stand for: authors, title words, pages, fields.

Values are readable text with spaces; `keys` turns them into a key.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from biblio.dates import entry_date
from biblio.entry import Entry
from biblio.folding import fold
from biblio.latex import to_text
from biblio.names import Name, parse_names
from biblio.title_words import FUNCTION_WORDS, words

Value = Callable[[Entry], str]


def marker(name: str) -> Value | None:
    """The function that gives a marker's text for an entry; None if there is no such marker."""
    if name in _SIMPLE:
        return _SIMPLE[name]
    if match := _NUMBERED.fullmatch(name):
        return _NUMBERED_VALUES[match[1]](int(match[2]))
    if (match := _PEOPLE.fullmatch(name)) and (people := _people_marker(match)):
        return people
    if _FIELD.fullmatch(name) or name in _FIELDS:
        return lambda entry: to_text(entry.get(name.lower()))
    return None


_FIELD: Final = re.compile(r"[A-Z][A-Z0-9_-]*")
_FIELDS: Final = words(
    "abstract address archiveprefix author booktitle chapter crossref date day doi edition "
    "editor eprint howpublished institution isbn issn issue journal journaltitle keywords "
    "language location month note number organization owner pages primaryclass publisher "
    "school series shortjournal subtitle type url version volume"
)


# Authors and editors

_PEOPLE: Final = re.compile(
    r"(pure)?(auth|edtr|author|editor|authors|editors)"
    r"(?:([0-9]{1,3})(?:_([0-9]{1,3}))?"
    r"|(Last|LastForeIni|ForeIni|EtAl|\.etal|\.auth\.ea|\.edtr\.ea|Ini[0-9]{0,3}|Alpha|AlphaLNI"
    r"|short|FirstFull))?"
)


def _people_marker(match: re.Match[str]) -> Value | None:
    pure, role, number, which, form = match.groups()
    plural = role.endswith("s")
    is_editor = role.startswith("ed")
    render: Callable[[list[Name], bool], str]
    if number is not None:
        if plural:
            render = _first_families(int(number))
        elif role in ("auth", "edtr"):
            render = _letters_of(int(number), int(which or 1))
        else:
            return None
    elif form is None:
        if role in ("author", "editor"):
            return None  # the field as it is
        render = _first_families(None) if plural else _first_family
    elif form.startswith("Ini"):
        render = _initials(int(form[3:])) if form[3:] else _five_and_initials
    elif form in _FORMS:
        render = _FORMS[form]
    else:
        return None

    def value(entry: Entry) -> str:
        people = parse_names(entry.get("editor" if is_editor else "author"))
        if not people.people and not is_editor and not pure:
            people = parse_names(entry.get("editor"))
        return render(list(people.people), people.others) if people.people else ""

    return value


def _family(name: Name) -> str:
    """A family name; of a body with a name of several words the initials."""
    name = name.text()
    if name.literal:
        words = [w for w in _WORDS.findall(name.literal) if not _is_function_word(w)]
        if len(words) > 1:
            return "".join(word if word.isupper() else word[0].upper() for word in words)
        return name.literal
    return name.family or name.given


def _first_family(people: list[Name], _others: bool) -> str:
    return _family(people[0])


def _full_family(people: list[Name], _others: bool) -> str:
    """With the particle: ``van den Oord``."""
    name = people[0].text()
    return f"{name.particle} {_family(people[0])}".strip()


def _last_family(people: list[Name], _others: bool) -> str:
    return _family(people[-1])


def _letters_of(length: int, which: int) -> Callable[[list[Name], bool], str]:
    """The first letters of the family name of one person, counted from 1."""

    def render(people: list[Name], _others: bool) -> str:
        return _compact(_family(people[which - 1]))[:length] if 0 < which <= len(people) else ""

    return render


def _first_families(most: int | None) -> Callable[[list[Name], bool], str]:
    """All family names, or the first few and ``EtAl``."""

    def render(people: list[Name], others: bool) -> str:
        shown = people if most is None else people[:most]
        more = others or len(shown) < len(people)
        return " ".join([*map(_family, shown), *(["EtAl"] if more else [])])

    return render


def _et_al(joint: str, sign: str, most: int) -> Callable[[list[Name], bool], str]:
    """One or two names; of more the first (or first two) and a sign."""

    def render(people: list[Name], others: bool) -> str:
        families = [_family(name) for name in people]
        if len(people) <= 2 and not others:
            return joint.join(families)
        return joint.join(families[:most]) + sign

    return render


def _alpha(people: list[Name], others: bool) -> str:
    """As alpha.bst: ``Kab``, ``KR`` for two to four, ``KRZ+`` for more."""
    families = [_compact(_family(name)) for name in people]
    if len(people) == 1 and not others:
        return families[0][:3]
    if len(people) <= 4 and not others:
        return "".join(family[:1] for family in families)
    return "".join(family[:1] for family in families[:3]) + "+"


def _alpha_particles(people: list[Name], others: bool) -> str:
    """As `_alpha`, with the initials of particles."""
    particles = ["".join(word[0] for word in name.text().particle.split()) for name in people[:4]]
    families = [_compact(_family(name)) for name in people]
    if len(people) == 1 and not others:
        return particles[0] + families[0][:3]
    many = others or len(people) > 4
    shown = 3 if many else 4
    letters = (p + f[:1] for p, f in zip(particles[:shown], families, strict=False))
    return "".join(letters) + ("+" if many else "")


def _short(people: list[Name], others: bool) -> str:
    """The only family name, or the initials of up to three, and ``+`` if there are more."""
    if len(people) == 1 and not others:
        return _family(people[0])
    letters = "".join(_compact(_family(name))[:1] for name in people[:3])
    return letters + ("+" if others or len(people) > 3 else "")


def _five_and_initials(people: list[Name], _others: bool) -> str:
    """Five letters of the first family name, and the initials of the others."""
    families = [_compact(_family(name)) for name in people]
    return families[0][:5] + "".join(family[:1] for family in families[1:])


def _initials(total: int) -> Callable[[list[Name], bool], str]:
    """The beginnings of all family names, with no more than so many letters in all."""

    def render(people: list[Name], _others: bool) -> str:
        share, extra = divmod(total, len(people))
        return "".join(
            _compact(_family(name))[: share + (index < extra)] for index, name in enumerate(people)
        )

    return render


def _fore_initial(index: int) -> Callable[[list[Name], bool], str]:
    """The first letter of the given names of the first or last person."""

    def render(people: list[Name], _others: bool) -> str:
        return _compact(people[index].text().given)[:1]

    return render


_FORMS: Final[dict[str, Callable[[list[Name], bool], str]]] = {
    "Last": _last_family,
    "LastForeIni": _fore_initial(-1),
    "ForeIni": _fore_initial(0),
    "FirstFull": _full_family,
    "EtAl": _et_al("", "EtAl", 1),
    ".etal": _et_al(".", ".etal", 1),
    ".auth.ea": _et_al(".", ".ea", 2),
    ".edtr.ea": _et_al(".", ".ea", 2),
    "Alpha": _alpha,
    "AlphaLNI": _alpha_particles,
    "short": _short,
}


# Titles

_WORDS: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SPACED: Final = re.compile(r"\S+")


def _title(entry: Entry) -> str:
    return to_text(entry.get("title", "booktitle"))


@lru_cache(maxsize=256)
def _title_words(title: str) -> tuple[list[str], list[str]]:
    """All words of a title, and those that carry weight: no function words, no lone letters."""
    words = _WORDS.findall(title)
    significant = [word for word in words if len(word) > 1 and not _is_function_word(word)]
    return words, [word for word in significant if not word.isdecimal()] or significant or words


def words_of_title(title: str) -> list[str]:
    """The words of a readable title that carry weight, in order."""
    return list(_title_words(title)[1])


def _is_function_word(word: str) -> bool:
    """Whether a word has no weight; a lone capital is a symbol, such as the E of E(n)."""
    symbol = len(word) == 1 and word.isupper() and word != "A"
    return not symbol and fold(word) in FUNCTION_WORDS


def _significant(most: int | None) -> Value:
    """The first words with weight, as they are written."""

    def value(entry: Entry) -> str:
        return " ".join(_title_words(_title(entry))[1][:most])

    return value


def _capital_words(entry: Entry) -> str:
    """All words but function words, each with a capital."""
    words = _title_words(_title(entry))[0]
    kept = [word for word in words if not _is_function_word(word)] or words
    return " ".join(word[0].upper() + word[1:] for word in kept)


def _camel(most: int | None) -> Value:
    """The first words of all kinds, each with a capital."""

    def value(entry: Entry) -> str:
        words = _title_words(_title(entry))[0][:most]
        return " ".join(word[0].upper() + word[1:] for word in words)

    return value


# Year, pages, keywords

_NUMBERS: Final = re.compile(r"[0-9]+")


def _year(entry: Entry) -> str:
    date = entry_date(entry)
    if date is not None:
        return str(date.year)
    return "".join(_WORDS.findall(to_text(entry.get("year")))).lower()  # inpress


def _first_page(entry: Entry) -> str:
    numbers = _NUMBERS.findall(to_text(entry.get("pages")))
    return numbers[0] if numbers else ""


def _last_page(entry: Entry) -> str:
    """The last page of the first range: 45 of ``12--45, 50``."""
    numbers = _NUMBERS.findall(to_text(entry.get("pages")).split(",")[0])
    return numbers[-1] if numbers else ""


def _page_prefix(entry: Entry) -> str:
    """What stands before the first number: ``L`` of ``L7--L12``."""
    return _NUMBERS.split(to_text(entry.get("pages")), maxsplit=1)[0]


def _keyword(which: int) -> Value:
    def value(entry: Entry) -> str:
        keywords = re.split(r"[,;]", to_text(entry.get("keywords", "keyword")))
        return keywords[which - 1].strip() if 0 < which <= len(keywords) else ""

    return value


def _keywords(most: int) -> Value:
    def value(entry: Entry) -> str:
        return " ".join(re.split(r"[,;]", to_text(entry.get("keywords", "keyword")))[:most])

    return value


def _compact(text: str) -> str:
    """Without spaces and punctuation, for counting letters."""
    return "".join(filter(str.isalnum, text))


_SIMPLE: Final[dict[str, Value]] = {
    "year": _year,
    "shortyear": lambda entry: _year(entry)[-2:],
    "title": _capital_words,
    "fulltitle": _title,
    "shorttitle": _significant(3),
    "veryshorttitle": _significant(1),
    "camel": _camel(None),
    "firstpage": _first_page,
    "lastpage": _last_page,
    "pageprefix": _page_prefix,
    "entrytype": lambda entry: entry.type,
    "citationkey": lambda entry: entry.key,
    "bibtexkey": lambda entry: entry.key,  # as older patterns of JabRef's have it
}
_NUMBERED: Final = re.compile(r"(camel|keyword|keywords)([0-9]{1,3})")
_NUMBERED_VALUES: Final[dict[str, Callable[[int], Value]]] = {
    "camel": _camel,
    "keyword": _keyword,
    "keywords": _keywords,
}
