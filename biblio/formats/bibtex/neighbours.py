"""An entry written as those of a file are, so that it looks as if it had always been there."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from biblio.dates import MONTH_MACROS
from biblio.entry import Entry, Field
from biblio.formats.bibtex.layout import delimit
from biblio.formats.bibtex.scan import scan
from biblio.formats.bibtex.spans import Scan
from biblio.formats.bibtex.style import LINE_BREAK, Style, style_of
from biblio.formats.bibtex.values import is_lawful_key, is_lawful_name, paired

_ONLY_COMMAS = re.compile(r"[\s,]*")
_ENOUGH = 2  # fields that show how an entry is laid out


class _Shape(NamedTuple):
    """What stands around the fields of an entry.

    Attributes:
        opener: ``{`` or ``(``.
        head: From the key to the first field.
        between: From one field to the next.
        tail: From the last field to the end.
        case: How the type is written.
    """

    opener: str
    head: str
    between: str
    tail: str
    case: str


def write_like(entry: Entry, texts: Sequence[str], newline: str = "\n") -> str:
    """An entry in the layout that most texts have, the last of them counting where it differs.

    Args:
        entry: What is to be written; of expressions only months are written as such.
        texts: Entries of the file, best the last ones or those around.
        newline: The line end, if they show none.
    """
    shape = _Shape("{", f",{newline}  ", f",{newline}  ", f"{newline}}}", "")
    style = Style("  ", None, None, " ", " ", quotes=False, bare=False, leading="", newline=newline)
    shapes: dict[_Shape, Style] = {}
    counts: Counter[_Shape] = Counter()
    for text in texts:
        found = scan(text)
        made = _shape(text, found) if found is not None else None
        if found is not None and made is not None:
            shapes[made] = style_of(text, found)
            counts[made] += 1
    if counts:
        shape = max(shapes, key=lambda each: counts[each])
        style = shapes[shape]
    written = _written(entry, shape, style)
    if not _is_whole(written):
        return _written(entry, shape._replace(opener="{", tail=shape.tail[:-1] + "}"), style)
    return written


def _shape(text: str, found: Scan) -> _Shape | None:
    """The shape of a sound entry whose fields tell one."""
    fields = found.fields
    if not found.closed or found.issues or len(fields) < _ENOUGH:
        return None
    gaps = [text[one.value[1] : other.name[0]] for one, other in itertools.pairwise(fields)]
    head = text[found.key[1] : fields[0].name[0]]
    between = Counter(gaps).most_common(1)[0][0]
    tail = text[fields[-1].value[1] : found.end]
    if not all(_ONLY_COMMAS.fullmatch(each) for each in (head, between, tail[:-1])):
        return None
    kind = text[slice(*found.type)]
    case = "upper" if kind.isupper() else "title" if kind[:1].isupper() else ""
    return _Shape(text[found.opener], head, between, tail, case)


def _written(entry: Entry, shape: _Shape, style: Style) -> str:
    kind = entry.type.upper() if shape.case == "upper" else entry.type
    if shape.case == "title":
        kind = kind[:1].upper() + kind[1:]
    lines = [
        style.line(style.cased(field.name.lower()), _value(field, style))
        for field in entry.fields
        if is_lawful_name(field.name)
    ]
    key = entry.key if is_lawful_key(entry.key) else ""
    body = shape.head + shape.between.join(lines) + shape.tail
    if not lines:
        body = "," + shape.tail.lstrip(", \t")
    return f"@{kind}{shape.opener}{key}{body}"


def _value(field: Field, style: Style) -> str:
    if field.expression is not None and field.expression.lower() in MONTH_MACROS:
        return field.expression
    if style.bare and field.value.isdecimal() and field.value.isascii():
        return field.value
    text = LINE_BREAK.sub(style.newline, field.value)
    return delimit(field.name, paired(text), quotes=style.quotes)


def _is_whole(text: str) -> bool:
    """Whether nothing in it ends an entry in round brackets too early."""
    found = scan(text)
    return found is not None and found.closed and found.end == len(text) and not found.issues
