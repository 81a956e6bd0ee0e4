"""What the sidebar lists of a library: the views, each with how many entries it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from biblio.value import Value
from db.listed import View

if TYPE_CHECKING:
    from db import Collection, Library, SavedSearch, Source, Tag


class Contents(Value):
    """What the sidebar shows.

    Attributes:
        profiles: (id, name, entries) of each.
        counts: Kind of view to the number of its entries; ``wide problems`` are those of whole
            pages and files.
        sources: The imported files, newest first.
        collections: Each followed by those within it.
        tags: By name.
        searches: The saved ones, by name.
    """

    profiles: tuple[tuple[int, str, int], ...]
    counts: dict[str, int]
    sources: tuple[Source, ...]
    collections: tuple[Collection, ...] = ()
    tags: tuple[Tag, ...] = ()
    searches: tuple[SavedSearch, ...] = ()

    def name_of(self, view: View) -> str:
        """What a collection, tag or saved search is called; empty for another view."""
        listed: dict[str, Sequence[Collection | Tag | SavedSearch]] = {
            "collection": self.collections,
            "tag": self.tags,
            "search": self.searches,
        }
        return next((each.name for each in listed.get(view.kind, ()) if each.id == view.id), "")


NOTHING = Contents((), {}, ())


def read_contents(library: Library) -> Contents:
    """What the sidebar shows of a library; called in a worker's thread."""
    return Contents(
        tuple(
            (profile_id, name, library.count(View("profile", profile_id)))
            for profile_id, name in library.profiles()
        ),
        {
            "all": library.count(View("all")),
            "recent": library.count(View("recent")),
            "problems": library.count(View("problems")),
            "wide problems": library.count_wide_problems(),
            "trash": library.count(View("trash")),
        },
        tuple(library.sources()),
        tuple(library.collections()),
        tuple(library.tags()),
        tuple(library.searches()),
    )


def written_file(sources: Sequence[Source], view: View) -> Source | None:
    """The imported .bib that a view shows, as it was imported last; None for any other view."""
    shown = next((each for each in sources if (view.kind, view.id) == ("source", each.id)), None)
    if shown is None or shown.format != "bibtex":
        return None
    place = (shown.name, shown.path)
    return next((each for each in sources if (each.name, each.path) == place), None)


def written_files(sources: Sequence[Source]) -> list[Source]:
    """The imported .bib files, each once as it was imported last, newest first."""
    found = {(each.name, each.path): each for each in reversed(sources) if each.format == "bibtex"}
    return sorted(found.values(), key=lambda each: -each.id)


def named_sources(sources: Sequence[Source]) -> list[str]:
    """Names of the imported files that can be written back, each once, newest first."""
    return list(dict.fromkeys(source.name for source in sources if source.format == "bibtex"))
