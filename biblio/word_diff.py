"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["same", "gone", "new"]

_PIECE = re.compile(r"\w+|\s+|.", re.DOTALL)
_MOST = 2000  # pieces of a text beyond which it is compared as a whole
_LIKE = 0.35  # how alike two texts must be for their words to be told apart


class Part(NamedTuple):
    """A stretch of text that both have, only the older, or only the newer."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> list[Part]:
    """The parts that lead from one text to another, in order.

    Texts with little in common, or too long to be compared by words, are one part each: a
    patchwork of chance likenesses tells nobody what was changed.
    """
    if before == after:
        return [Part("same", before)] if before else []
    from difflib import SequenceMatcher

    old, new = _PIECE.findall(before), _PIECE.findall(after)
    whole = [Part("gone", before)] * bool(before) + [Part("new", after)] * bool(after)
    if max(len(old), len(new)) > _MOST:
        return whole
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _LIKE:
        return whole
    parts: list[Part] = []
    for tag, first, last, new_first, new_last in matcher.get_opcodes():
        if tag == "equal":
            _add(parts, "same", "".join(old[first:last]))
        else:
            _add(parts, "gone", "".join(old[first:last]))
            _add(parts, "new", "".join(new[new_first:new_last]))
    return parts


def _add(parts: list[Part], kind: Kind, text: str) -> None:
    if text:
        parts.append(Part(kind, text))


def marked(before: str, after: str) -> str:
    """The differences in plain text: ``[-gone-]`` and ``{+new+}``, as ``git diff`` has them."""
    signs = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
    return "".join(
        f"{signs[part.kind][0]}{part.text}{signs[part.kind][1]}"
        for part in word_diff(before, after)
    )
