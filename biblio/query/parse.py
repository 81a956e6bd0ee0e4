"""From a text to a `Query`; every text has one.

What is no operator is a word: an unclosed quote or parenthesis ends with the text, a closing
one without its opening is a character like others, and a field that needs a number or a date
looks for words where it is given none.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from biblio.query import fields, values
from biblio.query.tree import All, And, FieldIs, Has, How, Me, Not, Or, Phrase, Query, Saved, Word
from biblio.query.words import asked_words, plain

MAX_LENGTH: Final = 1_000  # characters; a longer text is cut (a pasted page is no query)
_MAX_DEPTH: Final = 20  # of parentheses; deeper ones are text

_NAME: Final = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):(?=[^\s/)])")
_BARE_NAME: Final = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):$")


def parse(text: str, *, typing: bool = False, today: dt.date | None = None) -> Query:
    """The query that a text means.

    Args:
        text: What the user typed; only its first `MAX_LENGTH` characters count.
        typing: The text is still being typed, so that its last word may go on.
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
                return _joined(And, found)
            if self._keyword("AND"):
                continue
            start = self.place
            part = self._term(name)
            if not self.depth and not name:
                self.terms.append((start, min(self.place, len(self.text))))
            if part is not None:
                found.append(part)

    def _term(self, name: str) -> Query | None:
        minus = self._looking_at("-") and self.text[self.place + 1 : self.place + 2].strip()
        if minus or self._keyword("NOT"):
            self.place += 1 if minus else 0
            self._skip_spaces()
            if self._at_end():
                return None
            part = self._operand(name)
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
        if self._looking_at('"'):
            quoted = self._quoted()
            self._note(name, start)
            return self._field(name, quoted, phrase=True) if name else self._phrase(quoted)
        prefix = _NAME.match(self.text, self.place)
        if prefix and not name:
            return self._named(prefix)
        word = self._word()
        self._note(name, start)
        return self._field(name, word, phrase=False) if name else self._plain(word)

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
        if name == "search":
            how = ""  # a name is always the whole name
        if how == "~":
            return values.pattern(name, value)
        if how == "=":
            return FieldIs(name, value, How.EXACT) if plain(value) else None
        return self._field(name, value, phrase=phrase)

    def _field(self, name: str, value: str, *, phrase: bool) -> Query | None:
        typed = self._is_last()
        if name in {"has", "no"}:
            has = Has(fields.canonical(value.strip()))
            if not has.name:
                return None
            return has if name == "has" else Not(has)
        if name == "search" and value.strip():
            return Saved(value.strip(), prefix=typed)
        if name == "me" and (value.lower() in fields.POSITIONS or typed):
            full = [p for p in fields.POSITIONS if p.startswith(value.lower())]
            if full:
                return Me(full[0])
        if not phrase:
            special = values.comparison(name, value, self.today, typed=typed)
            if special is not None:
                return special
        if not asked_words(value):
            return None
        goes_on = (typed or value.endswith("*")) and not (phrase and not typed)
        return FieldIs(name, value.rstrip("*"), How.PREFIX if goes_on else How.WORDS)

    def _plain(self, word: str) -> Query | None:
        bare = _BARE_NAME.match(word)
        if bare and self._is_last() and fields.is_known(bare[1]):
            return None  # its value is still to come
        if not asked_words(word):
            return None
        return Word(word.rstrip("*"), word.endswith("*") or self._is_last())

    def _phrase(self, quoted: str) -> Query | None:
        return Phrase(quoted, self._is_last()) if asked_words(quoted) else None

    def _quoted(self) -> str:
        """The text in quotes; a backslash before a quote is LaTeX's umlaut."""
        self.place += 1
        start = self.place
        while self.place < len(self.text) and not self._looking_at('"'):
            self.place += 2 if self._looking_at('\\"') else 1
        quoted = self.text[start : self.place]
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
        return self.typing and self.place >= len(self.text)

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


def _joined(kind: type[And] | type[Or], parts: list[Query]) -> Query | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else kind(tuple(parts))
