"""The tolerant scanner: where everything of one ``@…{…}`` block is, even in a broken one.

Well-formed blocks are read as bibtex.web reads them (§§ 215-262). Where that fails, the
scanner takes the reading that loses least: it prefers the end of a value after which the
entry goes on as an entry should, and never runs past the next line that begins an entry
unless the braces say that this line is part of a value.
"""

from __future__ import annotations

from biblio.formats.bibtex.cursor import Cursor, Lookahead, TooBrokenError
from biblio.formats.bibtex.grammar import (
    BEGINS_FIELD,
    BRACE,
    BRACED_KEY,
    FIELD,
    KEY,
    ODD_KEY,
    SPACED_NAME,
    START,
    match_braces,
)
from biblio.formats.bibtex.spans import FieldSpan, Issue, Scan, Span
from biblio.formats.bibtex.value_scan import ValueScanner
from biblio.problem import Severity

_NEAR = 2000  # characters that any block may look at past what it cannot read


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
    except TooBrokenError:
        end = scanner.trimmed(scanner.bound())
        issue = Issue(
            "too-broken", Severity.ERROR, start, "The text is too broken to be read as an entry."
        )
        spans = (start, end, head.span(1), head.start(2), (head.end(), head.end()))
        return Scan(*spans, None, (), closed=False, issues=(issue,), cut_short=end >= limit)


def scan_balanced(text: str, start: int, limit: int, ahead: Lookahead) -> tuple[int, bool]:
    """The end of a free-text block (``@comment``, ``@preamble``) and whether it is closed.

    One that is not closed ends at the next line that begins like an entry.
    """
    head = START.match(text, start, limit)
    assert head is not None
    scanner = Cursor(text, head, limit, ahead)
    bound = scanner.bound()
    end = match_braces(text, head.start(2), bound, head[2])
    if end is None and bound < limit:
        reach = bound + ahead.take(limit - bound)
        end = match_braces(text, head.start(2), reach, head[2])
    return (scanner.trimmed(bound), False) if end is None else (end, True)


class _Scanner(ValueScanner):
    """One pass over one block."""

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
            self.cut_short = self.cut_short or self.pos >= self.limit
            self.pos = self.trimmed(self.pos)
            self._warn("entry-not-closed", "The closing brace is missing.", self.start)
        return Scan(
            self.start, self.pos, self.head.span(1), self.head.start(2), key, key_comma,
            tuple(fields), closed, tuple(self.issues), self.cut_short,
        )  # fmt: skip

    def _closes(self) -> bool:
        """Take the closing delimiter, or another one that can only be meant as it."""
        found = self.text[self.pos]
        if found not in "})":
            return False
        if found != self.closer:
            self._warn("wrong-delimiter", f"The entry is closed by {found}, not {self.closer}.")
        self.pos += 1
        return True

    def _key(self) -> tuple[Span, int | None]:
        """The key's span and the comma behind it; leaves `pos` at the first field."""
        self._skip()
        start, bound = self.pos, self.bound()
        if braced := BRACED_KEY.match(self.text, start, bound):
            self._warn("braced-key", "The citation key stands in braces, which BibTeX refuses.")
            comma = self._after_blank(braced.end(), warn=False)
            self.pos = comma + 1
            return braced.span(1), comma
        match = KEY.match(self.text, start, bound)
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
        if self.text[after : after + 1] != "=" and FIELD.match(self.text, after, bound):
            return end  # {key⏎ name = …
        odd = ODD_KEY.match(self.text, start, bound)
        if odd is not None and not BEGINS_FIELD.search(odd[0]):
            behind = self._after_blank(odd.end(), warn=False)
            if behind < bound and self.text[behind] in (",", self.closer):
                return odd.end()  # {a=b, …
        words = self.text[start:end].split()
        if len(words) > 1 and self.text[after : after + 1] == "=":
            return start + len(self.text[start:end].removesuffix(words[-1]).rstrip())
        return start  # {name = …

    def _field(self) -> FieldSpan | None:
        start = self.pos
        name = SPACED_NAME.match(self.text, start, self.bound())
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
        stop = self.ahead.next_field_line(self.text, start, bound)
        # Many blocks may begin on one line, and each would look to its end
        reach = min(stop, start + _NEAR)
        reach += self.ahead.take(stop - reach)
        depth = 0
        for match in BRACE.finditer(self.text, start, reach):
            depth += 1 if match[0] == "{" else -1
            if depth < 0:
                stop = match.start()
                break
        if self.closer == ")" and (close := self.text.find(")", start, reach)) >= 0:
            stop = close
        self.pos = max(stop, start + 1)
        excerpt = " ".join(self.text[start : min(self.pos, start + _NEAR)].split())[:60]
        self._warn("unreadable-text", f"“{excerpt}” is no field and was left out.", start)
