"""The tables of RIS: its types and tags in the words of BibTeX and biblatex.

Sources: Research Information Systems, "RIS Format Specifications" (2001, and the table of types
and tags of 2011 with its meaning of each tag for each type, as given on the page "RIS (file
format)" of the English Wikipedia); "BibTeXing" (btxdoc, § 3) and the biblatex manual 3.20 (§ 2.1
and § 2.2) for the other side. Where the specification and what databases write differ
(``JO`` for the full name of a journal, ``CONF`` for a paper), the table follows the databases.
"""

from __future__ import annotations

from typing import Final

#: The entry type that each reference type is read as.
TYPES: Final = {
    "ABST": "article", "ADVS": "misc", "AGGR": "dataset", "ANCIENT": "book", "ART": "misc",
    "BILL": "misc", "BLOG": "online", "BOOK": "book", "CASE": "misc", "CHAP": "incollection",
    "CHART": "misc", "CLSWK": "book", "COMP": "software", "CONF": "inproceedings",
    "CPAPER": "inproceedings", "CTLG": "misc", "DATA": "dataset", "DBASE": "dataset",
    "DICT": "inreference", "EBOOK": "book", "ECHAP": "incollection", "EDBOOK": "collection",
    "EJOUR": "article", "ELEC": "online", "ENCYC": "inreference", "EQUA": "misc",
    "FIGURE": "misc", "GEN": "misc", "GOVDOC": "techreport", "GRANT": "misc", "HEAR": "misc",
    "ICOMM": "online", "INPR": "article", "JFULL": "periodical", "JOUR": "article",
    "LEGAL": "misc", "MANSCPT": "unpublished", "MAP": "misc", "MGZN": "article", "MPCT": "misc",
    "MULTI": "online", "MUSIC": "misc", "NEWS": "article", "PAMP": "booklet", "PAT": "patent",
    "PCOMM": "misc", "RPRT": "techreport", "SER": "book", "SLIDE": "misc", "SOUND": "misc",
    "STAND": "standard", "STAT": "misc", "THES": "thesis", "UNBILL": "misc",
    "UNPB": "unpublished", "VIDEO": "misc", "WEB": "online",
}  # fmt: skip

#: The reference type that each entry type is written as; ``GEN`` for any other.
TYPE_CODES: Final = {
    "article": "JOUR", "suppperiodical": "JOUR", "review": "JOUR", "periodical": "JFULL",
    "book": "BOOK", "mvbook": "BOOK", "collection": "EDBOOK", "mvcollection": "EDBOOK",
    "reference": "BOOK", "mvreference": "BOOK", "booklet": "PAMP", "manual": "BOOK",
    "inbook": "CHAP", "bookinbook": "CHAP", "suppbook": "CHAP", "incollection": "CHAP",
    "suppcollection": "CHAP", "inreference": "ENCYC", "inproceedings": "CONF",
    "conference": "CONF", "proceedings": "CONF", "mvproceedings": "CONF", "thesis": "THES",
    "phdthesis": "THES", "mastersthesis": "THES", "report": "RPRT", "techreport": "RPRT",
    "unpublished": "UNPB", "online": "ELEC", "electronic": "ELEC", "www": "ELEC",
    "software": "COMP", "dataset": "DATA", "patent": "PAT", "standard": "STAND", "misc": "GEN",
}  # fmt: skip

#: What some exports write for a reference type instead of its code, in lower case.
TYPE_NAMES: Final = {
    "journal": "JOUR", "journal article": "JOUR", "article": "JOUR", "book": "BOOK",
    "whole book": "BOOK", "book section": "CHAP", "book chapter": "CHAP", "chapter": "CHAP",
    "conference proceeding": "CONF", "conference proceedings": "CONF", "conference paper": "CPAPER",
    "conference": "CONF", "thesis": "THES", "thesis/dissertation": "THES", "dissertation": "THES",
    "report": "RPRT", "web page": "ELEC", "website": "ELEC", "computer program": "COMP",
    "dataset": "DATA", "data file": "DATA", "generic": "GEN", "patent": "PAT",
    "magazine article": "MGZN", "newspaper article": "NEWS", "newspaper": "NEWS",
    "unpublished work": "UNPB", "manuscript": "MANSCPT", "electronic article": "EJOUR",
    "electronic book": "EBOOK", "electronic book section": "ECHAP", "edited book": "EDBOOK",
    "encyclopedia": "ENCYC", "dictionary": "DICT", "standard": "STAND", "misc": "GEN",
}  # fmt: skip

