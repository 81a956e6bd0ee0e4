"""The export of a selection: entries of several sources as one file that stands alone.

An entry that was not edited keeps its own text. What it needs comes with it: the definitions
of its macros, and the entries that it inherits from, which BibTeX wants behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from biblio.entry import Entry, Field
from biblio.formats.bibtex.layout import patch
from biblio.formats.bibtex.macros import MONTHS, Macros
from biblio.formats.bibtex.options import WriteOptions
from biblio.formats.bibtex.texts import from_plain
from biblio.formats.bibtex.values import operands, paired
from biblio.formats.bibtex.writer import (
    Definition,
    holds,
    macros_in,
    prepare,
    sort_entries,
    table_of,
    write_prepared,
    write_string,
)
from biblio.formats.encoding import readable
from biblio.inheritance import completed, keys_in, referred

_PREAMBLE = re.compile(r"@\s*preamble\s*[{(](.*)[})]", re.IGNORECASE | re.DOTALL)
#: Fields that name entries to inherit from: BibTeX's, and biblatex's (manual 3.20, § 2.4.1).
_PARENTS = ("crossref", "xdata", "xref")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry to export.

    Attributes:
        entry: The entry.
        block: Its own text in its source; None to write it normalised.
        macros: What the macros of its source stand for, by lower-case name.
        plain: Whether its values are plain text rather than LaTeX, as those of a page are.
    """

    entry: Entry
    block: str | None = None
    macros: Mapping[str, str] = field(default_factory=dict)
    plain: bool = False


def write_selection(
    items: Iterable[Item],
    options: WriteOptions | None = None,
    *,
    parent: Callable[[str], Item | None] = lambda _: None,
    preambles: Iterable[str] = (),
) -> str:
    """The text of a .bib file with these entries.

    Args:
        items: The entries in their order.
        options: How normalised entries look, and what entries are sorted by; an entry's own
            text is written as it is.
        parent: Finds an entry by its key, for the entries that others inherit from.
        preambles: Texts of ``@preamble`` blocks that the entries rely on, to come first; asked
            for when all parents have been found.
    """
    options = options or WriteOptions()
    given = _sorted(list(items), options.sort)
    if options.dialect == "bibtex":
        given, parent = _without_containers(given, parent)
    chosen = _with_parents(given, parent)
    strings = _definitions(chosen)
    table = table_of(strings)
    texts: list[str] = []
    used: set[str] = set()
    for item in chosen:
        if item.block is not None:
            text, fields = _own_text(item, item.block, table)
        else:
            entry = from_plain(item.entry) if item.plain else item.entry
            prepared = prepare(entry, options, table)
            text, fields = write_prepared(prepared, options), prepared.fields
        texts.append(text)
        used.update(name for each in fields for name in macros_in(each))
    head = "".join(write_string(each) for each in strings if each.name.lower() in used)
    first = [_own_lines(text) for text in dict.fromkeys(preambles)]
    return "\n".join([*first, *([head] if head else []), *texts])


def alone(preamble: str, macros: Mapping[str, str]) -> str:
    """A ``@preamble`` block that needs no ``@string``: its macros are expanded.

    Args:
        preamble: The block as it is in its source.
        macros: What the macros of that source stand for, by lower-case name.
    """
    found = _PREAMBLE.fullmatch(preamble.strip())
    parts = operands(found[1]) if found else None
    if parts is None or not any(is_macro for is_macro, _ in parts):
        return preamble
    texts = (macros.get(text.lower(), "") if is_macro else text for is_macro, text in parts)
    return f"@preamble{{{{{paired(''.join(texts))}}}}}"


def parents_of(entry: Entry) -> list[str]:
    """The keys of the entries that an entry inherits from."""
    named = [key for name in _PARENTS for key in keys_in(entry.get(name))]
    return named + referred(entry)


