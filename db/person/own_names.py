"""Which of very many names of authors are a person's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from biblio.identity import Identity, parse_display
from db.person.people import fold_written_out


def own_names(person: Identity, names: Sequence[str], folded: Sequence[str]) -> list[str]:
    """The names that are the person's, or can be. Only those that are likely are parsed.

    Args:
        person: Who.
        names: Names as the list shows them.
        folded: What `fold_all` makes of them.
    """
    likely = [name for name in names if "\\" in name]
    foreign = [name for name in names if not name.isascii()]
    for some, texts in ((names, folded), (foreign, fold_written_out(foreign))):
        flat = _squeezed("\n".join(texts))
        keys = flat.split("\n")
        for family in person.families():
            if family in flat:
                likely += [name for name, key in zip(some, keys, strict=False) if family in key]
    return [name for name in dict.fromkeys(likely) if person.is_own(parse_display(name))]


def _squeezed(text: str) -> str:
    """As `biblio.identity.squeezed` does it, but for line breaks, and fast for a long text."""
    for gap in _GAPS:
        text = text.replace(gap, "")
    return text


_GAPS: Final = " -~'.{}\t\r"
