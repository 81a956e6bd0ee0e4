"""From a text to a `Query`; every text has one.

What is no operator is a word: an unclosed quote or parenthesis ends with the text, a closing
one without its opening is a character like others, and a field that needs a number or a date
looks for words where it is given none, with a note that says so.
"""

from __future__ import annotations

import datetime as dt
import re

from biblio.query import fields, values
from biblio.query.tree import All, And, FieldIs, Has, How, Me, Not, Or, Phrase, Query, Saved, Word
from biblio.query.words import asked_words, plain
from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

MAX_LENGTH: Final = 1_000  # characters; a longer text is cut (a pasted page is no query)
_MAX_DEPTH: Final = 20  # of parentheses; deeper ones are text

_NAME: Final = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):(?=[^\s/)])")
_SPACED_NAME: Final = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):\s+(?=[^\s)]|\Z)")
_BARE_NAME: Final = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):$")
_ARXIV: Final = re.compile(r"(?a)\d{4}\.\d{4,5}(v\d+)?")
_MINUS: Final = re.compile(r"-(?=-*[^\s-])")  # a dash alone is none
_ADDRESS: Final = re.compile(r"(?i)://|doi\.org/|arxiv\.org/")


def parse(text: str, *, typing: bool = False, today: dt.date | None = None) -> Query:
    """The query that a text means.

    Args:
        text: What the user typed; only its first `MAX_LENGTH` characters count.
        typing: The text is still being typed, so that its last word may go on, unless it is
            excluded: what has only begun would exclude too much.
        today: What relative dates (``added:<30d``) count from; None is the day in UTC.
    """
    return parser_of(text, typing=typing, today=today).parse()


def parser_of(text: str, *, typing: bool = False, today: dt.date | None = None) -> Parser:
    """What parses a text, and knows afterwards where its terms stand; see `parse`."""
    today = today or dt.datetime.now(dt.UTC).date()
    return Parser(text[:MAX_LENGTH].replace("\0", " "), typing=typing, today=today)


