"""The papers of a profile page: each a head (``LGNov 6, 2023Code``), title, authors, abstract."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from biblio.formats.profile_authors import is_incomplete, looks_like_authors
from biblio.formats.profile_lines import Line, filled
from biblio.subjects import candidates

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# The code is as long as it can be: of MAMar it is MA, of DECDec it is DEC.
_HEAD = re.compile(
    r"(?P<code>(?:[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*)?)(?P<gap> ?)"
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
    r"(?: ?(?P<day>\d{1,2})(?!\d)(?: ?, ?| (?=\d{4}))?|(?= ?\d{4}))"
    r"(?:(?<=[,\s])(?P<year>\d{4})(?!\d)|(?<![,\s])(?: ?(?P<lone>\d{4})(?!\d))?)"
    r"(?P<badges>(?: ?[A-Z][\w+&/-]*(?: [A-Z0-9][\w+&/-]*){0,3})?)"
)
_CODE_BADGE = re.compile(r"(?<![A-Z])(Code)(?![a-z])")
_FOOTER_LENGTH = 60
_SENTENCE_END = tuple(".!?:;,…)]}\"'”’$")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """The head line of a paper.

    Attributes:
        line: Its line number.
        code: The field's code as written; empty if there is none.
        date: The date as written (``Feb 9``).
        year: The year, or None.
        month: The month, 1 to 12.
        day: The day as written, or None.
        badges: The badges, such as ``Code``.
    """

    line: int
    code: str
    date: str
    year: int | None
    month: int
    day: int | None
    badges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as it stands on the page; a text that is missing is empty.

    Attributes:
        head: The head line.
        title: The title, white space normalised.
        authors: The line of authors, white space normalised.
        abstract: The abstract as written, paragraphs separated by one blank line.
    """

    head: Head
    title: str
    authors: str
    abstract: str


def parse_head(line: Line) -> Head | None:
    """The head that a line is, or None; the whole line must be one."""
    found = _HEAD.fullmatch(line.key)
    if found is None:
        return None
    code, badges = found["code"], found["badges"].strip()
    if code and found["gap"] and (not candidates(code) or badges not in ("", "Code")):
        return None  # written apart, only what is known for sure is a head: not "NOTE May 5"
    year = found["year"] or found["lone"]
    return Head(
        line.number,
        code,
        line.key[found.start("month") : found.start("badges")].strip(" ,"),
        int(year) if year else None,
        MONTHS.index(found["month"][:3].lower()) + 1,
        int(found["day"]) if found["day"] else None,
        _split_badges(badges),
    )


def split_papers(lines: Sequence[Line]) -> tuple[Sequence[Line], list[Paper], list[Line]]:
    """The lines before the first paper, the papers, and the lines after the last one."""
    heads = [(at, head) for at, line in enumerate(lines) if (head := _head_at(lines, at))]
    if not heads:
        return lines, [], []
    ends = [at for at, _ in heads[1:]] + [len(lines)]
    bodies = [list(lines[at + 1 : end]) for (at, _), end in zip(heads, ends, strict=True)]
    bodies[-1], footer = _cut_footer(bodies[-1])
    papers = [_read_paper(head, body) for (_, head), body in zip(heads, bodies, strict=True)]
    return lines[: heads[0][0]], papers, footer


def _head_at(lines: Sequence[Line], at: int) -> Head | None:
    head = parse_head(lines[at])
    if head is None or head.code:
        return head
    # A date alone is a head only where a title and authors follow it.
    following = filled(lines[at + 1 : at + 8])[:2]
    is_paper = len(following) == 2 and looks_like_authors(following[1].text)
    return head if is_paper and head.day else None


def _split_badges(badges: str) -> tuple[str, ...]:
    """``CodeData`` is Code and Data; what stands around Code is one badge as written."""
    return tuple(part.strip() for part in _CODE_BADGE.split(badges) if part.strip())


def _read_paper(head: Head, body: list[Line]) -> Paper:
    texts = filled(body)
    title, authors = "", ""
    if texts and not _is_title_missing(texts):
        title = texts.pop(0).text
        if _is_title_wrapped(body, texts):
            title += " " + texts.pop(0).text
    if texts and looks_like_authors(texts[0].text, alone=_is_alone(texts)):
        authors = texts.pop(0).text
        while authors.endswith(",") and texts and looks_like_authors(texts[0].text):
            authors += " " + texts.pop(0).text
    return Paper(head, title, authors, _as_written(body, texts))


def _is_alone(texts: list[Line]) -> bool:
    return len(texts) > 1 and texts[1].number > texts[0].number + 1


def _is_title_missing(texts: list[Line]) -> bool:
    followed = len(texts) > 1 and looks_like_authors(texts[1].text)
    return is_incomplete(texts[0].text) and looks_like_authors(texts[0].text) and not followed


def _is_title_wrapped(body: list[Line], texts: list[Line]) -> bool:
    """Whether the title goes on in the next line, before a blank line and the authors."""
    title = next(line for line in body if line.text)
    return (
        len(texts) > 1
        and texts[0].number == title.number + 1
        and texts[1].number > texts[0].number + 1
        and not is_incomplete(texts[0].text)
        and looks_like_authors(texts[1].text)
    )


def _as_written(body: list[Line], texts: list[Line]) -> str:
    if not texts:
        return ""
    start = next(at for at, line in enumerate(body) if line.number == texts[0].number)
    text = "\n".join(line.raw if line.text else "" for line in body[start:])
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _cut_footer(body: list[Line]) -> tuple[list[Line], list[Line]]:
    """Cut what is no abstract from the end of the last paper: short lines without full stop.

    A line that begins with a small letter goes on from the line before, and so do the lines
    of a wrapped abstract whose last one is short.
    """
    texts = filled(body)
    start = len(texts)
    while start > 1 and _is_short(texts[start - 1].text):
        start -= 1
    if start == 1 and len(texts) > 1 and looks_like_authors(texts[1].text):
        start = 2
    while start < len(texts) and not _is_apart(texts[start], texts[start - 1]):
        start += 1
    if start >= len(texts):
        return body, []
    cut = body.index(texts[start])
    return body[:cut], body[cut:]


def _is_short(text: str) -> bool:
    short = len(text) <= _FOOTER_LENGTH and not text.endswith(_SENTENCE_END)
    short = short and not text[0].islower()
    return short or _COPYRIGHT.match(text) is not None


def _is_apart(line: Line, before: Line) -> bool:
    new_paragraph = line.number > before.number + 1
    return new_paragraph or before.text.endswith((".", "!", "?")) or line.text.startswith("©")
