"""The text of a finished query that finds what one finds that is still being typed."""

from __future__ import annotations

from biblio.query.parse import parse
from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

# The last word goes on: in quotes that were not closed, or bare.
_ENDS: Final = ('*"', "*")


def finished(text: str) -> str:
    """The query with a star where its last word may go on: ``deep ravanb*``.

    A text that means the same when it is finished stays as it is.
    """
    meant = parse(text, typing=True)
    ends = ("", *_ENDS)
    found = next((text + end for end in ends if parse(text + end) == meant), text)
    stripped = found.strip()
    return stripped if parse(stripped) == parse(found) else found
