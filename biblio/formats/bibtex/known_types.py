"""Entry types that BibTeX's standard styles and biblatex know."""

from __future__ import annotations


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: btxdoc.tex, § 3.1, and `conference`, its other name for inproceedings.
BIBTEX_TYPES = _names(
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc"
    " phdthesis proceedings techreport unpublished"
)
#: biblatex manual 3.20, § 2.1.1 (regular types), § 2.1.2 (aliases), § 2.1.3 (unsupported).
BIBLATEX_TYPES = _names(
    "article book mvbook inbook bookinbook suppbook booklet collection mvcollection incollection"
    " suppcollection dataset manual misc online patent periodical suppperiodical proceedings"
    " mvproceedings inproceedings reference mvreference inreference report set software thesis"
    " unpublished xdata custom customa customb customc customd custome customf"
    " conference electronic mastersthesis phdthesis techreport www"
    " artwork audio bibnote commentary image jurisdiction legislation legal letter movie music"
    " performance review standard video"
)
KNOWN_TYPES = BIBTEX_TYPES | BIBLATEX_TYPES
