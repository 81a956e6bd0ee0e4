"""The search language: a text to a tree, and the tree's reading on one entry.

``db.search`` holds the other reading, SQL; a property test holds the two together.
"""

from biblio.query.explain import explain, remarks
from biblio.query.match import Facts, matches
from biblio.query.parse import parse
from biblio.query.tree import Query

__all__ = ["Facts", "Query", "explain", "matches", "parse", "remarks"]
