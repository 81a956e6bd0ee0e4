"""Changing a field in one entry's text without touching the rest.

Unless it is plain that a change says what it should, the new text is read again; one that cannot
be changed in place, since something in it is broken, is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from biblio.entry import Field
from biblio.formats.bibtex.scan import scan
from biblio.formats.bibtex.spans import FieldSpan, PartKind, Scan
from biblio.formats.bibtex.statement import Statement, Wanted, said, statement, write_anew
from biblio.formats.bibtex.style import LINE_BREAK, Style, line_start, style_of
from biblio.formats.bibtex.values import (
    closing,
    is_lawful_key,
    is_lawful_name,
    operands,
    unbalanced_at,
)

_END_OF_LINE = re.compile(r"[^\S\r\n]*(%[^\r\n]*)?(?=\r\n|\r|\n)")
_BLANK_LINE = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n)")
# What these say is in no field, and would be lost if the text were written anew
_IN_NO_FIELD = frozenset({"unreadable-text", "too-broken"})

Edit = tuple[int, int, str]


class PatchError(ValueError):
    """A change that cannot be written as BibTeX."""


class UnbalancedValueError(PatchError):
    """A value with a brace that has no partner.

    Attributes:
        field: The field's name.
        position: The place of the brace in the value.
    """

    def __init__(self, field: str, position: int) -> None:
        super().__init__(f"a brace in the value of {field} has no partner")
        self.field, self.position = field, position


class UnwritableNameError(PatchError):
    """A key, field name, type or constant of a name that BibTeX does not allow there.

    Attributes:
        name: The name.
    """

    def __init__(self, name: str, reason: str = "") -> None:
        super().__init__(reason or f"“{name}” has characters that BibTeX does not allow there")
        self.name = name


class NotAnEntryError(PatchError):
    """A text that does not begin with an entry."""


class UnpatchableError(PatchError):
    """An entry's text that is too broken to change anything in it.

    Attributes:
        key: The entry's key, as far as it can be read.
    """

    def __init__(self, key: str) -> None:
        which = f"the entry “{key}”" if key else "an entry without key"
        super().__init__(
            f"The text of {which} in its file is too broken to change a field in it; mend that text"
            " first"
        )
        self.key = key


def patch(
    block: str,
    changes: Mapping[str, Field | None],
    *,
    type: str | None = None,  # noqa: A002
    key: str | None = None,
    renamed: Mapping[str, str] | None = None,
    scanned: Scan | None = None,
) -> str:
    """The text of an entry with some fields changed, and nothing else.

    The result reads as the entry did, `Entry.with_fields` applied: a changed field keeps its
    place, name and delimiters, a new one comes last and follows the layout of the others.

    Args:
        block: The text of one entry.
        changes: Lower-case field name to the new field, or None to remove it.
        type: The new type, written in the old one's case.
        key: The new citation key.
        renamed: Lower-case name of a field that stays as it is to its new name.
        scanned: What `scan` found in the text, where that is known.

    Raises:
        NotAnEntryError: If the text does not begin with an entry.
        UnpatchableError: If the text is so broken that no change of it would be read.
        UnbalancedValueError: If a value's braces do not pair.
        UnwritableNameError: If a name or the key cannot be written.
    """
    found = scanned or scan(block)
    if found is None:
        raise NotAnEntryError("the text does not begin with an entry")
    return _Patch(block, found).run(changes, type, key, renamed or {})


def delimit(name: str, value: str, *, quotes: bool = False) -> str:
    """A value in delimiters: quotes if asked for and possible, else braces.

    Raises:
        UnbalancedValueError: If its braces do not pair.
    """
    position = unbalanced_at(value)
    if position is not None:
        raise UnbalancedValueError(name, position)
    if quotes:
        quoted = f'"{value}"'
        if closing(quoted, 0) == len(quoted):
            return quoted
    return f"{{{value}}}"


class _Patch:
    def __init__(self, block: str, found: Scan) -> None:
        self.block = block
        self.found = found
        self.edits: list[Edit] = []
        # Each field as it is to be: its name, and where its value is or what it is
        self.wanted: list[Wanted] = []
        self.is_plain = found.closed and not found.issues

    @cached_property
    def style(self) -> Style:
        """How the entry is laid out; where only delimited values change, nobody asks."""
        return style_of(self.block, self.found)

    def run(
        self,
        changes: Mapping[str, Field | None],
        new_type: str | None,
        key: str | None,
        renamed: Mapping[str, str],
    ) -> str:
        if new_type is not None:
            self._set_type(new_type)
        if key is not None:
            self._set_key(key)
        placed: set[str] = set()
        last_kept: FieldSpan | None = None
        for span in self.found.fields:
            written = self.block[slice(*span.name)]
            name = written.lower()
            new = changes.get(name)
            if name in changes and new is None:
                self._remove(span)
                continue
            last_kept = span
            if new is not None and name not in placed:  # of two of one name the first counts
                self._replace(span, new)
                placed.add(name)
            elif name in renamed:
                self._rename(span, renamed[name])
            else:
                self._keep(written, span)
        added = [new for name, new in changes.items() if new is not None and name not in placed]
        if added:
            self._add(added, last_kept)
        elif last_kept is not None:
            self._close_gap(last_kept)
        text = self._edited()
        if not self.edits or self.is_plain:
            return text
        return self._checked(text, new_type, key)

    def _keep(self, name: str, span: FieldSpan) -> None:
        self.wanted.append((name, span))

    def _checked(self, text: str, new_type: str | None, key: str | None) -> str:
        """The text if it says what it should, else the entry written anew."""
        kind = (new_type or self.block[slice(*self.found.type)]).lower()
        old_key = self.block[slice(*self.found.key)]
        whole = Statement(kind, old_key if key is None else key, said(self.block, self.wanted))
        if statement(text) == whole:
            return text
        if any(issue.code in _IN_NO_FIELD for issue in self.found.issues):
            raise UnpatchableError(old_key)
        anew = write_anew(self.block, self.found.end, whole, self.wanted, self.style)
        if statement(anew) != whole.with_pairs():
            raise UnpatchableError(old_key)
        return anew

    def _edited(self) -> str:
        """The text with all edits made, of two at one place the earlier first."""
        pieces: list[str] = []
        place = 0
        for start, end, replacement in sorted(self.edits, key=lambda edit: edit[:2]):
            pieces += [self.block[place:start], replacement]
            place = max(place, end)  # what is taken out may overlap
        return "".join(pieces) + self.block[place:]

    def _set_type(self, new_type: str) -> None:
        if not is_lawful_name(new_type):
            raise UnwritableNameError(new_type)
        start, end = self.found.type
        old = self.block[start:end]
        if old.lower() != new_type.lower():
            cased = new_type
            if old.isupper():
                cased = new_type.upper()
            elif old[:1].isupper():
                cased = new_type[:1].upper() + new_type[1:]
            self.edits.append((start, end, cased))

    def _set_key(self, key: str) -> None:
        start, end = self.found.key
        if key == self.block[start:end]:
            return
        self.is_plain = False
        if not is_lawful_key(key):
            raise UnwritableNameError(key)
        if start == end and self.found.key_comma is None and self.found.fields:
            place = self.found.opener + 1
            self.edits.append((place, place, f"{key},"))
        else:
            self.edits.append((start, end, key))

    # -- one field -------------------------------------------------------------------------

    def _rename(self, span: FieldSpan, new: str) -> None:
        """Call a field otherwise; where the signs of equality are in one column, it stays so."""
        if not is_lawful_name(new):
            raise UnwritableNameError(new)
        self._keep(new, span)
        self.is_plain = False
        new = self.style.cased(new)
        start, end = span.name
        column = self.style.equals
        if span.equals - start == column and len(new) < column:
            new, end = new.ljust(column), span.equals
        self.edits.append((start, end, new))

    def _replace(self, span: FieldSpan, new: Field) -> None:
        start, end = span.value
        name = self.block[slice(*span.name)]
        part = span.parts[0] if len(span.parts) == 1 else None
        if part is not None and part.kind in (PartKind.BRACES, PartKind.QUOTES):
            if new.expression is None and part.text(self.block) == self._with_line_ends(new.value):
                self._keep(name, span)
                return
            bare = new.expression is not None and self.style.bare
            quotes = part.kind is PartKind.QUOTES
        else:
            self.is_plain = False
            quotes, bare = self.style.quotes, self.style.bare
        value = self._render(new, quotes=quotes, bare=bare)
        self._want(name, value)
        if start == end and span.equals + 1 == start:
            value = self.style.after + value
        self.edits.append((start, end, value))

    def _want(self, name: str, value: str) -> None:
        self.is_plain = self.is_plain and value[:1] in ("{", '"')
        self.wanted.append((name, value))

    def _render(self, field: Field, *, quotes: bool, bare: bool) -> str:
        if field.expression is not None and operands(field.expression) is not None:
            return self._with_line_ends(field.expression)
        if bare and field.value.isdecimal() and field.value.isascii():
            return field.value
        return self._with_line_ends(delimit(field.name, field.value, quotes=quotes))

    def _with_line_ends(self, text: str) -> str:
        return text.replace("\n", self.style.newline) if "\n" in text else text

    def _remove(self, span: FieldSpan) -> None:
        """Take out a field with its comma, and its line if nothing else is on it.

        A comment stays, and of the blank lines before and behind it those before.
        """
        self.is_plain = False
        block = self.block
        start, end = span.name[0], span.value[1]
        line = line_start(block, start)
        before = block[line:start]
        if span.comma is not None and (before.strip() != "," or line == 0):
            if "%" in block[end : span.comma]:  # a comment ends before the comma
                self.edits += [(start, end, ""), (span.comma, span.comma + 1, "")]
                return
            end = span.comma + 1
        rest = _END_OF_LINE.match(block, end)
        if line > 0 and before.strip() in ("", ",") and rest is not None:
            if rest[1] is not None:
                indent = len(before) - len(before.lstrip())
                self.edits.append((line + indent, rest.start(1), ""))
                return
            line_break = LINE_BREAK.match(block, rest.end())
            end = line_break.end() if line_break else rest.end()
            above = block[line_start(block, line - 1) : line] if line else "x"
            blank = _BLANK_LINE.match(block, end) if not above.strip() else None
            self.edits.append((line, blank.end() if blank else end, ""))
            return
        if span.comma is None or end <= span.comma:
            # The last of several on a line: its white space goes, the comma before it stays.
            start -= len(block[:start]) - len(block[:start].rstrip(" \t"))
        else:
            while end < len(block) and block[end] in " \t":
                end += 1
        self.edits.append((start, end, ""))

    def _close_gap(self, last: FieldSpan) -> None:
        """Take out the comma before removed fields that were the last, and had none."""
        final = self.found.fields[-1]
        if final is last or final.comma is not None or last.comma is None or self.style.leading:
            return
        same_line = line_start(self.block, final.name[0]) <= last.comma
        self.edits.append((last.comma, final.value[1] if same_line else last.comma + 1, ""))

    # -- new fields ------------------------------------------------------------------------

    def _add(self, fields: list[Field], last: FieldSpan | None) -> None:
        self.is_plain = False
        style, block = self.style, self.block
        lines: list[str] = []
        for field in fields:
            if not is_lawful_name(field.name):
                raise UnwritableNameError(field.name)
            value = self._render(field, quotes=style.quotes, bare=style.bare)
            name = style.cased(field.name)
            self._want(name, value)
            lines.append(style.line(name, value))
        if last is not None:
            place = last.value[1]
            comma = last.comma
        else:
            place, comma = self._after_key()
        is_last = last is None or last is self.found.fields[-1]
        if style.leading and (comma is None or not is_last):
            rest = _END_OF_LINE.match(block, place)
            place = rest.end() if rest and rest[1] else place
            text = "".join(f"{style.newline}{style.leading}{line}" for line in lines)
            self.edits.append((place, place, text))
            return
        separator = " " if style.indent is None else style.newline + style.indent
        text = f",{separator}".join(lines)
        if comma is None:
            rest = _END_OF_LINE.match(block, place)
            if rest is not None and rest[1] is not None:  # a comment stays beside its field
                self.edits.append((place, place, ","))
                place, separator = rest.end(), style.newline + (style.indent or " ")
                self.edits.append((place, place, f"{separator}{text}"))
            else:
                self.edits.append((place, place, f",{separator}{text}"))
            return
        place = comma + 1
        rest = _END_OF_LINE.match(block, place)
        if rest is not None and (style.indent is not None or rest[1] is not None):
            place = rest.end()
            if style.indent is None:
                separator = style.newline + " "
        closing_comma = "," if self._needs_comma(place) else ""
        self.edits.append((place, place, f"{separator}{text}{closing_comma}"))

    def _needs_comma(self, place: int) -> bool:
        """Whether a comma ends what is added at a place, behind the last field that stays."""
        fields = self.found.fields
        if fields:
            return fields[-1].comma is not None
        rest = self.block[place : self.found.end - self.found.closed].strip()
        return self.style.indent is not None or bool(rest)

    def _after_key(self) -> tuple[int, int | None]:
        """Where the first field goes, and the comma before it."""
        found = self.found
        if found.key_comma is not None:
            return found.key_comma, found.key_comma
        if found.key[0] == found.key[1] and not any(edit[2] for edit in self.edits):
            return found.opener + 1, None
        return found.key[1], None
