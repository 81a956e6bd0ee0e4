"""What Google Scholar's page says of a paper and a person, as rows, from HTML or copied text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from biblio.formats.sites.cells import names_of, number_of, pages_of, plain, year_of
from biblio.formats.sites.layouts import GOOGLE_SCHOLAR
from biblio.formats.sites.rows import SiteRow, Told

_METRICS: Final = (
    "citations", "citations_recent", "h_index", "h_index_recent", "i10_index", "i10_index_recent",
)  # fmt: skip


def row_of(
    line: int,
    texts: Sequence[str],
    count: str,
    year: str,
    ids: tuple[tuple[str, str], ...] = (),
) -> SiteRow:
    """A paper.

    Args:
        line: The line it begins on.
        texts: Title, authors and venue, as far as they are there.
        count: What stands under “Cited by”; the page shows nothing where nobody cites a paper.
        year: What stands under “Year”.
        ids: Its identifiers.
    """
    title, authors, venue = (*texts, "", "", "")[:3]
    names, others = names_of(authors, commas=True)
    value = number_of(count) if count.strip(" *\u00a0") else 0
    found = _PLACE.fullmatch(_YEAR_AT_END.sub("", plain(venue))[:_LONGEST])
    place = found.groupdict(default="") if found else {"venue": plain(venue)}
    details = ((name, place.get(name, "")) for name in ("volume", "number", "pages"))
    return SiteRow(
        line,
        plain(title),
        names,
        others,
        year_of(year),
        ids,
        place["venue"],
        () if value is None else (Told(GOOGLE_SCHOLAR, value),),
        _kind(place["venue"].lower()),
        tuple(
            (name, pages_of(text) if name == "pages" else text) for name, text in details if text
        ),
    )


def metrics_of(numbers: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """The person's citations, h and i10, each in all and of the last years, if all are there."""
    if len(numbers) != len(_METRICS):
        return ()
    values = [(metric, number_of(text)) for metric, text in zip(_METRICS, numbers, strict=True)]
    return tuple((metric, float(value)) for metric, value in values if value is not None)


def _kind(venue: str) -> str:
    if not venue or "arxiv" in venue:
        return "misc"
    meetings = ("conference", "proceedings", "workshop", "symposium", "advances in neural")
    return "inproceedings" if any(word in venue for word in meetings) else "article"


_LONGEST: Final = 1000
_YEAR_AT_END: Final = re.compile(r"\s{0,3},?\s{0,3}(?:19|20)[0-9]{2}\s{0,3}\Z")
_PLACE: Final = re.compile(
    r"(?P<venue>.*?)(?:\s(?P<volume>[0-9]{1,5}))?(?:\s?\((?P<number>[^()]{1,20})\))?"
    r"(?:,\s*(?P<pages>[A-Za-z]?[0-9]+(?:[-–][A-Za-z]?[0-9]+)?))?"
)
