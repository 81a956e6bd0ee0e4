"""Google Scholar's profile page as text, selected and copied in a browser.

A paper is its title, its authors and its venue, a line each; behind the last one stand, after
tabs, how often it is cited and its year.
"""

from __future__ import annotations

import re
from typing import Final

from biblio.formats.sites.cells import number_of
from biblio.formats.sites.rows import Person, SiteRow
from biblio.formats.sites.scholar_rows import metrics_of, row_of


def looks_like(text: str) -> bool:
    """Whether a text is such a page."""
    head = text[:200_000]
    if "\t" not in head:
        return False
    ends = sum(1 for _ in _ROW_END.finditer(head))
    return ends > 0 and bool(_NUMBERS.search(head) or _HEADING.search(head))


def read(text: str) -> tuple[list[SiteRow], Person | None]:
    """The papers and the person."""
    lines = text.splitlines()
    numbers = _NUMBERS.search(text)
    rows: list[SiteRow] = []
    block: list[tuple[int, str]] = []
    first = next((at for at, line in enumerate(lines) if _HEADING.match(line)), -1)
    if first < 0 and numbers is not None:  # in another language
        first = text.count("\n", 0, numbers.end())
    for number, line in enumerate(lines[first + 1 :], first + 2):
        end = _ROW_END.match(line)
        if end is None:
            if line.strip():
                block.append((number, line.strip()))
            continue
        if end["venue"].strip():
            block.append((number, end["venue"].strip()))
        if block:
            paper = block[-3:]
            texts = [each for _, each in paper]
            rows.append(row_of(paper[0][0], texts, end["count"], end["year"] or ""))
        block = []
    return rows, _person(text, lines)


def _person(text: str, lines: list[str]) -> Person | None:
    found = _NUMBERS.search(text)
    metrics = metrics_of(found.groups() if found else ())
    verified = next((at for at, line in enumerate(lines) if _VERIFIED.match(line.strip())), 0)
    above = [line.strip() for line in lines[max(0, verified - 6) : verified]]
    name = next(
        (line for line in above if line and line.lower().strip(" .…") not in _NAVIGATION), ""
    )
    if not name and not metrics:
        return None
    return Person(name, metrics, _chart([line.strip() for line in lines]))


def _chart(lines: list[str]) -> tuple[tuple[int, int], ...]:
    """Years one below the other and as many numbers below them; a year without a bar has none."""
    for start, line in enumerate(lines):
        if not _ONE_YEAR.fullmatch(line):
            continue
        years = [int(line)]
        while lines[start + len(years) : start + len(years) + 1] == [str(years[-1] + 1)]:
            years.append(years[-1] + 1)
        if len(years) == 1:
            continue
        below = lines[start + len(years) : start + 2 * len(years) + 1]
        counts = [number for each in below if (number := number_of(each)) is not None]
        if len(counts) != len(years):
            return ()  # whose they are cannot be told
        return tuple(zip(years, counts, strict=True))
    return ()


_ROW_END: Final = re.compile(
    r"^(?P<venue>[^\t\n]*)\t[ ]*(?P<count>[0-9][0-9,. ]{0,11}\*?|\*?)[ ]*\t[ ]*"
    r"(?P<year>(?:19|20)[0-9]{2})?[ \t\r]*$",
    re.MULTILINE,
)
_ANY_CASE: Final = re.IGNORECASE | re.MULTILINE
_HEADING: Final = re.compile(r"^[ \t]*title[ \t]+cited by[ \t]+year[ \t\r]*$", _ANY_CASE)
_TWO: Final = r"\t([0-9][0-9,. ]{0,12})\t([0-9][0-9,. ]{0,12})[ \t\r]*$"
# Citations, h and i10, in whichever language; only the last one keeps its name
_NUMBERS: Final = re.compile(
    rf"^[^\t\n]{{1,40}}{_TWO}\s+^[^\t\n]{{1,40}}{_TWO}\s+^[^\t\n]{{0,20}}i10[^\t\n]{{0,20}}{_TWO}",
    _ANY_CASE,
)
_VERIFIED: Final = re.compile(r"(?:no )?verified email", re.IGNORECASE)
_NAVIGATION: Final = frozenset(
    {"follow", "following", "my profile", "my library", "get my own profile", "sign in", "loading",
     "edit", "change photo", "google scholar"}
)  # fmt: skip
_ONE_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
