"""Two texts in one line each, as far as they differ: of many authors the one that changes."""

from __future__ import annotations

_AROUND = 20  # characters shown before what differs
_LONGEST = 400  # characters; a cell shows no more


def differing(before: str, after: str) -> tuple[str, str]:
    """Before and after from where they differ, with a little of what is before that."""
    pairs = enumerate(zip(before, after, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), min(len(before), len(after)))
    start = before.rfind(" ", 0, max(0, same - _AROUND)) + 1 if same > _AROUND else 0
    dots = "…" if start else ""
    return dots + _one_line(before[start:]), dots + _one_line(after[start:])


def _one_line(text: str) -> str:
    return " ".join(text[:_LONGEST].split())
