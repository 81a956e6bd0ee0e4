"""What stands against the name of a collection, tag or saved search: others that are there."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from biblio.folding import fold
from biblio.query.saved import uses_itself
from desktop.window.contents import Contents
from desktop.window.side.name_dialog import Check, Objection

translate = QCoreApplication.translate


def collection_check(contents: Contents, parent: int | None, own_id: int | None = None) -> Check:
    """Refuses the name of a collection that is at the same place already.

    Args:
        contents: What the library has.
        parent: The collection around it; None for the top.
        own_id: The one that gets another name; None for a new one.
    """
    beside = [each for each in contents.collections if each.parent == parent]
    names = [each.name for each in beside if each.id != own_id]
    words = translate(
        "NameDialog", "There is a collection “{0}” here already; choose another name."
    )
    return lambda name, _: _refused(name, names, words)


def tag_check(contents: Contents, own_id: int | None = None) -> Check:
    """Refuses the name of another tag."""
    names = [each.name for each in contents.tags if each.id != own_id]
    words = translate("NameDialog", "There is a tag “{0}” already; choose another name.")
    return lambda name, _: _refused(name, names, words)


def search_check(contents: Contents, own_id: int | None = None) -> Check:
    """Refuses a search that would use itself; asks before a new one replaces another.

    Args:
        contents: What the library has.
        own_id: The search that is changed, which replaces no other; None for a new one.
    """
    others = [each for each in contents.searches if each.id != own_id]

    def lookup(asked: str, prefix: bool) -> tuple[str, str] | None:
        wanted = fold(asked)
        for each in others:
            known = fold(each.name)
            if known == wanted or (prefix and known.startswith(wanted)):
                return each.name, each.query
        return None

    def check(name: str, query: str) -> Objection | None:
        if uses_itself(name, query, lookup):
            return Objection(
                translate("NameDialog", "A search of this name would use itself; change either.")
            )
        taken = _named(name, [each.name for each in others])
        if taken is None:
            return None
        if own_id is not None:
            words = translate("NameDialog", "There is a search “{0}” already; choose another name.")
            return Objection(words.format(taken))
        return Objection(
            translate(
                "NameDialog",
                "There is a search “{0}” already. It, and what uses it, would find this instead.",
            ).format(taken),
            translate("NameDialog", "Replace it"),
        )

    return check


def _refused(name: str, names: Iterable[str], words: str) -> Objection | None:
    taken = _named(name, names)
    return None if taken is None else Objection(words.format(taken))


def _named(name: str, names: Iterable[str]) -> str | None:
    """The name among these that is the same, whatever its case and accents."""
    return next((each for each in names if fold(each) == fold(name)), None)