def _without_containers(
    items: list[Item], parent: Callable[[str], Item | None]
) -> tuple[list[Item], Callable[[str], Item | None]]:
    """Normalised items with what ``xdata`` gives them, which BibTeX does not know.

    And a finder of parents that are alike.
    """
    known = {item.entry.key.lower(): item for item in reversed(items)}

    @cache
    def item_of(key: str) -> Item | None:
        return known.get(key.lower()) or parent(key)

    def entry_of(key: str) -> Entry | None:
        item = item_of(key)
        return None if item is None else item.entry

    def whole(item: Item | None) -> Item | None:
        if item is None or item.block is not None:
            return item
        entry = completed(item.entry, entry_of, crossref=False)
        return item if entry is item.entry else replace(item, entry=entry)

    return [each for item in items if (each := whole(item))], lambda key: whole(item_of(key))


def _sorted(items: list[Item], sort: Sequence[str]) -> list[Item]:
    if not sort:
        return items
    by_entry: dict[int, Item] = {id(item.entry): item for item in items}
    return [by_entry[id(entry)] for entry in sort_entries([i.entry for i in items], sort)]


def _with_parents(items: list[Item], parent: Callable[[str], Item | None]) -> list[Item]:
    """All items and the parents they lack, each parent behind its last child.

    BibTeX reads a parent's fields only if the parent comes later (btxdoc.tex, § 4). Circles
    of inheritance are cut where they close.
    """
    known = {item.entry.key.lower(): item for item in reversed(items)}
    wanted = list(items)
    place = 0
    while place < len(wanted):
        for key in parents_of(wanted[place].entry):
            if key.lower() not in known and (found := parent(key)) is not None:
                known[key.lower()] = found
                wanted.append(found)
        place += 1
    return _children_first(wanted, known)


def _children_first(items: list[Item], known: Mapping[str, Item]) -> list[Item]:
    """The items in their order, each moved behind the last of those that inherit from it.

    The reverse of the order in which a depth-first search leaves the items.
    """
    left: list[Item] = []
    seen: set[int] = set()
    for first in reversed(items):
        stack = [(first, False)]
        while stack:
            item, done = stack.pop()
            if done:
                left.append(item)
            elif id(item) not in seen:
                seen.add(id(item))
                stack.append((item, True))
                keys = [key.lower() for key in parents_of(item.entry)]
                stack += [(known[key], False) for key in keys if key in known]
    return left[::-1]


def _definitions(items: Iterable[Item]) -> list[Definition]:
    """One definition for each macro on which all sources agree.

    Where they do not, the macro is expanded in the entries that use it.
    """
    values: dict[str, str] = {}
    conflicts: set[str] = set()
    for item in items:
        for each in item.entry.fields:
            conflicts |= _used_before(each, item.macros)
            for name in sorted(macros_in(each)):
                value = item.macros.get(name)
                if value is None or (name in MONTHS and value == name):
                    continue
                if values.setdefault(name, value) != value:
                    conflicts.add(name)
    return [Definition(name, value) for name, value in values.items() if name not in conflicts]


def _used_before(each: Field, macros: Mapping[str, str]) -> set[str]:
    """The macros that a field uses before they are defined, or a month before it is redefined.

    A definition at the head of a file would give them a meaning that they did not have.
    """
    found = operands(each.expression) if each.expression is not None else None
    if found is None:
        return set()
    if len(found) == 1:
        [(is_macro, text)] = found
        name = text.lower()
        unset = is_macro and each.value.lower() == name and macros.get(name, name) != each.value
        return {name} if unset else set()
    months = {name for name in macros_in(each) & {*MONTHS} if macros.get(name, name) != name}
    if not months:
        return set()
    table = table_of(Definition(*one) for one in macros.items() if one[0] not in months)
    return months if holds(each, table) else set()


def _own_text(item: Item, block: str, table: Macros) -> tuple[str, Sequence[Field]]:
    """An entry's own text, with what the definitions do not give expanded; and its fields."""
    fields = [
        each
        if each.expression is None or holds(each, table)
        else Field(each.name, paired(each.value))
        for each in item.entry.fields
    ]
    changes: dict[str, Field | None] = {
        new.id: new for new, old in zip(fields, item.entry.fields, strict=True) if new is not old
    }
    return _own_lines(patch(block, changes) if changes else block), fields


def _own_lines(text: str) -> str:
    """A text of a source with the line ends and the characters of what is written."""
    return re.sub(r"\r\n?", "\n", readable(text)).rstrip() + "\n"