#: Tags whose text is a field's text whatever the type, in the order in which they are written;
#: the last tag that names a field is one that is read only if the others are missing.
TEXT_TAGS: Final = {
    "ST": "shorttitle",
    "VL": "volume",
    "IS": "number",
    "ET": "edition",
    "NV": "volumes",
    "C7": "eid",
    "CY": "address",
    "LA": "language",
    "PMID": "pmid",
    "VO": "volume",
    "PP": "address",
}
#: Fields that biblatex calls otherwise.
FIELD_NAMES: Final = {"address": ("address", "location"), "language": ("language", "langid")}

NAME_TAGS: Final = {"author": ("AU", "A1"), "editor": ("A2", "ED"), "translator": ("A4",)}
TITLE_TAGS: Final = ("TI", "T1", "CT")
DATE_TAGS: Final = ("PY", "Y1", "DA")
ABSTRACT_TAGS: Final = ("AB", "N2")
#: Where a journal's or book's title is, the likeliest full form first.
JOURNAL_TAGS: Final = ("JF", "T2", "JO", "BT", "JA", "J2", "J1")
BOOK_TITLE_TAGS: Final = ("T2", "BT", "C3", "JF", "JO", "JA", "J2")
ABBREVIATION_TAGS: Final = ("JA", "J2", "J1", "JO")

JOURNAL_TYPES: Final = frozenset({"article", "suppperiodical", "review", "periodical"})
PART_TYPES: Final = frozenset(
    {
        "inproceedings", "conference", "incollection", "inbook", "inreference", "bookinbook",
        "suppbook", "suppcollection",
    }
)  # fmt: skip
BOOK_TYPES: Final = frozenset(
    {
        "book", "collection", "proceedings", "reference", "manual", "booklet", "mvbook",
        "mvcollection", "mvproceedings", "mvreference",
    }
)  # fmt: skip
#: Types whose publisher has another name, the usual one first.
PUBLISHERS: Final = {
    "thesis": ("institution", "school", "publisher"),
    "phdthesis": ("school", "institution", "publisher"),
    "mastersthesis": ("school", "institution", "publisher"),
    "techreport": ("institution", "publisher"),
    "report": ("institution", "publisher"),
}
#: What `M3` says of a thesis that BibTeX has a type for.
THESES: Final = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}

#: All tags of the specifications and those that databases add. Only these are recognised
#: where the spacing before the hyphen is not that of the specification.
KNOWN_TAGS: Final = frozenset(
    {
        "TY", "ER", "A1", "A2", "A3", "A4", "A5", "AB", "AD", "AN", "AU", "AV", "BT", "C1", "C2",
        "C3", "C4", "C5", "C6", "C7", "C8", "CA", "CN", "CP", "CR", "CT", "CY", "DA", "DB", "DI",
        "DO", "DP", "ED", "EP", "ET", "ID", "IS", "J1", "J2", "JA", "JF", "JO", "KW", "L1", "L2",
        "L3", "L4", "LA", "LB", "LK", "M1", "M2", "M3", "N1", "N2", "NV", "OP", "PB", "PMID",
        "PP", "PY", "RI", "RN", "RP", "SE", "SN", "SP", "ST", "T1", "T2", "T3", "TA", "TI", "TT",
        "U1", "U2", "U3", "U4", "U5", "UR", "VL", "VO", "Y1", "Y2",
    }
)  # fmt: skip
#: Tags of which each line is a value of its own, not the rest of the line before.
LIST_TAGS: Final = frozenset(
    {
        "AU", "A1", "A2", "A3", "A4", "ED", "KW", "SN", "DB", "UR", "L1", "L2", "L3", "L4", "LK",
        "AD", "M1", "M2",
    }
)  # fmt: skip
#: Tags whose text may have paragraphs.
LONG_TAGS: Final = frozenset(
    {
        "AB", "N1", "N2", "RN",
    }
)  # fmt: skip
