"""The tables of CSL-JSON: its types and variables in the words of BibTeX and biblatex.

Sources: the Citation Style Language specification 1.0.2 (appendix III, types, and appendix IV,
variables), the schema csl-data.json of the same version, and the biblatex manual 3.20 (§ 2.1 and
§ 2.2). The other names of types are those of Crossref's REST interface.
"""

from __future__ import annotations

from typing import Final

#: The entry type that each item type is read as; any other is ``misc``.
TYPES: Final = {
    "article": "misc", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "book": "book", "chapter": "incollection",
    "classic": "book", "dataset": "dataset", "document": "misc", "entry": "inreference",
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference",
    "manuscript": "unpublished", "pamphlet": "booklet", "paper-conference": "inproceedings",
    "patent": "patent", "periodical": "periodical", "post": "online", "post-weblog": "online",
    "report": "techreport", "review": "article", "review-book": "article",
    "software": "software", "standard": "standard", "thesis": "thesis", "webpage": "online",
    # Crossref
    "journal-article": "article", "proceedings-article": "inproceedings",
    "book-chapter": "incollection", "book-section": "incollection", "book-part": "incollection",
    "reference-entry": "inreference", "monograph": "book", "edited-book": "book",
    "reference-book": "book", "proceedings": "proceedings", "dissertation": "thesis",
    "posted-content": "misc", "journal-issue": "periodical", "report-component": "techreport",
}  # fmt: skip

#: Types that only items have (appendix III), which `looks_like` may meet too.
OTHER_TYPES: Final = frozenset(
    {
        "bill", "broadcast", "collection", "event", "figure", "graphic", "hearing", "interview",
        "legal_case", "legislation", "map", "motion_picture", "musical_score", "performance",
        "personal_communication", "regulation", "song", "speech", "treaty",
    }
)  # fmt: skip

#: The item type that each entry type is written as; ``document`` for any other.
ITEM_TYPES: Final = {
    "article": "article-journal", "suppperiodical": "article-journal", "review": "review",
    "periodical": "periodical", "book": "book", "mvbook": "book", "collection": "book",
    "mvcollection": "book", "reference": "book", "mvreference": "book", "manual": "book",
    "proceedings": "book", "mvproceedings": "book", "booklet": "pamphlet",
    "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
    "incollection": "chapter", "suppcollection": "chapter", "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference", "conference": "paper-conference", "thesis": "thesis",
    "phdthesis": "thesis", "mastersthesis": "thesis", "report": "report",
    "techreport": "report", "unpublished": "manuscript", "online": "webpage",
    "electronic": "webpage", "www": "webpage", "software": "software", "dataset": "dataset",
    "patent": "patent", "standard": "standard", "misc": "document",
}  # fmt: skip

#: What the genre of a thesis says that BibTeX has a type for.
THESES: Final = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}

NAMES: Final = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
}

#: Dates and their fields; `issued` is a date of its own or year, month and day.
DATES: Final = {
    "issued": "date",
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
}

#: Variables with one field whatever the type, in the order in which they are written. A field
#: that has two names has that of BibTeX first.
TEXTS: Final = {
    "title": ("title",),
    "title-short": ("shorttitle",),
    "container-title-short": ("shortjournal",),
    "collection-title": ("series",),
    "event-title": ("eventtitle",),
    "event-place": ("venue",),
    "volume": ("volume",),
    "page": ("pages",),
    "number-of-pages": ("pagetotal",),
    "number-of-volumes": ("volumes",),
    "chapter-number": ("chapter",),
    "edition": ("edition",),
    "part": ("part",),
    "version": ("version",),
    "publisher-place": ("address", "location"),
    "genre": ("type",),
    "medium": ("howpublished",),
    "status": ("pubstate",),
    "language": ("language", "langid"),
    "original-title": ("origtitle",),
    "original-publisher": ("origpublisher",),
    "original-publisher-place": ("origlocation",),
    "DOI": ("doi",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "PMID": ("pmid",),
    "PMCID": ("pmcid",),
    "URL": ("url",),
    "keyword": ("keywords", "keyword"),
    "note": ("note",),
    "annote": ("annote", "annotation"),
    "abstract": ("abstract",),
}
#: Older and other names of variables, read if the usual one is missing.
ALIASES: Final = {
    "title-short": "shortTitle",
    "container-title-short": "journalAbbreviation",
    "event-title": "event",
}

#: Variables whose text may have markup, and those of which a style may change the case.
RICH: Final = frozenset(
    {"title", "title-short", "container-title", "collection-title", "note", "original-title"}
)
CASED: Final = RICH - {"note"}

JOURNAL_TYPES: Final = frozenset({"article", "suppperiodical", "review", "periodical"})
#: Types whose own number is no number within a series.
NUMBERED: Final = frozenset({"techreport", "report", "patent", "standard", "misc", "manual"})
#: Types whose publisher has another name, the usual one first.
PUBLISHERS: Final = {
    "thesis": ("institution", "school", "publisher"),
    "phdthesis": ("school", "institution", "publisher"),
    "mastersthesis": ("school", "institution", "publisher"),
    "techreport": ("institution", "publisher"),
    "report": ("institution", "publisher"),
    "online": ("publisher", "organization"),
    "manual": ("organization", "publisher"),
}
