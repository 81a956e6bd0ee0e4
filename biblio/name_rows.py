"""Names as rows: each can be moved, removed and marked, and what is not touched stays as written.

Marks are kept in biblatex's data annotations (manual 3.20, § 3.7), ``author+an = {1=equal;
3=corresponding}``, which count the names from one; they follow their names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from biblio.name_list import pieces

EQUAL: Final = "equal"
CORRESPONDING: Final = "corresponding"


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name of a list.

    Attributes:
        text: The name as written, without the space around it.
        origin: Its place in the list as it was, from 0; None for a new one.
        equal: Whether its person contributed as much as the others who are marked so.
        corresponding: Whether its person answers letters.
    """

    text: str
    origin: int | None = None
    equal: bool = False
    corresponding: bool = False


@dataclass(frozen=True, slots=True)
class _Annotation:
    place: int  # from 0
    part: str  # of the name; empty for all of it
    words: tuple[str, ...]


def annotation_field(field: str) -> str:
    """The field that annotates another: ``author+an``."""
    return f"{field}+an"


def rows_of(value: str, annotation: str = "") -> tuple[tuple[NameRow, ...], bool]:
    """The names of a field as rows, and whether the list ends in ``and others``.

    Args:
        value: The field's text.
        annotation: The text of the field that annotates it.
    """
    names = [piece.strip() for piece in pieces(value)[::2]]
    if names == [""]:
        return (), False
    others = len(names) > 1 and names[-1].lower() == "others"
    if others:
        names.pop()
    marks: dict[int, set[str]] = {}
    for each in _annotations(annotation)[0]:
        if not each.part:
            marks.setdefault(each.place, set()).update(each.words)
    rows = tuple(
        NameRow(
            text,
            place,
            equal=EQUAL in marks.get(place, ()),
            corresponding=CORRESPONDING in marks.get(place, ()),
        )
        for place, text in enumerate(names)
    )
    return rows, others


def single_rows(rows: Sequence[NameRow], value: str, *, others: bool) -> tuple[list[NameRow], bool]:
    """The rows with one name in each, where several were typed into one.

    What a row was marked with stays with the name that it had; where that is none of the new
    ones, with the first.

    Args:
        rows: The rows as typed.
        value: The field's text as it was, which the rows' origins count in.
        others: Whether the list ends in ``and others``.

    Returns:
        The rows without empty ones, and whether the list ends in ``and others`` now.
    """
    was = [piece.strip() for piece in pieces(value)[::2]]
    found: list[NameRow] = []
    for row in rows:
        names = [name.strip() for name in pieces(f"{row.text} ")[::2] if name.strip()]
        if len(names) < 2:
            found += [replace(row, text=name) for name in names]
            continue
        known = was[row.origin] if row.origin is not None and row.origin < len(was) else ""
        own = names.index(known) if known in names else 0
        found += [
            replace(row, text=name) if place == own else NameRow(name)
            for place, name in enumerate(names)
        ]
    if len(found) > 1 and found[-1].text.lower() == "others":
        found.pop()
        others = True
    return found, others


def names_text(value: str, rows: Sequence[NameRow], *, others: bool) -> str:
    """The field with these names; what stands between them stays as far as there are as many.

    Args:
        value: The field's text as it was.
        rows: The names.
        others: Whether ``and others`` follows.
    """
    names = [row.text.strip() for row in rows if row.text.strip()]
    if not names:
        return ""
    if others:
        names.append("others")
    old = pieces(value)
    if len(old) == 2 * len(names) - 1:
        for place, name in enumerate(names):
            written = old[2 * place]
            stripped = written.strip()
            old[2 * place] = (
                written.replace(stripped, name, 1) if stripped else f" {name}"[not place :]
            )
        return "".join(old)
    return _separator(old).join(names)


def annotation_text(annotation: str, rows: Sequence[NameRow]) -> str:
    """The annotations with the marks of these rows, all others having followed their names."""
    old, unread = _annotations(annotation)
    new: list[_Annotation] = []
    kept = [row for row in rows if row.text.strip()]
    for place, row in enumerate(kept):
        marks = [
            word
            for word, is_on in ((EQUAL, row.equal), (CORRESPONDING, row.corresponding))
            if is_on
        ]
        own = [each for each in old if row.origin is not None and each.place == row.origin]
        whole = [word for each in own if not each.part for word in each.words]
        words = [word for word in whole if word not in {EQUAL, CORRESPONDING} or word in marks]
        words += [word for word in marks if word not in words]
        if words:
            new.append(_Annotation(place, "", tuple(words)))
        new += [_Annotation(place, each.part, each.words) for each in own if each.part]
    return annotation if new == old else _written(new, unread)


def marked_places(annotation: str) -> frozenset[int]:
    """The places of a list, from 0, that have an annotation of any kind."""
    return frozenset(each.place for each in _annotations(annotation)[0])


def moved_text(annotation: str, became: Mapping[int, int], known: int) -> str:
    """The annotations after a change of the list.

    Args:
        annotation: They as they were.
        became: The new place of each old name that is still there, both from 0.
        known: How many names the old list had; what is said of a later one stays.
    """
    old, unread = _annotations(annotation)
    new = [
        replace(each, place=became.get(each.place, each.place))
        for each in old
        if each.place in became or each.place >= known
    ]
    new.sort(key=lambda each: each.place)
    return annotation if new == old else _written(new, unread)


def _written(annotations: Sequence[_Annotation], unread: Sequence[str]) -> str:
    texts = [
        f"{each.place + 1}{f':{each.part}' if each.part else ''}={', '.join(each.words)}"
        for each in annotations
    ]
    return "; ".join([*texts, *unread])


_ANNOTATION: Final = re.compile(r"\s*(\d{1,6})\s*(?::\s*([A-Za-z]+)\s*)?=(.*)", re.DOTALL)


def _annotations(text: str) -> tuple[list[_Annotation], list[str]]:
    """The annotations of names, and those that are of something else or not understood."""
    found: list[_Annotation] = []
    unread: list[str] = []
    for part in text.split(";"):
        read = _ANNOTATION.fullmatch(part)
        if read is not None and int(read[1]) > 0:
            words = tuple(word.strip() for word in read[3].split(",") if word.strip())
            found.append(_Annotation(int(read[1]) - 1, read[2] or "", words))
        elif part.strip():
            unread.append(part.strip())
    return found, unread


def _separator(old: Sequence[str]) -> str:
    """What mostly stands between two names, the space around it included."""
    between = [
        _space(old[place - 1], at_end=True) + old[place] + _space(old[place + 1], at_end=False)
        for place in range(1, len(old), 2)
    ]
    return Counter(between).most_common(1)[0][0] if between else " and "


def _space(name: str, *, at_end: bool) -> str:
    bare = name.rstrip() if at_end else name.lstrip()
    return name[len(bare) :] if at_end else name[: len(name) - len(bare)]
