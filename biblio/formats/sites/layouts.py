"""The tables that sites export, as data: by which columns each is known, and what is in them.

Names of columns are compared without case. Sites change them: of several names the first that is
there counts. Read from the sites' help pages and from files (2026).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

#: What a column can hold, in the order in which it is shown; the last ones only for new entries.
ROLES: Final = (
    "title", "authors", "year", "doi", "arxiv", "pmid", "count", "day",
    "venue", "type", "volume", "number", "pages", "last_page", "publisher", "issn", "isbn",
    "url", "language", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """What one site's table looks like.

    Attributes:
        site: Who made it, and counts.
        known_by: Columns of which all must be there.
        columns: What is in which columns: role to names, the first that is there counts.
        own_id: The kind of identifier that the site gives, and its columns.
        also: Further counts: the column to who counts there.
        blank_is_zero: Whether no number means that nobody cites it.
        commas: Whether commas divide authors.
        quoted: Whether quotes around cells are not part of them.
        years: Columns with lists of years and of the citations in them.
    """

    site: str
    known_by: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    own_id: tuple[str, tuple[str, ...]] = ("", ())
    also: dict[str, str] = field(default_factory=dict)
    blank_is_zero: bool = False
    commas: bool = False
    quoted: bool = True
    years: tuple[str, str] = ("", "")


GOOGLE_SCHOLAR: Final = "Google Scholar"
WEB_OF_SCIENCE: Final = "Web of Science"
ALL_DATABASES: Final = "Web of Science (all databases)"

LAYOUTS: Final = (
    Layout(  # Google Scholar: profile, Export, CSV; it has no counts
        GOOGLE_SCHOLAR,
        ("authors", "title", "publication", "volume", "number", "pages", "year", "publisher"),
        {
            "title": ("title",), "authors": ("authors",), "year": ("year",),
            "venue": ("publication",), "volume": ("volume",), "number": ("number",),
            "pages": ("pages",), "publisher": ("publisher",),
        },
    ),
    Layout(  # Publish or Perish: Save as CSV; see `tables` for who counts
        "Publish or Perish",
        ("cites", "authors", "title", "year", "source", "gsrank"),
        {
            "title": ("title",), "authors": ("authors",), "year": ("year",), "count": ("cites",),
            "doi": ("doi",), "day": ("querydate",), "venue": ("source",), "type": ("type",),
            "volume": ("volume",), "number": ("issue",), "pages": ("startpage",),
            "last_page": ("endpage",), "publisher": ("publisher",), "issn": ("issn",),
            "url": ("articleurl",),
        },
        commas=True,
    ),
    Layout(  # OpenAlex: the columns of its web site
        "OpenAlex",
        ("work id", "title", "citation count"),
        {
            "title": ("title",), "authors": ("author", "authors"), "year": ("year",),
            "count": ("citation count",), "doi": ("doi",), "venue": ("source",),
            "type": ("type",), "language": ("language",),
        },
        ("openalex", ("work id",)),
    ),
    Layout(  # OpenAlex: the names of its interface, flattened with dots
        "OpenAlex",
        ("id", "cited_by_count", "publication_year"),
        {
            "title": ("title", "display_name"),
            "authors": ("authorships.author.display_name", "authorships.raw_author_name"),
            "year": ("publication_year",), "count": ("cited_by_count",), "doi": ("doi", "ids.doi"),
            "pmid": ("ids.pmid",), "venue": ("primary_location.source.display_name",),
            "type": ("type",), "volume": ("biblio.volume",), "number": ("biblio.issue",),
            "pages": ("biblio.first_page",), "last_page": ("biblio.last_page",),
            "issn": ("primary_location.source.issn_l",), "language": ("language",),
        },
        ("openalex", ("id",)),
        years=("counts_by_year.year", "counts_by_year.cited_by_count"),
    ),
    Layout(  # Scopus: Export, CSV
        "Scopus",
        ("authors", "title", "year", "source title", "cited by"),
        {
            "title": ("title",), "authors": ("author full names", "authors"), "year": ("year",),
            "count": ("cited by",), "doi": ("doi",), "pmid": ("pubmed id",),
            "venue": ("source title",), "type": ("document type",), "volume": ("volume",),
            "number": ("issue",), "pages": ("page start",), "last_page": ("page end",),
            "publisher": ("publisher",), "issn": ("issn",), "isbn": ("isbn",), "url": ("link",),
            "language": ("language of original document",),
        },
        ("eid", ("eid",)),
        blank_is_zero=True,
        commas=True,
    ),
    Layout(  # Web of Science: Export, tab delimited file
        WEB_OF_SCIENCE,
        ("pt", "au", "ti", "so", "ut"),
        {
            "title": ("ti",), "authors": ("af", "au"), "year": ("py",), "count": ("tc",),
            "doi": ("di",), "pmid": ("pm",), "day": ("da",), "venue": ("so",), "type": ("dt",),
            "volume": ("vl",), "number": ("is",), "pages": ("bp",), "last_page": ("ep",),
            "publisher": ("pu",), "issn": ("sn", "ei"), "isbn": ("bn",), "language": ("la",),
        },
        ("ut", ("ut",)),
        also={"z9": ALL_DATABASES},
        quoted=False,
    ),
    Layout(  # Web of Science: Export, Excel, saved as text
        WEB_OF_SCIENCE,
        ("article title", "source title", "times cited, wos core"),
        {
            "title": ("article title",), "authors": ("author full names", "authors"),
            "year": ("publication year",), "count": ("times cited, wos core",), "doi": ("doi",),
            "pmid": ("pubmed id",), "day": ("date of export",), "venue": ("source title",),
            "type": ("document type",), "volume": ("volume",), "number": ("issue",),
            "pages": ("start page",), "last_page": ("end page",), "publisher": ("publisher",),
            "issn": ("issn",), "isbn": ("isbn",), "language": ("language",),
        },
        ("ut", ("ut (unique wos id)", "ut (unique id)")),
        also={"times cited, all databases": ALL_DATABASES},
    ),
    Layout(  # Web of Science: citation report; its columns of years come from their names
        WEB_OF_SCIENCE,
        ("title", "authors", "source title", "publication year", "total citations"),
        {
            "title": ("title",), "authors": ("authors",), "year": ("publication year",),
            "count": ("total citations",), "doi": ("doi",), "venue": ("source title",),
            "volume": ("volume",), "number": ("issue",), "pages": ("beginning page",),
            "last_page": ("ending page",),
        },
    ),
    Layout(  # Dimensions: Save / Export, CSV; one row is before the header
        "Dimensions",
        ("publication id", "title", "times cited"),
        {
            "title": ("title",), "authors": ("authors",), "year": ("pubyear",),
            "count": ("times cited",), "doi": ("doi",), "pmid": ("pmid",),
            "venue": ("source title", "anthology title"), "type": ("publication type",),
            "volume": ("volume",), "number": ("issue",), "pages": ("pagination",),
            "publisher": ("publisher",), "isbn": ("isbn",), "url": ("source linkout",),
        },
        ("dimensions", ("publication id",)),
    ),
    Layout(  # The Lens: Export, CSV
        "Lens",
        ("lens id", "title", "publication year"),
        {
            "title": ("title",), "authors": ("author/s", "authors"), "year": ("publication year",),
            "count": ("citing works count", "scholarly citation count"), "doi": ("doi",),
            "pmid": ("pmid",), "venue": ("source title",), "type": ("publication type",),
            "volume": ("volume",), "number": ("issue number",), "pages": ("start page",),
            "last_page": ("end page",), "publisher": ("publisher",), "issn": ("issns",),
        },
        ("lens", ("lens id",)),
    ),
    Layout(  # IEEE Xplore: Export, results
        "IEEE Xplore",
        ("document title", "authors", "publication title", "article citation count"),
        {
            "title": ("document title",), "authors": ("authors",), "year": ("publication year",),
            "count": ("article citation count",), "doi": ("doi",), "venue": ("publication title",),
            "type": ("document identifier",), "volume": ("volume",), "number": ("issue",),
            "pages": ("start page",), "last_page": ("end page",), "publisher": ("publisher",),
            "issn": ("issn",), "isbn": ("isbns",), "url": ("pdf link",),
        },
    ),
    Layout(  # NIH iCite: Export
        "iCite",
        ("pmid", "citation_count", "relative_citation_ratio"),
        {
            "title": ("title",), "authors": ("authors",), "year": ("year",),
            "count": ("citation_count",), "doi": ("doi",), "pmid": ("pmid",), "venue": ("journal",),
        },
        commas=True,
    ),
    Layout(  # PubMed: Save, CSV; it has no counts
        "PubMed",
        ("pmid", "title", "authors", "citation", "journal/book"),
        {
            "title": ("title",), "authors": ("authors",), "year": ("publication year",),
            "doi": ("doi",), "pmid": ("pmid",), "venue": ("journal/book",),
        },
        commas=True,
    ),
    Layout(  # Zotero: Export, CSV; counts are in what add-ons wrote into Extra
        "Zotero",
        ("key", "item type", "title", "extra"),
        {
            "title": ("title",), "authors": ("author",), "year": ("publication year",),
            "doi": ("doi",), "note": ("extra",), "venue": ("publication title",),
            "type": ("item type",), "volume": ("volume",), "number": ("issue",),
            "pages": ("pages",), "publisher": ("publisher",), "issn": ("issn",), "isbn": ("isbn",),
            "url": ("url",), "language": ("language",),
        },
    ),
)  # fmt: skip

#: What columns of other tables are called, to propose what is in them.
GUESSES: Final = {
    "title": ("title", "paper title", "article title", "document title", "publication title",
              "display_name", "titel", "titre", "paper"),
    "authors": ("authors", "author", "author(s)", "author/s", "creator", "creators",
                "author names", "autoren", "auteurs"),
    "year": ("year", "publication year", "pub year", "pubyear", "publication_year", "jahr",
             "annee", "année", "published", "publication date", "pub. date", "pub date",
             "pub. year", "date published", "year published", "published on", "published in",
             "publication_date", "pubdate", "date"),
    "doi": ("doi", "doi link", "doi url"),
    "arxiv": ("arxiv", "arxiv id", "arxiv_id", "eprint"),
    "pmid": ("pmid", "pubmed id", "pubmed_id"),
    "count": ("citations", "cited by", "times cited", "citation count", "cites", "cited_by",
              "citation_count", "citationcount", "cited_by_count", "citedby", "num_citations",
              "number of citations", "total citations", "zitationen", "n_citations"),
    "venue": ("venue", "journal", "source", "source title", "journal/book", "booktitle",
              "container-title", "publication venue", "conference"),
    "type": ("type", "document type", "publication type", "item type"),
    "volume": ("volume",), "number": ("issue", "number"), "pages": ("pages",),
    "publisher": ("publisher",), "url": ("url", "link"),
}  # fmt: skip

#: Names that tell less. They are offered to the user, but make no table a known one.
OFFERS: Final = {
    "authors": ("who", "by", "names"),
    "year": ("when", "issued", "datum", "año", "ano", "anno"),
    "count": ("hits", "cited", "cited times", "citation"),
}
