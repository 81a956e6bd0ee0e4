"""BibTeX gets what biblatex's containers and name parts say, in its own words."""

from __future__ import annotations

from biblio.formats.bibtex.options import WriteOptions
from biblio.formats.bibtex.reader import read
from biblio.formats.bibtex.selection import Item, write_selection

SOURCE = b"""@xdata{pub, publisher = {Pub}, location = {Paris}}
@book{one, author = {family=Gogh, given=Vincent, prefix=van and Doe, J.}, xdata = {pub}}
@book{two, title = {Two}, publisher = {xdata=pub-publisher}}
"""
ITEMS = {entry.key: Item(entry) for entry in read(SOURCE).entries}


def test_containers_are_resolved_for_bibtex() -> None:
    chosen = [ITEMS["one"], ITEMS["two"]]
    assert write_selection(chosen, WriteOptions(align=False), parent=ITEMS.get) == (
        "@book{one,\n  author = {van Gogh, Vincent and Doe, J.},\n  publisher = {Pub},\n"
        "  address = {Paris},\n}\n\n@book{two,\n  title = {Two},\n  publisher = {Pub},\n}\n"
    )


def test_containers_come_along_for_biblatex() -> None:
    options = WriteOptions(dialect="biblatex", align=False)
    assert write_selection([ITEMS["two"]], options, parent=ITEMS.get) == (
        "@book{two,\n  title = {Two},\n  publisher = {xdata=pub-publisher},\n}\n\n"
        "@xdata{pub,\n  publisher = {Pub},\n  location = {Paris},\n}\n"
    )
