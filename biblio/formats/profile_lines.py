"""The lines of a profile page, cleaned of what browsers and clipboards add to a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from biblio.problem import Problem, Severity

# Not str.splitlines: it would also break an abstract at form feeds and U+2028.
_LINE_END = re.compile(r"\r\n|\r|\n")
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"))
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page.

    Attributes:
        number: Its number in the input, from 1.
        raw: Its text as written, without the line end.
        text: The same without invisible characters, white space normalised.
    """

    number: int
    raw: str
    text: str

    @property
    def key(self) -> str:
        """The text with every kind of hyphen as ``-``: for codes, dates and metric words."""
        return self.text.translate(_HYPHENS)


def page_lines(text: str) -> list[Line]:
    """The lines of a text, whatever its line ends and with or without a byte order mark."""
    return [
        Line(number, raw.lstrip("\ufeff"), " ".join(raw.translate(_INVISIBLE).split()))
        for number, raw in enumerate(_LINE_END.split(text), 1)
    ]


def filled(lines: Iterable[Line]) -> list[Line]:
    """The lines that are not blank."""
    return [line for line in lines if line.text]


def unplaced(lines: Sequence[Line]) -> list[Problem]:
    """A problem for each run of consecutive lines that are no part of the person or a paper."""
    runs: list[list[Line]] = []
    previous = -2
    for line in filled(lines):
        if line.number == previous + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
        previous = line.number
    return [_unplaced_run(run) for run in runs]


def _unplaced_run(run: list[Line]) -> Problem:
    text = " / ".join(line.text for line in run)
    quoted = text if len(text) <= _QUOTED else text[:_QUOTED].rstrip() + "…"
    lines = "this line, which was" if len(run) == 1 else f"these {len(run)} lines, which were"
    return Problem(
        "unplaced-text",
        Severity.WARNING,
        f"No place was found for {lines} left out: “{quoted}”.",
        line=run[0].number,
    )