class Parser:
    """A recursive descent over the text; a node is None where nothing is to be found.

    Attributes:
        terms: (start, end) of the terms outside parentheses, after `parse`.
        searches: (start, end) of the names of saved searches, after `parse`.
        alternatives: How many alternatives stand outside parentheses, after `parse`.
    """

    def __init__(self, text: str, *, typing: bool, today: dt.date) -> None:
        self.text = text
        self.typing = typing
        self.today = today
        self.place = 0
        self.depth = 0
        self.is_closed = False  # the quote that was read last
        self.terms: list[tuple[int, int]] = []
        self.searches: list[tuple[int, int]] = []
        self.alternatives = 1

    def parse(self) -> Query:
        """The query that the text means."""
        return self._alternatives("") or All()

    def _alternatives(self, name: str) -> Query | None:
        found: list[Query] = []
        while True:
            part = self._conjunction(name)
            if part is not None:
                found.append(part)
            if not self._keyword("OR"):
                return _joined(Or, found)
            if not self.depth and not name:
                self.alternatives += 1

    def _conjunction(self, name: str) -> Query | None:
        found: list[Query] = []
        while True:
            self._skip_spaces()
            if self._at_end() or self._at_keyword("OR"):
                return _joined(And, _telling(found))
            if self._keyword("AND"):
                continue
            start = self.place
            part = self._term(name)
            if not self.depth and not name:
                self.terms.append((start, min(self.place, len(self.text))))
            if part is not None:
                found.append(part)

    def _term(self, name: str) -> Query | None:
        minus = _MINUS.match(self.text, self.place)
        if minus or self._keyword("NOT"):
            self.place += 1 if minus else 0
            self._skip_spaces()
            if self._at_end():
                return None
            typing, self.typing = self.typing, False
            part = self._operand(name)
            self.typing = typing
            return None if part is None else Not(part)
        return self._operand(name)

    def _operand(self, name: str) -> Query | None:
        if self._looking_at("(") and self.depth < _MAX_DEPTH:
            self.place += 1
            self.depth += 1
            part = self._alternatives(name)
            self.depth -= 1
            self.place += 1  # the closing parenthesis, or beyond the end
            return part
        start = self.place
        self.is_closed = False
        if self._looking_at('"'):
            quoted = self._quoted()
            self._note(name, start)
            return self._field(name, quoted, phrase=True) if name else self._phrase(quoted)
        prefix = _NAME.match(self.text, self.place) or self._spaced_name()
        if prefix and not name:
            return self._named(prefix)
        word = self._word()
        self._note(name, start)
        return self._field(name, word, phrase=False) if name else self._plain(word)

    def _spaced_name(self) -> re.Match[str] | None:
        """A name with a space behind its colon, where that cannot be a title."""
        found = _SPACED_NAME.match(self.text, self.place)
        if found is None or not fields.is_known(found[1]) or not found[1].islower():
            return None
        first = not self.text[: self.place].strip(" (-")
        return found if first or fields.canonical(found[1]) in fields.SPACED else None

    def _named(self, prefix: re.Match[str]) -> Query | None:
        name, known = fields.canonical(prefix[1]), fields.is_known(prefix[1])
        start = self.place
        self.place = prefix.end()
        if known and self._looking_at("("):
            return self._operand(name)
        how = ""
        if self._looking_at("=", "~"):
            how = self.text[self.place]
            self.place += 1
        value = self.place
        if self._looking_at('"'):
            found = self._compared(name, how, self._quoted(), phrase=True)
        elif how == "~":
            found = self._compared(name, how, self._pattern(), phrase=False)
        else:
            found = self._compared(name, how, self._word(), phrase=False)
        self._note(name, value)
        if known or found is None:
            return found
        # No field that we know: it may be one of the library, or a colon in a text or key.
        return Or((found, Phrase(self.text[start : self.place], self._is_last())))

    def _note(self, name: str, start: int) -> None:
        if name == "search":
            self.searches.append((start, min(self.place, len(self.text))))

    def _compared(self, name: str, how: str, value: str, *, phrase: bool) -> Query | None:
        if name in {"search", "me", "has", "no"}:
            how = ""  # of these a value is always the whole value
        if how == "~":
            return values.pattern(name, value)
        if how == "=" and phrase and self.is_closed and not value.strip():
            return Not(Has(name))
        if how == "=" and name not in fields.NUMBERS | fields.DATES:
            if name == "doi":
                value, _ = _identified(value)
            return FieldIs(name, value, How.EXACT) if plain(value) else None
        return self._field(name, value, phrase=phrase)

    def _field(self, name: str, value: str, *, phrase: bool) -> Query | None:
        typed = self._is_last()
        goes_on = typed or value.endswith("*")
        if name in {"has", "no"}:
            has = Has(fields.canonical(value.strip()))
            if not has.name:
                return None
            return has if name == "has" else Not(has)
        if name == "search" and value.strip():
            name = value.strip()
            begun = goes_on and not phrase and len(name) > 1
            return Saved(name.removesuffix("*") if begun else name, prefix=typed or begun)
        value = value.rstrip("*")
        if not value:
            return Has(name) if goes_on and not typed else None
        if name == "me" and (value.lower() in fields.POSITIONS or goes_on):
            full = [p for p in fields.POSITIONS if p.startswith(value.lower())]
            if full:
                return Me(full[0])
        return self._text(name, value, phrase=phrase, goes_on=goes_on)

    def _text(self, name: str, value: str, *, phrase: bool, goes_on: bool) -> Query | None:
        note = ""
        if not phrase:
            special = values.comparison(name, value, self.today, typed=goes_on)
            if special is not None:
                return special
            note = values.doubt(name, value)
        how = How.PREFIX if goes_on else How.WORDS
        if name in {"doi", "eprint"}:
            value, is_arxiv = _identified(value)
            if is_arxiv or _ARXIV.fullmatch(value):  # as often in an address or a venue
                return Word(re.sub(r"v\d+$", "", value), prefix=True)
        if asked_words(value):
            return FieldIs(name, value, how, note)
        if not plain(value) or (not phrase and values.is_begun(value)):
            return None
        return FieldIs(name, value, How.HOLDS, note)

    def _plain(self, word: str) -> Query | None:
        bare = _BARE_NAME.match(word)
        if bare and self.place >= len(self.text) and fields.is_known(bare[1]):
            return None  # its value is still to come
        goes_on = word.endswith("*") or self._is_last()
        word, is_number = _identified(word.rstrip("*"))
        if word in {"", "-"}:  # all, or an operator whose operand is still to come
            return None
        if word[0].isdecimal() and values.is_book(word):
            return Or((Word(word, goes_on), FieldIs("isbn", word)))
        return Word(word, (goes_on or is_number) and bool(asked_words(word)))

    def _phrase(self, quoted: str) -> Query | None:
        goes_on = quoted.endswith("*") or self._is_last()
        quoted, _ = _identified(quoted.rstrip("*"))
        return Phrase(quoted, goes_on and bool(asked_words(quoted))) if quoted.strip() else None

    def _quoted(self) -> str:
        """The text in quotes; a backslash before a quote is LaTeX's umlaut."""
        self.place += 1
        start = self.place
        while self.place < len(self.text) and not self._looking_at('"'):
            self.place += 2 if self._looking_at('\\"') else 1
        quoted = self.text[start : self.place]
        self.is_closed = self._looking_at('"')
        self.place += 1
        return quoted

    def _word(self) -> str:
        start = self.place
        inner = 0
        while self.place < len(self.text) and not self.text[self.place].isspace():
            sign = self.text[self.place]
            if sign == "(":
                inner += 1
            elif sign == ")":
                if not inner and self.depth:
                    break
                inner = max(0, inner - 1)
            self.place += 1
        return self.text[start : self.place]

    def _pattern(self) -> str:
        """Like a word, but with the spaces and parentheses of a pattern's own groups."""
        start = self.place
        inner = 0
        while self.place < len(self.text):
            sign = self.text[self.place]
            if sign == "\\":
                self.place += 1
            elif sign == "(":
                inner += 1
            elif sign == ")":
                if not inner and self.depth:
                    break
                inner -= 1
            elif sign.isspace() and inner <= 0:
                break
            self.place += 1
        self.place = min(self.place, len(self.text))
        return self.text[start : self.place]

    def _is_last(self) -> bool:
        """Whether what was just read may go on, since it is being typed."""
        return self.typing and self.place >= len(self.text) and not self.is_closed

    def _at_end(self) -> bool:
        return self.place >= len(self.text) or (self.depth > 0 and self._looking_at(")"))

    def _looking_at(self, *signs: str) -> bool:
        return self.text.startswith(signs, self.place)

    def _skip_spaces(self) -> None:
        while self.place < len(self.text) and self.text[self.place].isspace():
            self.place += 1

    def _at_keyword(self, keyword: str) -> bool:
        after = self.place + len(keyword)
        if not self._looking_at(keyword) or self.text[after : after + 1].strip(" \t\n\r()"):
            return False
        # Alone in the text it is a word.
        return bool(self.text[: self.place].strip() or self.text[after:].strip())

    def _keyword(self, keyword: str) -> bool:
        if not self._at_keyword(keyword):
            return False
        self.place += len(keyword)
        return True


def _identified(word: str) -> tuple[str, bool]:
    """What an address of a DOI or of arXiv names, and whether its version may follow."""
    if not _ADDRESS.search(word):
        return word, False
    from biblio.identifiers import identifier_in

    found = identifier_in(word)
    if found is None:
        return word, False
    if found.kind == "doi":
        return found.value, False
    return re.sub(r"v\d+$", "", found.value), True


def _telling(parts: list[Query]) -> list[Query]:
    """The parts without signs that say nothing beside words, as in ``Graphs & sets``."""
    if len(parts) < 2:
        return parts
    return [part for part in parts if not isinstance(part, Word) or _tells(part.text)] or parts


def _tells(word: str) -> bool:
    return bool(asked_words(word)) or not (word.isascii() or _is_punctuation(word))


def _is_punctuation(word: str) -> bool:
    from unicodedata import category

    return all(category(sign)[0] in "PZMC" for sign in word)


def _joined(kind: type[And] | type[Or], parts: list[Query]) -> Query | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else kind(tuple(parts))
