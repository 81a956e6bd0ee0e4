"""The words about versions of one work and duplicates."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from biblio.works import Reason, Relation
from biblio.works_identity import Stage
from biblio.works_merging import KEY, TYPE

_KINDS = {
    Relation.DUPLICATES: QT_TRANSLATE_NOOP("Works", "Possible duplicates"),
    Relation.VERSIONS: QT_TRANSLATE_NOOP("Works", "Possible versions of one work"),
}
_REASONS = {
    Reason.DOI: QT_TRANSLATE_NOOP("Works", "The same DOI"),
    Reason.ARXIV: QT_TRANSLATE_NOOP("Works", "The same arXiv number"),
    Reason.TITLE: QT_TRANSLATE_NOOP(
        "Works", "The same title, about the same year, an author in common"
    ),
    Reason.DOI_ALONE: QT_TRANSLATE_NOOP("Works", "The same DOI, but different titles"),
    Reason.ARXIV_ALONE: QT_TRANSLATE_NOOP("Works", "The same arXiv number, but different titles"),
    Reason.OTHER_VENUE: QT_TRANSLATE_NOOP("Works", "The same title, but another venue"),
    Reason.SIMILAR_TITLE: QT_TRANSLATE_NOOP("Works", "Similar titles"),
}
_STAGES = {
    Stage.JOURNAL: QT_TRANSLATE_NOOP("Works", "Journal article"),
    Stage.PROCEEDINGS: QT_TRANSLATE_NOOP("Works", "Conference paper"),
    Stage.CHAPTER: QT_TRANSLATE_NOOP("Works", "Chapter"),
    Stage.BOOK: QT_TRANSLATE_NOOP("Works", "Book"),
    Stage.THESIS: QT_TRANSLATE_NOOP("Works", "Thesis"),
    Stage.REPORT: QT_TRANSLATE_NOOP("Works", "Report"),
    Stage.PREPRINT: QT_TRANSLATE_NOOP("Works", "Preprint"),
    Stage.UNKNOWN: QT_TRANSLATE_NOOP("Works", "Not known where"),
}
_FIELDS = {
    TYPE: QT_TRANSLATE_NOOP("Works", "Type"),
    KEY: QT_TRANSLATE_NOOP("Works", "Citation key"),
}


def _translated(text: object) -> str:
    return QCoreApplication.translate("Works", str(text))


def kind(relation: Relation) -> str:
    """What a group of entries may be."""
    return _translated(_KINDS[relation])


def reasons(found: frozenset[Reason]) -> str:
    """By what they were found, as a sentence."""
    return "; ".join(_translated(_REASONS[each]) for each in Reason if each in found) + "."


def stage(found: Stage) -> str:
    """At which stage a version is."""
    return _translated(_STAGES[found])


def field(name: str) -> str:
    """What a compared field is called."""
    return _translated(_FIELDS[name]) if name in _FIELDS else name
