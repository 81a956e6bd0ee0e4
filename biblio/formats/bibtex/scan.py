"""The tolerant scanner: where everything of one ``@…{…}`` block is, even in a broken one.

Well-formed blocks are read as bibtex.web reads them (§§ 215-262). Where that fails, the
scanner takes the reading that loses least: it prefers the end of a value after which the
entry goes on as an entry should, and never runs past the next line that begins an entry
unless the braces say that this line is part of a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from biblio.problem import Severity

Span = tuple[int, int]

# No dot, so that an e-mail address in text begins nothing.
TYPE = r"[^\W\d][\w+:/-]*"
#: Where a block begins; the white space after ``@`` is BibTeX's (bibtex.web, § 238).
START = re.compile(rf"@\s*({TYPE})\s*([{{(])")
#: Where a line begins with a block.
LINE_START = re.compile(rf"^[ \t]*(?=@[ \t]*{TYPE}\s*[{{(])", re.MULTILINE)

_NAME = r"[^\s\"#%,={}()@][^\s\"#%,={}()]*"
_SPACED_NAME = re.compile(rf"{_NAME}(?:[ \t]+{_NAME})*")
_FIELD = re.compile(rf"{_NAME}\s*=")
_FIELD_LINE = re.compile(rf"(?:,[ \t]*+(?:%[^\r\n]*+)?)?[\r\n][ \t]*+(?={_NAME}\s*=\s*[\"{{\w])")
_WORD = re.compile(r"[^\s\"#%(),={}]+")
_KEY = re.compile(r"[^\s,{}=]+(?:[^\S\r\n]+[^\s,{}=]+)*")
_ODD_KEY = re.compile(r"[^\s,}]+")
_BEGINS_FIELD = re.compile(
    r"={|=$|^(?:author|editor|title|year|date|month|journal|booktitle|key|url|doi|note)=",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\s*")
_LINE = re.compile(r"[^\r\n]*")
_BRACE = re.compile(r"[{}]")
_UNESCAPED_BRACE = re.compile(r"(?<!\\)(?:\\\\)*([{}])")
_BRACE_OR_PAREN = re.compile(r"[{})]")
_RAW_MARK = re.compile(r"[{},)]")
_QUOTE_OR_BRACE = re.compile(r"[\"{}]")


class PartKind(Enum):
    """What a part of a value expression is."""

    BRACES = "{…}"
    QUOTES = '"…"'
    WORD = "number or macro"
    OPEN = "delimited text that is not closed"
    RAW = "text without delimiters"


@dataclass(frozen=True, slots=True)
class Part:
    """One operand of ``#`` in a value, with its delimiters."""

    kind: PartKind
    start: int
    end: int

    def text(self, source: str) -> str:
        """The part without its delimiters."""
        if self.kind in (PartKind.BRACES, PartKind.QUOTES):
            return source[self.start + 1 : self.end - 1]
        if self.kind is PartKind.OPEN:
            return source[self.start + 1 : self.end]
        return source[self.start : self.end]


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """Where one field is.

    Attributes:
        name: The name.
        equals: The place of ``=``.
        value: The whole expression, delimiters included; empty if there is none.
        parts: The operands of ``#``.
        comma: The place of the comma that follows, or None.
    """

    name: Span
    equals: int
    value: Span
    parts: tuple[Part, ...]
    comma: int | None


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that BibTeX would not accept, and what was made of it."""

    code: str
    severity: Severity
    offset: int
    message: str


@dataclass(frozen=True, slots=True)
class Scan:
    """Where everything of one block is; all numbers are offsets in the scanned text.

    Attributes:
        start: The place of ``@``.
        end: Just behind the block.
        type: The type as written.
        opener: The place of the opening delimiter.
        key: The citation key; empty if there is none.
        key_comma: The comma behind the key, or None.
        fields: The fields in order.
        closed: Whether the closing delimiter was found (at ``end - 1``).
        issues: What BibTeX would not accept.
    """

    start: int
    end: int
    type: Span
    opener: int
    key: Span
    key_comma: int | None
    fields: tuple[FieldSpan, ...]
    closed: bool
    issues: tuple[Issue, ...]


@dataclass(slots=True)
class Lookahead:
    """How far may be looked past lines that look like entries, in characters.

    A value may hold such a line, but a text of nothing but open braces must not be read to
    its end from each of them: what is left is shared by all blocks of a file.
    """

    left: int = 4_000_000
    _from: int = 0
    _next: int = -1

    def take(self, wanted: int) -> int:
        """The number of characters that may be looked at, counted as used."""
        granted = min(wanted, self.left, 1_000_000)
        self.left -= granted
        return granted

    def next_start(self, text: str, pos: int, limit: int) -> int:
        """Where the next line begins that looks like an entry, or the limit.

        The place is remembered until it is passed: many blocks may stand on one line.
        """
        if not self._from <= pos <= self._next:
            match = LINE_START.search(text, pos, limit)
            self._from, self._next = pos, limit if match is None else match.end()
        return self._next

    def forget_places(self) -> None:
        """Be ready for another text."""
        self._from, self._next = 0, -1


class _TooBrokenError(Exception):
    """Reading a block would take more than a time linear in its length."""


def scan(
    text: str, start: int = 0, limit: int | None = None, *, ahead: Lookahead | None = None,
    keyed: bool = True,
) -> Scan | None:  # fmt: skip
    """The spans of the block that begins with the ``@`` at ``start``; None if none does.

    Args:
        text: The text that holds the block.
        start: Where its ``@`` is.
        limit: Where the text ends, as far as this block is concerned.
        ahead: Shared between the blocks of one file.
        keyed: Whether the block has a citation key (``@string`` has none).
    """
    limit = len(text) if limit is None else limit
    head = START.match(text, start, limit)
    if head is None:
        return None
    scanner = _Scanner(text, head, limit, ahead or Lookahead())
    try:
        return scanner.run(keyed=keyed)
    except _TooBrokenError:
        end = scanner.trimmed(scanner.bound())
        issue = Issue(
            "too-broken", Severity.ERROR, start, "The text is too broken to be read as an entry."
        )
        spans = (start, end, head.span(1), head.start(2), (head.end(), head.end()))
        return Scan(*spans, None, (), closed=False, issues=(issue,))


def scan_balanced(text: str, start: int, limit: int, ahead: Lookahead) -> tuple[int, bool]:
    """The end of a free-text block (``@comment``, ``@preamble``) and whether it is closed."""
    head = START.match(text, start, limit)
    assert head is not None
    scanner = _Scanner(text, head, limit, ahead)
    bound = scanner.bound()
    end = _match_braces(text, head.start(2), bound, head[2])
    if end is None and bound < limit:
        reach = bound + ahead.take(limit - bound)
        end = _match_braces(text, head.start(2), reach, head[2])
    return (scanner.trimmed(bound), False) if end is None else (end, True)


class _Follow(Enum):
    """What stands behind a value."""

    LAWFUL = "a comma, # or the end of the entry"
    FIELD = "a field, so that only a comma is missing"
    END = "the end of what can be the entry"
    NOTHING = "what can follow no value"


#: More problems of one block help nobody.
_MOST_ISSUES = 20
_UNLAWFUL_ENDS = {
    "escaped-brace": "BibTeX counts braces after a backslash too, and does not find them paired.",
    "quote-in-value": "BibTeX ends the value at an earlier quote.",
}


class _Scanner:
    """One pass over one block; `pos` is the next character."""

    def __init__(self, text: str, head: re.Match[str], limit: int, ahead: Lookahead) -> None:
        self.text = text
        self.head = head
        self.start = head.start()
        self.pos = head.end()
        self.limit = limit
        self.ahead = ahead
        self.closer = "}" if head[2] == "{" else ")"
        self.issues: list[Issue] = []
        self._bound = -1
        self._work = 100_000 + 20 * (self.bound() - self.start)

    def run(self, *, keyed: bool) -> Scan:
        key, key_comma = self._key() if keyed else ((self.pos, self.pos), None)
        fields: list[FieldSpan] = []
        closed = False
        while not closed:
            self._skip()
            if self._at_end():
                break
            if self._closes():
                closed = True
            elif self.text[self.pos] == ",":
                self._warn("extra-comma", "There is a comma too many before a field.")
                self.pos += 1
            elif (found := self._field()) is not None:
                fields.append(found)
        if not closed:
            self.pos = self.trimmed(self.pos)
            self._warn("entry-not-closed", "The closing brace is missing.", self.start)
        return Scan(
            self.start, self.pos, self.head.span(1), self.head.start(2), key, key_comma,
            tuple(fields), closed, tuple(self.issues),
        )  # fmt: skip

    def bound(self) -> int:
        """Where the next line begins that looks like an entry, or the limit."""
        if self._bound < self.pos:
            self._bound = self.ahead.next_start(self.text, self.pos, self.limit)
        return self._bound

    def trimmed(self, end: int) -> int:
        """The end without the white space before it."""
        return self.start + len(self.text[self.start : end].rstrip())

    def _spend(self, characters: int) -> None:
        """Count characters that are looked at once more.

        Raises:
            _TooBrokenError: If there were too many.
        """
        self._work -= characters
        if self._work < 0:
            raise _TooBrokenError

    # -- what is between the parts ---------------------------------------------------------

    def _skip(self) -> None:
        """Past white space and comment lines."""
        self.pos = self._after_blank(self.pos)

    def _after_blank(self, pos: int, *, warn: bool = True) -> int:
        while True:
            blank = _BLANK.match(self.text, pos, self.limit)
            pos = blank.end() if blank else pos
            if pos >= self.limit or self.text[pos] != "%":
                return pos
            if warn:
                self._warn("comment-in-entry", "BibTeX knows no % comments inside entries.", pos)
            line = _LINE.match(self.text, pos, self.limit)
            pos = line.end() if line else self.limit

    def _at_end(self) -> bool:
        return self.pos >= self.bound()

    def _closes(self) -> bool:
        """Take the closing delimiter, or another one that can only be meant as it."""
        found = self.text[self.pos]
        if found not in "})":
            return False
        if found != self.closer:
            self._warn("wrong-delimiter", f"The entry is closed by {found}, not {self.closer}.")
        self.pos += 1
        return True

    def _warn(self, code: str, message: str, offset: int | None = None) -> None:
        if len(self.issues) >= _MOST_ISSUES:
            return
        if code == "comment-in-entry" and any(i.code == code for i in self.issues):
            return
        place = self.pos if offset is None else offset
        self.issues.append(Issue(code, Severity.WARNING, place, message))

    # -- key and names ---------------------------------------------------------------------

    def _key(self) -> tuple[Span, int | None]:
        """The key's span and the comma behind it; leaves `pos` at the first field."""
        self._skip()
        start, bound = self.pos, self.bound()
        match = _KEY.match(self.text, start, bound)
        end = start if match is None else match.end()
        if self.closer == ")" and self.text[end - 1 : end] == ")":
            end -= 1
        after = self._after_blank(end, warn=False)
        char = self.text[after] if after < bound else ""
        if char == "=" or char not in (",", self.closer, ""):
            end = self._odd_key_end(start, end, after)
            after = self._after_blank(end, warn=False)
        if end == start:
            self._warn("missing-key", "The entry has no citation key.", self.start)
        if after < bound and self.text[after] == ",":
            self.pos = after + 1
            return (start, end), after
        self.pos = end
        if end > start and after < bound and self.text[after] not in "})":
            self._warn("missing-comma", "There is no comma after the citation key.", end)
        return (start, end), None

    def _odd_key_end(self, start: int, end: int, after: int) -> int:
        """The end of a key that no comma follows, or that holds ``=`` or braces."""
        bound = self.bound()
        if self.text[after : after + 1] != "=" and _FIELD.match(self.text, after, bound):
            return end  # {key⏎ name = …
        odd = _ODD_KEY.match(self.text, start, bound)
        if odd is not None and not _BEGINS_FIELD.search(odd[0]):
            behind = self._after_blank(odd.end(), warn=False)
            if behind < bound and self.text[behind] in (",", self.closer):
                return odd.end()  # {a=b, …
        words = self.text[start:end].split()
        if len(words) > 1 and self.text[after : after + 1] == "=":
            return start + len(self.text[start:end].removesuffix(words[-1]).rstrip())
        return start  # {name = …

    def _field(self) -> FieldSpan | None:
        start = self.pos
        name = _SPACED_NAME.match(self.text, start, self.bound())
        if name is not None:
            self.pos = name.end()
            self._skip()
            if self.pos < self.limit and self.text[self.pos] == "=":
                return self._value_of(name.span())
            if self._at_end() or self.text[self.pos] in ("," + self.closer):
                message = f"The field {name[0][:60]} has no value and was left out."
                self._warn("field-without-value", message, start)
                self.pos += not self._at_end() and self.text[self.pos] == ","
                return None
        self.pos = start
        self._resync()
        return None

    def _resync(self) -> None:
        """Past what is no field, to the next thing that is one, or to the end."""
        start = self.pos
        bound = self.bound()
        self._spend(min(bound - start, 2000))
        ahead = _FIELD_LINE.search(self.text, start, bound)
        stop = ahead.end() if ahead else bound
        depth = 0
        for match in _BRACE.finditer(self.text, start, stop):
            depth += 1 if match[0] == "{" else -1
            if depth < 0:
                stop = match.start()
                break
        if self.closer == ")" and (close := self.text.find(")", start, stop)) >= 0:
            stop = close
        self.pos = max(stop, start + 1)
        excerpt = " ".join(self.text[start : self.pos].split())[:60]
        self._warn("unreadable-text", f"“{excerpt}” is no field and was left out.", start)

    # -- values ----------------------------------------------------------------------------

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
        comma = None
        if not self._at_end() and self.text[self.pos] == ",":
            comma = self.pos
            self.pos += 1
        elif not self._at_end() and self.text[self.pos] not in "})":
            self._warn("missing-comma", f"There is no comma after {label[:60]}.", end)
        return FieldSpan(name, equals, (start, end), tuple(parts), comma)

    def _part(self) -> Part | None:
        if self._at_end():
            return None
        start = self.pos
        if self.text[start] == "{":
            return self._delimited(PartKind.BRACES)
        if self.text[start] == '"':
            return self._delimited(PartKind.QUOTES)
        word = _WORD.match(self.text, start, self.bound())
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
        ahead = _FIELD_LINE.search(self.text, start, bound)
        stop = ahead.start() if ahead else bound
        depth = 0
        for match in _RAW_MARK.finditer(self.text, start, stop):
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
        self.pos = self._swallowed(start, bound) or self._last_closer(start, bound)
        end = start + len(self.text[start : self.pos].rstrip().rstrip(","))
        return Part(PartKind.OPEN, start, max(end, start + 1))

    def _ends(self, kind: PartKind, start: int, bound: int) -> Iterator[tuple[int, str | None]]:
        """Possible ends of a delimited value, the most lawful first, with the breach's code."""
        braces = kind is PartKind.BRACES
        match = _match_braces if braces else _match_quotes
        plain = match(self.text, start, bound)
        if plain is not None:
            yield plain, None
        self._spend(bound - start)
        if braces and self.text.find("\\", start, bound) >= 0:
            escaped = _match_unescaped(self.text, start, bound)
            if escaped is not None and escaped != plain:
                yield escaped, "escaped-brace"
        place = start
        while not braces and (place := self.text.find('"', place + 1, bound)) >= 0:
            yield place + 1, "quote-in-value"
        if bound < self.limit:  # the line that looks like an entry may be part of the value
            reach = bound + self.ahead.take(self.limit - bound)
            crossing = match(self.text, start, reach)
            if crossing is not None and crossing > bound:
                yield crossing, None

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
                field = _FIELD.match(self.text, after, self.limit)
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
        is_field = _FIELD.match(self.text, pos, self.limit) is not None
        return _Follow.FIELD if is_field else _Follow.NOTHING

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether a value that nothing lawful follows ends where it should.

        A closing brace alone on its line is rather that of the entry.
        """
        before = self.text[start : end - 1].rstrip(" \t")
        return before[-1:] not in ("\n", "\r") and not self._swallowed(start, end)

    def _swallowed(self, start: int, end: int) -> int:
        """Where in a value a line begins that looks like the next field; 0 if none does."""
        match = _FIELD_LINE.search(self.text, start, end)
        return match.start() if match else 0

    def _last_closer(self, start: int, bound: int) -> int:
        text = self.text[start:bound].rstrip()
        return start + len(text) - (text[-1:] in ("}", ")") and len(text) > 1)


def _match_braces(text: str, start: int, limit: int, opener: str = "{") -> int | None:
    """Just behind the brace that closes the one at ``start``; escaped braces count."""
    depth = 0
    if opener == "(":
        for match in _BRACE_OR_PAREN.finditer(text, start + 1, limit):
            depth += {"{": 1, "}": -1, ")": 0}[match[0]]
            if match[0] == ")" and depth == 0:
                return match.end()
        return None
    for match in _BRACE.finditer(text, start, limit):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return None


def _match_unescaped(text: str, start: int, limit: int) -> int | None:
    """Like `_match_braces`, where a brace after a backslash is text."""
    depth = 0
    for match in _UNESCAPED_BRACE.finditer(text, start, limit):
        depth += 1 if match[1] == "{" else -1
        if depth == 0:
            return match.end()
    return None


def _match_quotes(text: str, start: int, limit: int) -> int | None:
    """Just behind the quote that ends the one at ``start``: the next one outside braces."""
    depth = 0
    for match in _QUOTE_OR_BRACE.finditer(text, start + 1, limit):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if depth < 0:
                return None
        elif depth == 0:
            return match.end()
    return None
