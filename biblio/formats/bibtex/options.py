"""The options of normalised output: what people know from bibtex-tidy and JabRef."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

#: What entries can be sorted by.
SORT_NAMES: Final = ("key", "year", "title", "author", "type")


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How normalised BibTeX looks.

    Attributes:
        dialect: Whose types and field names: ``bibtex``, ``biblatex``, or ``keep`` for those
            of the entry.
        indent: The white space before a field.
        align: Whether all ``=`` of an entry stand in one column.
        order: Lower-case names of the fields that come first, in this order; the others
            follow as they are.
        only: Lower-case names of the fields to write; None for all.
        omit: Lower-case names of fields not to write.
        sort: What entries are sorted by (`SORT_NAMES`; descending with a minus); empty for the
            order they came in.
        delimiter: What stands around values.
        months: ``keep`` leaves months as they are (a macro where it was one), ``macros``
            makes macros of all that are one month, ``names`` English names.
        page_dashes: Whether plain ranges of pages (`page_ranges`) get two hyphens.
        escape: ``latex`` writes ASCII, ``unicode`` writes accents as characters, ``keep``
            leaves values as they are.
        trailing_comma: Whether the last field ends in a comma too.
        private: Lower-case names of private fields (`biblio.private`) to write.
    """

    dialect: Literal["bibtex", "biblatex", "keep"] = "bibtex"
    indent: str = "  "
    align: bool = True
    order: tuple[str, ...] = ()
    only: frozenset[str] | None = None
    omit: frozenset[str] = frozenset()
    sort: tuple[str, ...] = ()
    delimiter: Literal["braces", "quotes"] = "braces"
    months: Literal["keep", "macros", "names"] = "keep"
    page_dashes: bool = True
    escape: Literal["keep", "latex", "unicode"] = "keep"
    trailing_comma: bool = True
    private: frozenset[str] = frozenset()
