"""A query's text taken apart at its terms, so that single ones can be added, changed, removed.

This is how a value that is clicked on comes into the search box: as a term that could have been
typed there, is understood when it was, and can be edited or removed like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from biblio.query.comparing import WHOLE
from biblio.query.parse import Parser, parse, parser_of
from biblio.query.tree import FieldIs, Has, How, Not, Or, Query, Range
from biblio.query.words import asked_words, plain

# An entry has one value of these: two that are chosen are alternatives.
SINGLE: Final = frozenset({"year", "type", "venue", "field"})
NONE: Final = ""
"""Stands among values for having none (``no:year``)."""

_DEEPEST: Final = 20
_SIMPLE: Final = re.compile(r"[\w.+/-]*\w", re.ASCII)


class Choice(Enum):
    """What a query says of a value."""

    OFF = auto()
    INCLUDED = auto()
    EXCLUDED = auto()


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A term that chooses values of one field."""

    choice: Choice
    values: tuple[str, ...]


def choices(text: str, name: str) -> dict[str, Choice]:
    """Which values of a field a query chooses, by their `plain` form."""
    found: dict[str, Choice] = {}
    for term in _terms(text):
        chosen = _chosen(term, name)
        if chosen is not None:
            found |= {plain(value): chosen.choice for value in chosen.values}
    return found


def chosen_forms(text: str, name: str) -> list[tuple[tuple[str, ...], Choice]]:
    """What a query says of the values of a field: the forms of each, as the query has them."""
    found: list[tuple[tuple[str, ...], Choice]] = []
    for term in _terms(text):
        chosen = _chosen(term, name)
        if chosen is not None and name in SINGLE:
            found += [((value,), chosen.choice) for value in chosen.values]
        elif chosen is not None:
            found.append((chosen.values, chosen.choice))
    return found


def choose(text: str, name: str, values: Sequence[str], choice: Choice) -> str:
    """The query in which a value is included, excluded, or not spoken of.

    Args:
        text: The query.
        name: The field, canonical.
        values: The forms of one value (the spellings of a person's name), any of which is it.
        choice: What becomes of it.
    """
    keys = set(map(plain, values))
    terms: list[str] = []
    merged = choice is not Choice.INCLUDED or name not in SINGLE
    for term in _terms(text):
        chosen = _chosen(term, name)
        if chosen is None:
            terms.append(term)
            continue
        left = [value for value in chosen.values if plain(value) not in keys]
        if name not in SINGLE and len(left) < len(chosen.values):
            left = []  # the other forms of the same value
        if not merged and chosen.choice is Choice.INCLUDED:
            left += values
            merged = True
        if left:
            terms.append(_term(name, left, chosen.choice))
    if choice is Choice.EXCLUDED or (
        choice is Choice.INCLUDED and (name not in SINGLE or not merged)
    ):
        terms.append(_term(name, values, choice))
    return " ".join(terms)


def without_included(text: str, name: str) -> str:
    """The query without what it includes of a field: what could be included beside that."""
    kept = []
    for term in _terms(text):
        chosen = _chosen(term, name)
        if chosen is None or chosen.choice is not Choice.INCLUDED:
            kept.append(term)
    return " ".join(kept)


def with_search_renamed(text: str, old: str, new: str) -> str:
    """The query with another name for a saved search that it uses."""
    parser = _parsed(text)
    for start, end in reversed(parser.searches):
        if plain_name(text[start:end]) == plain_name(old):
            text = f"{text[:start]}{quoted(new)}{text[end:]}"
    return text


def plain_name(name: str) -> str:
    """The name of a saved search as it is compared: without quotes, which end it in a query."""
    from biblio.folding import fold

    return " ".join(re.sub(r'[\\"]', " ", fold(name)).split())


def search_term(name: str) -> str:
    """What asks for a saved search: ``search:"my firsts"``."""
    return f"search:{quoted(' '.join(name.replace(chr(34), ' ').split()) or name)}"


def quoted(value: str) -> str:
    """A value as it stands in a query; quotes within become typographic ones, which are equal."""
    if _SIMPLE.fullmatch(value):
        return value
    return '"' + re.sub(r'(?<!\\)"', "”", value) + (' "' if value.endswith("\\") else '"')


def literal(text: str) -> str:
    """Readable text as LaTeX that means it, so that the query finds what the list shows."""
    escaped = re.sub(r"[\\${}~]", lambda found: _ESCAPES[found[0]], text)
    return re.sub(r"(?<=[-'`,<>?!])(?=[-'`,<>])", "{}", escaped)


_ESCAPES: Final = {
    "\\": r"\textbackslash{}",
    "$": r"\$",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
}


def _parsed(text: str) -> Parser:
    parser = parser_of(text)
    parser.parse()
    return parser


def _terms(text: str) -> list[str]:
    """The terms that all hold; a query of alternatives is one term."""
    parser = _parsed(text)
    if parser.alternatives > 1:
        return [_closed(f"({text.strip()})")]
    terms = [text[start:end] for start, end in parser.terms]
    return [*terms[:-1], _closed(terms[-1])] if terms else []


def _closed(term: str) -> str:
    """The last term with the quote and parentheses that its text lacks, so that more can follow."""
    for parentheses in range(_DEEPEST + 1):
        for quote in ("", '"'):
            whole = f"{term}{quote}{')' * parentheses}"
            if len(_parsed(f"{whole} x").terms) == 2 and parse(whole) == parse(term):
                return whole
    return term


def _chosen(term: str, name: str) -> _Chosen | None:
    query = parse(term)
    choice = Choice.INCLUDED
    if isinstance(query, Not) and not isinstance(query.part, Has):
        choice, query = Choice.EXCLUDED, query.part
    elif query == Has(name):
        return _Chosen(Choice.EXCLUDED, (NONE,))
    values = [_value(part, name) for part in (query.parts if isinstance(query, Or) else (query,))]
    known = [value for value in values if value is not None]
    return _Chosen(choice, tuple(known)) if len(known) == len(values) else None


def _value(query: Query, name: str) -> str | None:
    """The value that a term asks for, or None where it asks for something else."""
    match query:
        case Not(Has(asked)) if asked == name:
            return NONE
        case FieldIs(asked, text, how) if asked == name:
            return text if how is How.EXACT or (how is How.WORDS and name in WHOLE) else None
        case Range("year", low, high, False, False) if name == "year" and low == high:
            return None if low is None else f"{low:g}"
        case _:
            return None


def _term(name: str, values: Iterable[str], choice: Choice) -> str:
    parts = [_asked(name, value) for value in values]
    positive = parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"
    if choice is Choice.INCLUDED:
        return positive
    return f"has:{name}" if positive == f"no:{name}" else f"-{positive}"


def _asked(name: str, value: str) -> str:
    if value == NONE:
        return f"no:{name}"
    if name == "year" or (name in WHOLE and asked_words(value) and not value.endswith("*")):
        return f"{name}:{quoted(value)}"
    return f"{name}:={quoted(value)}"
