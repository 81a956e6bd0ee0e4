"""The names that a query may put before a colon, and the stored fields behind them."""

from __future__ import annotations

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final


# Names with a column of the search index of their own.
INDEXED: Final = ("title", "author", "venue", "key")

# Of programs, not of papers: nobody looks for these words.
UNSEARCHED: Final = frozenset({"file", "timestamp", "owner", "assumed", "groups"})

# Numbers that are no field of an entry.
NUMBERS: Final = frozenset({"year", "citations", "problems"})

DATES: Final = frozenset({"date", "added", "changed"})

# Numbers that a date has too, and the highest of each.
DATE_PARTS: Final = {"month": 12, "day": 31}

# Numbers of which only the digits count.
DIGITS: Final = frozenset({"isbn", "issn"})

# Texts: an order of numbers means nothing in them.
WORDED: Final = frozenset(
    {
        *("title", "author", "venue", "key", "abstract", "journal", "booktitle", "publisher"),
        *("keywords", "tag", "type", "collection", "badge", "field", "doi", "url", "me"),
    }
)

POSITIONS: Final = ("first", "middle", "last", "sole", "any")

# Names that a value may follow after a space wherever they stand; the others could be the words
# before the colon of a title, and only stand for a field where a text begins.
SPACED: Final = frozenset(
    {
        *("author", "title", "venue", "journal", "year", "doi", "isbn", "tag", "keywords"),
        *("me", "has", "no", "citations", "problems", "added", "changed", "badge"),
    }
)

# What people write for a canonical name.
ALIASES: Final = {
    "authors": "author",
    "au": "author",
    "ti": "title",
    "journaltitle": "journal",
    "published": "date",
    "problem": "problems",
    "cites": "citations",
    "cited": "citations",
    "citationcount": "citations",
    "arxiv": "eprint",
    "keyword": "keywords",
    "subject": "field",
    "category": "field",
    "primaryclass": "field",
    "tags": "tag",
    "collections": "collection",
    "saved": "search",
    "badges": "badge",
    "citekey": "key",
    "citationkey": "key",
    "bibtexkey": "key",
    "entrytype": "type",
    "modified": "changed",
}

# The stored fields of a canonical name, where they are not just the one of that name.
STORED: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "subtitle", "titleaddon", "shorttitle"),
    "author": ("author", "editor", "translator", "hiddenauthor"),
    "venue": (
        "journal",
        "journaltitle",
        "booktitle",
        "maintitle",
        "series",
        "publisher",
        "school",
        "institution",
        "organization",
        "howpublished",
    ),
    "journal": ("journal", "journaltitle"),
    "field": ("subject", "primaryclass", "eprintclass"),
    "keywords": ("keywords", "keyword"),
    # Beside the tags that the library gives: files have no field that all programs agree on.
    "tag": ("tag", "tags", "groups", "keywords", "keyword"),
    "collection": (),
    "note": ("note", "annote", "annotation", "addendum"),
    "school": ("school", "institution"),
    "address": ("address", "location"),
    "date": ("date", "year"),
    "file": ("file", "pdf"),
    "affiliation": ("affiliation", "affiliations"),
}

# Of the styles of BibTeX (btxdoc, section 3.2) and of biblatex (manual, section 2.2), and
# those that other programs and this one write.
_NAMES: Final = """
    abstract addendum address affiliation afterword annotation annotator annote archive
    archiveprefix assumed author authortype badge bookauthor bookpagination booksubtitle
    booktitle booktitleaddon chapter code comment commentator copyright crossref date day doi
    edition editor editora editorb editorc editortype eid entrysubtype eprint eprintclass
    eprinttype eventdate eventtitle eventtitleaddon execute file foreword gender groups
    holder howpublished ids indextitle institution introduction isan isbn ismn isrn issn issue
    issuesubtitle issuetitle iswc journal journalsubtitle journaltitle keywords label langid
    language library location mainsubtitle maintitle maintitleaddon mendeley-tags month mrclass
    mrnumber nameaddon note novelty number options organization origdate origlanguage
    origlocation origpublisher origtitle owner pages pagetotal pagination part pdf pii pmcid
    pmid priority publisher pubstate rating readstatus related relatedstring relatedtype
    reprinttitle review school series shortauthor shorteditor shorthand shortjournal
    shortseries shorttitle sortkey sortname sorttitle sortyear status subtitle summary
    timestamp title titleaddon translator type url urldate userdef venue version volume
    volumes xdata xref year zblnumber aiscore
    field key tag collection search added changed citations problems me has no
"""
KNOWN: Final = frozenset(_NAMES.split())


def canonical(name: str) -> str:
    """The canonical form of a name as typed: lower case, aliases resolved."""
    name = name.lower()
    return ALIASES.get(name, name)


def stored_fields(name: str) -> tuple[str, ...]:
    """The stored fields behind a canonical name."""
    return STORED.get(name, (name,))


def is_known(name: str) -> bool:
    """Whether a name as typed means a field even if no library holds it."""
    return name.lower() in KNOWN or name.lower() in ALIASES
