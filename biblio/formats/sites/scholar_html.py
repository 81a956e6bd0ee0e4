"""Google Scholar's profile page as saved HTML.

Only the parts that hold a paper or a number are looked at, each cut at a length that no real one
has, so that a hostile file costs no more than its size. Nothing in it is loaded or run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from itertools import pairwise
from typing import Final

from biblio.formats.sites.cells import number_of, year_of
from biblio.formats.sites.rows import Person, SiteRow
from biblio.formats.sites.scholar_rows import metrics_of, row_of


def looks_like(text: str) -> bool:
    """Whether a text is such a page."""
    return ("gsc_a_tr" in text and "gsc_a_at" in text) or "gsc_prf_in" in text


def read(text: str) -> tuple[list[SiteRow], Person | None]:
    """The papers and the person."""
    starts = [found.start() for found in _ROW.finditer(text)]
    rows: list[SiteRow] = []
    line, counted = 1, 0
    for start, end in pairwise([*starts, len(text)]):
        line += text.count("\n", counted, start)
        counted = start
        row = _row(text[start : min(end, start + _LONGEST_ROW)], line)
        if row is not None:
            rows.append(row)
    return rows, _person(text)


class _Texts(HTMLParser):
    """Collects the text within elements of certain classes or ids, and their attributes."""

    def __init__(self, wanted: Sequence[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._wanted = wanted
        self._open: list[tuple[str, list[str] | None]] = []  # a tag, and where its text goes
        self.found: list[tuple[str, list[str], dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID or len(self._open) > _DEEPEST:
            return
        values = {name: value or "" for name, value in attrs}
        names = {*values.get("class", "").split(), values.get("id", "")}
        wanted = next((name for name in self._wanted if name in names), "")
        text = self._open[-1][1] if self._open else None
        if wanted:
            text = []
            self.found.append((wanted, text, values))
        self._open.append((tag, text))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1] is not None:
            self._open[-1][1].append(data)


def _texts(fragment: str, *wanted: str) -> list[tuple[str, str, dict[str, str]]]:
    """(class, text, attributes) of the elements of these classes in a fragment."""
    parser = _Texts(wanted)
    parser.feed(fragment)
    parser.close()
    return [(name, " ".join("".join(text).split()), values) for name, text, values in parser.found]


def _row(fragment: str, line: int) -> SiteRow | None:
    found = _texts(fragment, "gsc_a_at", "gs_gray", "gsc_a_ac", "gsc_a_h")
    texts: dict[str, list[str]] = {}
    ids: list[tuple[str, str]] = []
    for name, text, values in found:
        texts.setdefault(name, []).append(text)
        view = _VIEW.search(values.get("href", "") + " " + values.get("data-href", ""))
        if name == "gsc_a_at" and view and not ids:
            ids.append(("scholar", view[1].replace("%3A", ":")))
    title = next(iter(texts.get("gsc_a_at", [])), "")
    if not title:
        return None
    grey = texts.get("gs_gray", [])
    count = next(iter(texts.get("gsc_a_ac", [])), "")
    year = next(iter(texts.get("gsc_a_h", [])), "")
    return row_of(line, [title, *grey[:2]], count, year, tuple(ids))


def _person(text: str) -> Person | None:
    names = [found for _, found, _ in _texts(_around(text, "gsc_prf_in", 2000), "gsc_prf_in")]
    name = next(filter(None, names), "")
    table = _around(text, "gsc_rsb_st", _LONGEST_ROW)
    metrics = metrics_of([found for _, found, _ in _texts(table, "gsc_rsb_std")][:6])
    if not name and not metrics:
        return None
    return Person(name, metrics, _chart(_around(text, "gsc_g_t", _LONGEST_CHART)))


def _around(text: str, name: str, length: int) -> str:
    """The text from the element of a class on."""
    found = re.search(rf"<[a-z0-9]+\s[^<>]{{0,300}}\b{name}[\s\"']", text)
    return text[found.start() : found.start() + length] if found else ""


def _chart(fragment: str) -> tuple[tuple[int, int], ...]:
    """Citations by year. Years without any have no bar: a bar says by its z-index whose it is."""
    found = _texts(fragment, "gsc_g_t", "gsc_g_a", "gsc_g_al")
    years = [year for name, text, _ in found if name == "gsc_g_t" and (year := year_of(text))]
    bars: list[tuple[int, int]] = []  # the place from the right, from 1, or 0; the citations
    place = 0
    for name, text, values in found:
        if name == "gsc_g_a":
            index = _Z_INDEX.search(values.get("style", ""))
            place = int(index[1]) if index else 0
        elif name == "gsc_g_al":
            bars.append((place, number_of(text) or 0))
    if bars and all(0 < place <= len(years) for place, _ in bars):
        told = dict.fromkeys(years, 0) | {years[-place]: number for place, number in bars}
    elif len(bars) == len(years):
        told = dict(zip(years, (number for _, number in bars), strict=True))
    else:
        return ()
    return tuple(sorted(told.items()))


_VOID: Final = frozenset({"br", "img", "input", "meta", "link", "hr", "col"})
_DEEPEST: Final = 200
_LONGEST_ROW: Final = 10_000
_LONGEST_CHART: Final = 15_000
_ROW: Final = re.compile(r"<tr\b[^<>]{0,300}\bgsc_a_tr\b", re.IGNORECASE)
_VIEW: Final = re.compile(r"citation_for_view=([\w-]{1,40}(?::|%3A)[\w-]{1,40})")
_Z_INDEX: Final = re.compile(r"z-index\s*:\s*([0-9]{1,3})")
