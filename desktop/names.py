"""Whether what people type is one person's name."""

from __future__ import annotations

from biblio.names import parse_names


def is_one_name(text: str) -> bool:
    """Whether a text names one person: not several, none, or “and others”."""
    names = parse_names(text)
    return len(names.people) == 1 and not names.others and any(map(str.isalpha, text))
