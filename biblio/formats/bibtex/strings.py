"""``@string`` constants in the text of blocks: what they say, where they are used, changing both.

Only the name or the value is replaced; spacing, case of ``@string``, delimiters and comments
stay, so that a file differs in nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biblio.formats.bibtex.grammar import START
from biblio.formats.bibtex.layout import UnwritableNameError, delimit
from biblio.formats.bibtex.macros import MONTHS
from biblio.formats.bibtex.scan import scan
from biblio.formats.bibtex.spans import FieldSpan, Part, PartKind
from biblio.formats.bibtex.values import is_lawful_name, operands

_HEAD = "@x{x="  # makes an expression a block
_DIGIT = re.compile(r"[0-9]")
_LINE_END = re.compile(r"\A[ \t]*(?:\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class StringDefinition:
    """One constant as a block defines it.

    Attributes:
        name: As written.
        expression: The right side as written.
        operands: What is between its ``#``: whether each is a macro, and its text.
    """

    name: str
    expression: str
    operands: tuple[tuple[bool, str], ...]


def definitions_in(block: str) -> list[StringDefinition]:
    """What a block of kind ``string`` defines, in order; mostly one constant."""
    return [
        StringDefinition(
            block[slice(*span.name)], block[slice(*span.value)], _operands(block, span)
        )
        for span in _string_fields(block)
    ]


def operands_of(expression: str) -> tuple[tuple[bool, str], ...]:
    """Whether each operand of a field's expression is a macro, and its text.

    Unlike `values.operands` for names too that BibTeX would not take, as the reader does.
    """
    text = f"{_HEAD}{expression}}}"
    return next((_operands(text, span) for span in _string_fields(text)), ())


def _operands(block: str, span: FieldSpan) -> tuple[tuple[bool, str], ...]:
    lawful = operands(block[slice(*span.value)])
    if lawful is not None:
        return tuple(lawful)
    return tuple((_is_macro(block, part), part.text(block)) for part in span.parts)


def _is_macro(block: str, part: Part) -> bool:
    return part.kind is PartKind.WORD and not block[part.start].isdecimal()


def with_value(block: str, name: str, value: str) -> str:
    """The block with another text for a constant, in the delimiters that it had.

    Raises:
        UnbalancedValueError: If the braces of the value do not pair.
    """
    for span in _string_fields(block):
        if block[slice(*span.name)].lower() == name.lower():
            quotes = len(span.parts) == 1 and span.parts[0].kind is PartKind.QUOTES
            start, end = span.value
            return block[:start] + delimit(name, value, quotes=quotes) + block[end:]
    return block


def without(block: str, name: str) -> str:
    """The block without a constant and the line end behind it; empty when nothing is left."""
    for start, end, fields in _strings(block):
        names = [block[slice(*span.name)].lower() for span in fields]
        if name.lower() not in names:
            continue
        if len(fields) == 1:
            rest = _LINE_END.sub("", block[end:], count=1)
            return without(block[:start] + rest, name)
        place = names.index(name.lower())  # one of several in one @string
        if place:
            begin, behind = fields[place - 1].value[1], fields[place].value[1]
        else:
            begin, behind = fields[0].name[0], fields[1].name[0]
        return without(block[:begin] + block[behind:], name)
    return block


def new_string(name: str, value: str) -> str:
    """The text of a block that defines a constant.

    Raises:
        UnwritableNameError: BibTeX would not take the name.
        UnbalancedValueError: If the braces of the value do not pair.
    """
    check_name(name)
    return f"@string{{{name} = {delimit(name, value)}}}"


def check_name(name: str) -> None:
    """Check that a constant can have this name.

    Raises:
        UnwritableNameError: BibTeX would not take it, or it is that of a month.
    """
    if not name:
        raise UnwritableNameError(name, "a constant needs a name")
    if name.lower() in MONTHS:
        raise UnwritableNameError(name, f"“{name}” is the constant of a month in every style")
    if _DIGIT.match(name):
        raise UnwritableNameError(name, f"“{name}” begins with a digit, as no constant can")
    if not is_lawful_name(name):
        raise UnwritableNameError(name)


def uses_in(block: str, kind: str) -> list[str]:
    """The macros that a block uses, lower-case, each as often as it does.

    Args:
        block: The text of the block.
        kind: ``entry``, ``string`` or ``preamble``; others use none.
    """
    return [block[start:end].lower() for start, end in _uses(block, kind)]


def with_name(block: str, kind: str, old: str, new: str) -> str:
    """The block with a constant renamed, where it is defined and where it is used."""
    places = [place for place in _uses(block, kind) if block[slice(*place)].lower() == old.lower()]
    if kind == "string":
        places += [
            span.name
            for span in _string_fields(block)
            if block[slice(*span.name)].lower() == old.lower()
        ]
    for start, end in sorted(places, reverse=True):
        block = block[:start] + new + block[end:]
    return block


def renamed_expression(expression: str, old: str, new: str) -> str:
    """A field's expression with a macro renamed."""
    text = with_name(f"{_HEAD}{expression}}}", "string uses", old, new)
    return text[len(_HEAD) : -1]


def _uses(block: str, kind: str) -> Iterator[tuple[int, int]]:
    """Where macros stand in the values of a block."""
    match kind:
        case "entry":
            found = scan(block)
            fields = found.fields if found else ()
        case "string" | "string uses":
            fields = tuple(_string_fields(block))
        case "preamble":
            yield from _in_preamble(block)
            return
        case _:
            return
    for field in fields:
        for part in field.parts:
            if _is_macro(block, part):
                yield part.start, part.end


def _in_preamble(block: str) -> Iterator[tuple[int, int]]:
    head = START.match(block.lstrip())
    if head is None:
        return
    begin = len(block) - len(block.lstrip()) + head.end()
    for start, end in _uses(_HEAD + block[begin:], "string uses"):
        yield start - len(_HEAD) + begin, end - len(_HEAD) + begin


def _string_fields(block: str) -> list[FieldSpan]:
    return [field for _, _, fields in _strings(block) for field in fields]


def _strings(block: str) -> Iterator[tuple[int, int, tuple[FieldSpan, ...]]]:
    """The definitions in a block: where each is, and its parts."""
    place = block.find("@")
    while place >= 0:
        found = scan(block, place, keyed=False)
        if found is not None:
            yield found.start, found.end, found.fields
        place = block.find("@", max(place + 1, found.end if found else 0))
