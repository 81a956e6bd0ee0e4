"""Which of very many names of authors are a person's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from biblio.identity import UMLAUTS, Identity, parse_display
from db.person.people import fold_all


def own_names(person: Identity, names: Sequence[str], folded: Sequence[str]) -> list[str]:
    """The names that are the person's, or can be. Only those that are likely are parsed.

    Args:
        person: Who.
        names: Names as the list shows them.
        folded: What `fold_all` makes of them.
    """
    likely = [name for name in names if "\\" in name]
    foreign = [name for name in names if not name.isascii()]
    joined = "\n".join(name.replace("\n", " ") for name in foreign)
    written_out = fold_all(joined.translate(UMLAUTS).split("\n"))
    for some, texts in ((names, folded), (foreign, written_out)):
        flat = "\n".join(texts).translate(_GAPS).split("\n")
        for family in person.families():
            likely += [name for name, key in zip(some, flat, strict=False) if family in key]
    return [name for name in dict.fromkeys(likely) if person.is_own(parse_display(name))]


_GAPS: Final = str.maketrans("", "", " -~'.{}\t\r")  # as `squeezed` does, but for line breaks
