"""The search language: a text to a tree, and the tree's reading on one entry.

``biblio.query.match`` is that reading; ``db.finding.search`` holds the other one, SQL, and a
property test holds the two together.
"""

from biblio.query.explain import explain, remarks
from biblio.query.parse import parse
from biblio.query.tree import Query

__all__ = ["Query", "explain", "parse", "remarks"]
