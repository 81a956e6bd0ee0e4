"""What looks wrong in an entry, and what would mend it: each check has a code and no side effect.

A check that cannot tell stays silent: a list that cries wolf is not read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from biblio.check_codes import MENDS
from biblio.checks_dates import wrong_dates
from biblio.checks_names import wrong_names
from biblio.dates import MONTH_MACROS, parse_month
from biblio.doi import doi_in
from biblio.entry import Entry, Field
from biblio.entry_types import ENTRY_TYPES, missing_fields
from biblio.formats.bibtex.texts import VERBATIM, escape_signs
from biblio.formats.bibtex.writer import macros_in
from biblio.identifiers import is_isbn, is_issn
from biblio.inheritance import Heritage, loop_message, missing_message
from biblio.page_ranges import with_dashes
from biblio.private import PRIVATE_FIELDS
from biblio.problem import Problem, Severity

Texts = Mapping[str, str]
"""Lower-case field name to its text."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or doubtful in an entry.

    Attributes:
        problem: What.
        mended: Lower-case field name to the text that mends it, None to remove the field; None
            where only the user can know.
    """

    problem: Problem
    mended: Mapping[str, str | None] | None = None


def check(entry: Entry, *, plain: bool = False, heritage: Heritage | None = None) -> list[Finding]:
    """What is found in an entry, in the order of `MENDS`.

    Args:
        entry: The entry.
        plain: Whether its texts are plain rather than LaTeX, as those of a page are.
        heritage: What it takes over from others; None if nobody asked.
    """
    # What a macro gives is the business of its @string
    own = [field for field in entry.fields if not macros_in(field)]
    texts = {field.id: field.value for field in reversed(own)}
    found = [
        finding
        for one in _CHECKS
        if not (plain and one is _unescaped)
        for finding in one(entry, texts)
    ]
    found += _parents(heritage) if heritage is not None else []
    places = {code: place for place, code in enumerate(MENDS)}
    return sorted(found, key=lambda finding: places[finding.problem.code])


def mended(
    entry: Entry, codes: Collection[str], *, plain: bool = False
) -> tuple[dict[str, str | None], set[str]]:
    """What fields become when everything of these codes that can be mended is; what it was.

    Args:
        entry: The entry.
        codes: Codes of `MENDS`.
        plain: As for `check`.
    """
    changes: dict[str, str | None] = {}
    done: set[str] = set()
    for _ in MENDS:  # one mend may show another; each is made once at most
        todo = [
            finding
            for finding in check(entry, plain=plain)
            if finding.mended and finding.problem.code in codes
        ]
        if not todo or not todo[0].mended:
            break
        changes |= todo[0].mended
        done.add(todo[0].problem.code)
        entry = entry.with_fields(
            {
                name: None if text is None else Field(name, text, _macro(name, text))
                for name, text in todo[0].mended.items()
            }
        )
    return changes, done


def _macro(name: str, text: str) -> str | None:
    return text if name == "month" and text in MONTH_MACROS else None


def _finding(
    code: str, severity: Severity, message: str, field: str, mended: str | None = None
) -> Finding:
    changes = None if mended is None else {field: mended}
    return Finding(Problem(code, severity, message, field=field), changes)


def _required(entry: Entry, _: Texts) -> Iterator[Finding]:
    if entry.type not in ENTRY_TYPES or entry.has("crossref", "xdata"):
        return  # of an unknown type nothing is known, and a parent may have it
    present = set(entry.texts())
    for slot in missing_fields(entry.type, present):
        message = f"An entry of type {entry.type} needs {' or '.join(slot)}."
        yield _finding("required-field", Severity.WARNING, message, slot[0])


def _year(_: Entry, texts: Texts) -> Iterator[Finding]:
    text = texts.get("year", "").strip()
    if text and not _YEAR.search(text) and text.lower() not in _NO_YEAR:
        yield _finding(
            "year-shape", Severity.WARNING, f"“{text}” has no year of four digits.", "year"
        )


def _dates(_: Entry, texts: Texts) -> Iterator[Finding]:
    for name, message in wrong_dates(texts):
        yield _finding("date-shape", Severity.WARNING, message, name)


def _parents(heritage: Heritage) -> Iterator[Finding]:
    for key in heritage.missing:
        message = missing_message(key)
        yield _finding("missing-parent", Severity.WARNING, message, "crossref")
    for key in heritage.loops:
        message = loop_message(key)
        yield _finding("parent-loop", Severity.WARNING, message, "crossref")


def _doi(_: Entry, texts: Texts) -> Iterator[Finding]:
    text = texts.get("doi", "").strip()
    if not text:
        return
    if not doi_in(text.replace("\\", "")):
        message = f"“{text}” is no DOI: one begins with 10. and has a slash."
        yield _finding("doi-shape", Severity.WARNING, message, "doi")
    elif match := _DOI_ADDRESS.match(text):
        message = "The field doi holds an address; styles put it before the DOI themselves."
        yield _finding("doi-address", Severity.WARNING, message, "doi", text[match.end() :])


def _digits(_: Entry, texts: Texts) -> Iterator[Finding]:
    for name, is_right in (("isbn", is_isbn), ("issn", is_issn)):
        for text in re.split(r"[,;]|\band\b", texts.get(name, "")):
            digits = re.sub(r"\([^()]*\)|^\W*1[03]:?\s|[^0-9Xx]", "", text).upper()
            if digits and not is_right(digits):
                message = f"“{text.strip()}” is no {name.upper()}: its digits do not add up."
                yield _finding(f"{name}-digits", Severity.WARNING, message, name)


def _names(_: Entry, texts: Texts) -> Iterator[Finding]:
    for name in ("author", "editor"):
        text = texts.get(name, "")
        if ";" in text and " and " not in text and not _BRACED_SIGN.search(text):
            message = "Authors are divided by semicolons; BibTeX takes them for one name."
            people = " and ".join(part.strip() for part in text.split(";") if part.strip())
            yield _finding("author-separator", Severity.WARNING, message, name, people)
        elif match := _ET_AL.search(text):
            message = f"“{match[1].strip()}” would be printed as a name; BibTeX says “and others”."
            before = re.sub(r"[\s,]+(?:and)?\s*$", "", text[: match.start()])
            yield _finding("et-al", Severity.WARNING, message, name, f"{before} and others")


def _name_lists(_: Entry, texts: Texts) -> Iterator[Finding]:
    for code, name, message in wrong_names(texts):
        yield _finding(code, Severity.WARNING, message, name)


def _entities(_: Entry, texts: Texts) -> Iterator[Finding]:
    for name, text in _prose(texts):
        if match := _ENTITY.search(text):
            mended = _ENTITY.sub(lambda m: escape_signs(html.unescape(m[0])), text)
            message = f"“{match[0]}” is a sign of web pages, and would be printed as it stands."
            yield _finding("html-entity", Severity.WARNING, message, name, mended)


def _unescaped(_: Entry, texts: Texts) -> Iterator[Finding]:
    for name, text in _prose(texts):
        if _ENTITY.search(text) or _MACRO_PARAMETER.search(text):
            continue
        mended = escape_signs(text)
        if mended != text:
            message = "A sign that LaTeX takes for a command (& % # _) has no backslash before it."
            yield _finding("unescaped-sign", Severity.WARNING, message, name, mended)


def _empty(_: Entry, texts: Texts) -> Iterator[Finding]:
    for name, text in texts.items():
        if not text.strip():
            problem = Problem(
                "empty-field", Severity.NOTE, f"The field {name} is empty.", field=name
            )
            yield Finding(problem, {name: None})


def _pages(_: Entry, texts: Texts) -> Iterator[Finding]:
    text = texts.get("pages", "")
    mended = with_dashes(text)
    if mended != text:
        message = f"“{text.strip()}” has a hyphen between pages; BibTeX prints -- as a dash."
        yield _finding("page-hyphen", Severity.NOTE, message, "pages", mended)


def _month(_: Entry, texts: Texts) -> Iterator[Finding]:
    text = texts.get("month", "").strip()
    number = parse_month(text) if _MONTH.fullmatch(text) else None
    if number is not None and text != MONTH_MACROS[number - 1]:
        macro = MONTH_MACROS[number - 1]
        message = (
            f"The month is written as “{text}”; the macro {macro} lets styles choose its form."
        )
        yield _finding("month-text", Severity.NOTE, message, "month", macro)


def _period(_: Entry, texts: Texts) -> Iterator[Finding]:
    text = texts.get("title", "").rstrip()
    if text.endswith(".") and not text.endswith((" Jr.", "..", "etc.", r"\dots.")):
        last = text.rsplit(maxsplit=1)[-1].strip("{}")
        if last.count(".") == 1 and len(last) > 4:  # no abbreviation
            message = "The title ends in a period, which styles add themselves."
            yield _finding("final-period", Severity.NOTE, message, "title", text[:-1])


def _arxiv(_: Entry, texts: Texts) -> Iterator[Finding]:
    text = texts.get("eprint", "").strip()
    if match := _ARXIV_PREFIX.match(text):
        message = "The field eprint holds more than the number; styles write arXiv before it."
        yield _finding("arxiv-prefix", Severity.NOTE, message, "eprint", text[match.end() :])


def _prose(texts: Texts) -> Iterator[tuple[str, str]]:
    """The fields whose text is LaTeX and printed."""
    for name, text in texts.items():
        if name in _PRINTED and name not in VERBATIM and name not in PRIVATE_FIELDS:
            yield name, text


_CHECKS: Final[tuple[Callable[[Entry, Texts], Iterator[Finding]], ...]] = (
    _required, _year, _dates, _doi, _digits, _names, _name_lists, _entities, _unescaped, _empty,
    _pages, _month, _period, _arxiv,
)  # fmt: skip

_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NO_YEAR: Final = {"in press", "forthcoming", "to appear", "submitted", "n.d.", "accepted"}
_DOI_ADDRESS: Final = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*", re.IGNORECASE)
_ET_AL: Final = re.compile(
    r"(?:\s|,)((?:and\s+)?\\?(?:emph|textit)?\{?et\.?[ ~]al\.?\}?)\s*$", re.IGNORECASE
)
_BRACED_SIGN: Final = re.compile(r"\{[^{}]*;[^{}]*\}|\\")
_ENTITY: Final = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[aou]uml|szlig|[aeiou]acute|#\d{2,5});", re.IGNORECASE
)
_MACRO_PARAMETER: Final = re.compile(r"\\(?:newcommand|def)\b|#\d")
_MONTH: Final = re.compile(r"[^\W\d_]{3,}\.?|0?[1-9]|1[0-2]")
_ARXIV_PREFIX: Final = re.compile(r"(?:https?://arxiv\.org/abs/|arxiv:\s*)(?=\S)", re.IGNORECASE)
_PRINTED: Final = frozenset(
    {
        "title", "subtitle", "booktitle", "maintitle", "journal", "journaltitle", "series",
        "publisher", "address", "location", "organization", "institution", "school", "edition",
        "howpublished", "note", "author", "editor",
    }
)  # fmt: skip
