r"""Texts of fields: LaTeX in ASCII, LaTeX with Unicode letters, and plain text made LaTeX."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from biblio.entry import Entry, Field
from biblio.latex import to_latex
from biblio.latex_math import split_math
from biblio.titles import protect_capitals

#: Fields whose text is no LaTeX: biblatex manual 3.20, § 2.2.1 (verbatim and URI fields, keys),
#: their names in BibTeX, and what reference managers write.
VERBATIM = frozenset(
    {
        "doi", "eprint", "file", "url", "urlraw", "pdf", "verba", "verbb", "verbc",
        "crossref", "xref", "xdata", "ids", "entryset", "related", "entrysubtype", "options",
        "keywords", "langid", "hyphenation", "archiveprefix", "primaryclass", "eprinttype",
        "eprintclass", "isbn", "issn", "isrn", "date", "urldate", "origdate", "eventdate", "year",
        "bdsk-url-1", "bdsk-url-2", "bdsk-file-1", "badge", "subject", "assumed", "groups",
    }
)  # fmt: skip
#: Fields of which a style may lower the capitals.
_TITLES = frozenset({"title", "subtitle", "booktitle"})

_SIGN = re.compile(
    r"""\\(?:url|path|nolinkurl|href|cite[a-z]*|label|ref)\s*\{[^{}]*\}|\\.|([&%#_])""", re.DOTALL
)


def as_latex(text: str) -> str:
    """LaTeX in ASCII, as far as there is one."""
    return to_latex(text)


def as_unicode(text: str) -> str:
    """LaTeX with letters in Unicode; see `biblio.formats.bibtex.letters.as_unicode`."""
    from biblio.formats.bibtex.letters import as_unicode as written  # takes long to load

    return written(text)


def from_plain(entry: Entry) -> Entry:
    """The entry with plain texts made LaTeX.

    For entries born outside BibTeX, such as those of a page: signs that mean something to
    LaTeX are escaped where they are not yet, and capitals that a style must keep are braced.
    Doing it twice does no more than doing it once.
    """
    return replace(entry, fields=tuple(_from_plain(field) for field in entry.fields))


def _from_plain(field: Field) -> Field:
    if field.id in VERBATIM or field.expression is not None:
        return field
    text = escape_signs(field.value)
    if field.id in _TITLES:
        text = protect_capitals(text)
    return field if text == field.value else replace(field, value=text)


def escape_signs(text: str) -> str:
    """The text with ``& % # _`` escaped outside mathematics and addresses."""
    if not any(sign in text for sign in "&%#_"):
        return text
    return "".join(
        segment.source
        if segment.is_math
        else _SIGN.sub(lambda m: "\\" + m[1] if m[1] else m[0], segment.source)
        for segment in split_math(text)
    )


ESCAPES: dict[str, Callable[[str], str]] = {"latex": as_latex, "unicode": as_unicode}
