"""`TYPE_CHECKING` without `typing`, whose loading takes as long as a search on the command line.

Type checkers take whatever has this name for true. Modules that a search loads import it from
here, and what they need of `typing` under it: annotations are never evaluated.
"""

from __future__ import annotations

TYPE_CHECKING = False
