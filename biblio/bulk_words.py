"""What operations on many entries are called in the journal."""

from __future__ import annotations

from collections.abc import Sequence

from biblio.bulk import ENTRY_TYPE, Clear, Occupied, Operation, Replace, SetText, Swap, Transfer

_LONGEST = 40  # characters of a text that are told


def step_name(operations: Sequence[Operation], where: str) -> str:
    """The name of the step, such as ``Clear note in 3 entries``.

    Args:
        operations: What was done.
        where: In how many entries, as ``3 entries``.
    """
    if len(operations) == 1:
        return f"{_words(operations[0])} in {where}"
    names = [_name(each.field) for each in operations if isinstance(each, SetText | Clear)]
    return f"Edit {', '.join(dict.fromkeys(names))} in {where}"


def _words(operation: Operation) -> str:
    match operation:
        case SetText(name, text, Occupied.APPEND):
            return f"Append {_quoted(text)} to {_name(name)}"
        case SetText(name, text):
            return f"Set {_name(name)} to {_quoted(text)}"
        case Clear(name):
            return f"Clear {_name(name)}"
        case Transfer(source, target, keep):
            return f"{'Copy' if keep else 'Move'} {source} to {target}"
        case Swap(one, other):
            return f"Swap {one} and {other}"
        case Replace(find, by):
            return f"Replace {_quoted(find)} by {_quoted(by)}"


def _name(field: str) -> str:
    return "the type" if field == ENTRY_TYPE else field


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _LONGEST else f"“{line[: _LONGEST - 1]}…”"
