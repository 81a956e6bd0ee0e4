"""The scanner of values: where a field's value ends, even if its delimiters do not pair."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from biblio.formats.bibtex.cursor import Cursor
from biblio.formats.bibtex.grammar import (
    ENTRY_END,
    ENTRY_HEAD,
    FIELD,
    FIELD_LINE,
    GOES_ON,
    INLINE_FIELD,
    RAW_MARK,
    WORD,
    match_braces,
    match_quotes,
    match_unescaped,
)
from biblio.formats.bibtex.known_types import KNOWN_TYPES
from biblio.formats.bibtex.spans import FieldSpan, Part, PartKind, Span


class _Follow(Enum):
    """What stands behind a value."""

    LAWFUL = "a comma, # or the end of the entry"
    FIELD = "a field, so that only a comma is missing"
    END = "the end of what can be the entry"
    NOTHING = "what can follow no value"


_UNLAWFUL_ENDS = {
    "escaped-brace": "BibTeX counts braces after a backslash too, and does not find them paired.",
    "quote-in-value": "BibTeX ends the value at an earlier quote.",
}


_NEAR = 2000  # characters before the end of an entry that may tell it from a value


class ValueScanner(Cursor):
    """A cursor that reads ``= value`` of a field."""

    def _value_of(self, name: Span) -> FieldSpan:
        equals = self.pos
        self.pos += 1
        self._skip()
        start = end = self.pos
        parts: list[Part] = []
        while (part := self._part()) is not None:
            parts.append(part)
            end = part.end
            self._skip()
            if self._at_end() or self.text[self.pos] != "#":
                break
            self.pos += 1
            self._skip()
        label = self.text[slice(*name)]
        if not parts or self._follow(self.pos) is _Follow.NOTHING:
            parts = self._raw(start)
            end = self.pos
            self._skip()
            code = "bare-value" if parts else "no-value"
            what = "is not a BibTeX value" if parts else "is missing"
            self._warn(code, f"The value of {label[:60]} {what}.", start)
        if not self._at_end() and self._is_extra_brace():
            self._warn("extra-brace", f"There is a brace too many after {label[:60]}.")
            while self.text[self.pos] == "}":
                self.pos += 1
            end = self.pos
            self._skip()
        comma = None
        if not self._at_end() and self.text[self.pos] == ",":
            comma = self.pos
            self.pos += 1
        elif not self._at_end() and self.text[self.pos] not in "})":
            self._warn("missing-comma", f"There is no comma after {label[:60]}.", end)
        return FieldSpan(name, equals, (start, end), tuple(parts), comma)

    def _is_extra_brace(self) -> bool:
        """Whether what closes the entry here is a mistake: fields follow, and another end."""
        bound = self.bound()
        if self.text[self.pos] != "}":
            return False
        following = GOES_ON.match(self.text, self.pos + 1, bound)
        return following is not None and self.text.find(self.closer, following.end(), bound) >= 0

    def _part(self) -> Part | None:
        if self._at_end():
            return None
        start = self.pos
        if self.text[start] == "{":
            return self._delimited(PartKind.BRACES)
        if self.text[start] == '"':
            return self._delimited(PartKind.QUOTES)
        word = WORD.match(self.text, start, self.bound())
        if word is None:
            return None
        self.pos = word.end()
        if word[0][0].isdecimal() and not word[0].isdecimal():
            self._warn("bare-value", f"{word[0][:60]} is neither a number nor in delimiters.")
        return Part(PartKind.WORD, start, self.pos)

    def _raw(self, start: int) -> list[Part]:
        """All up to the comma or the end of the entry as plain text."""
        bound = self.bound()
        self._spend(min(bound - start, 2000))
        ahead = FIELD_LINE.search(self.text, start, bound)
        stop = ahead.start() if ahead else bound
        depth = 0
        for match in RAW_MARK.finditer(self.text, start, stop):
            if match[0] == "{":
                depth += 1
            elif depth > 0:
                depth -= match[0] == "}"
            elif match[0] != ")" or self.closer == ")":
                stop = match.start()
                break
        end = max(start, start + len(self.text[start:stop].rstrip()))
        self.pos = end
        return [Part(PartKind.RAW, start, end)] if end > start else []

    def _delimited(self, kind: PartKind) -> Part:
        """The text in braces or quotes at `pos`, by the best of its possible ends."""
        start, bound = self.pos, self.bound()
        weak: int | None = None
        for end, code in self._ends(kind, start, bound):
            follow = self._follow(end, strictly=end > bound)
            if follow is _Follow.LAWFUL or (
                follow is _Follow.FIELD and not self._swallowed(start, end)
            ):
                self.pos = end
                if end > bound:
                    message = "A line inside the value looks like the beginning of an entry."
                    self._warn("entry-in-value", message, bound)
                    self._work += 20 * (end - bound)
                if code is not None:
                    self._warn(code, _UNLAWFUL_ENDS[code], start)
                return Part(kind, start, end)
            if weak is None and end <= bound:
                weak = end
        if weak is not None and self._is_whole(start, weak):
            self.pos = weak
            return Part(kind, start, weak)
        what = "brace" if kind is PartKind.BRACES else "quote"
        self._warn("value-not-closed", f"The closing {what} of the value is missing.", start)
        self.pos = (
            self._swallowed(start, bound)
            or self._inline_field(start, bound)
            or self._last_closer(start, bound)
        )
        end = start + len(self.text[start : self.pos].rstrip().rstrip(","))
        return Part(PartKind.OPEN, start, max(end, start + 1))

    def _ends(self, kind: PartKind, start: int, bound: int) -> Iterator[tuple[int, str | None]]:
        """Possible ends of a delimited value, the most lawful first, with the breach's code."""
        braces = kind is PartKind.BRACES
        match = match_braces if braces else match_quotes
        plain = match(self.text, start, bound)
        if plain is not None:
            yield plain, None
        self._spend(bound - start)
        if braces and self.text.find("\\", start, bound) >= 0:
            escaped = match_unescaped(self.text, start, bound)
            if escaped is not None and escaped != plain:
                yield escaped, "escaped-brace"
        place = start
        while not braces and (place := self.text.find('"', place + 1, bound)) >= 0:
            yield place + 1, "quote-in-value"
        reach = bound
        if bound < self.limit and not self._ends_entry(
            start, bound
        ):  # the line that looks like an entry may be part of the value
            reach += self.ahead.take(self.limit - bound)
            crossing = match(self.text, start, reach)
            if crossing is not None and crossing > bound:
                yield crossing, None
        self.cut_short = self.cut_short or reach == self.limit

    def _follow(self, pos: int, *, strictly: bool = False) -> _Follow:
        """How the entry goes on after a value."""
        pos = self._after_blank(pos, warn=False)
        if pos >= self.limit:
            return _Follow.END
        char = self.text[pos]
        if strictly:
            after = self._after_blank(pos + 1, warn=False)
            behind = self.text[after : after + 1] if after < self.limit else ""
            if char == ",":
                field = FIELD.match(self.text, after, self.limit)
                goes_on = behind == self.closer or field is not None
            else:
                goes_on = char == self.closer and (
                    behind in ("", "@") or "\n" in self.text[pos:after]
                )
            return _Follow.LAWFUL if goes_on else _Follow.NOTHING
        if pos == self.bound():
            return _Follow.END
        if char in (",", "#", self.closer):
            return _Follow.LAWFUL
        if char in "})":
            return _Follow.END
        is_field = FIELD.match(self.text, pos, self.limit) is not None
        return _Follow.FIELD if is_field else _Follow.NOTHING

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether a value that nothing lawful follows ends where it should.

        A closing brace alone on its line is rather that of the entry.
        """
        before = self.text[start : end - 1].rstrip(" \t")
        return before[-1:] not in ("\n", "\r") and not self._swallowed(start, end)

    def _swallowed(self, start: int, end: int) -> int:
        """Where in a value a line begins that looks like the next field; 0 if none does."""
        match = FIELD_LINE.search(self.text, start, end)
        return match.start() if match else 0

    def _ends_entry(self, start: int, bound: int) -> bool:
        """Whether an entry rather than the value goes up to the next line of an entry.

        It ends as entries do, and no other entry stands in the value before.
        """
        head = ENTRY_HEAD.match(self.text, bound, self.limit)
        return (
            head is not None
            and head[1].lower() in KNOWN_TYPES
            and self.text.find("@", start, bound) < 0
            and ENTRY_END.search(self.text, max(start, bound - _NEAR), bound) is not None
        )

    def _inline_field(self, start: int, bound: int) -> int:
        """Where in a value the next field begins on the same line; 0 if none does."""
        if not self._ends_entry(start, bound):
            return 0
        match = INLINE_FIELD.search(self.text, start, bound)
        return match.start() if match else 0

    def _last_closer(self, start: int, bound: int) -> int:
        text = self.text[start:bound].rstrip()
        return start + len(text) - (text[-1:] in ("}", ")") and len(text) > 1)
