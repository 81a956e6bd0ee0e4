"""References of a file's entries to others: those that no entry of it answers, and circles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from biblio.entry import Entry
from biblio.inheritance import keys_in, loop_message, missing_message
from biblio.problem import Problem, Severity

#: The codes of the problems found here.
MISSING_PARENT = "missing-parent"
PARENT_LOOP = "parent-loop"

_FIELDS = ("crossref", "xdata")
_SIGNS = ("rossref", "ROSSREF", "xdata", "Xdata", "XDATA")


class References:
    """Collects what the entries of a file refer to; few files have any."""

    def __init__(self) -> None:
        self._found: list[tuple[int, int, str, str, str]] = []  # entry, line, own key, field, key

    def note(self, text: str, entries: Iterable[tuple[Entry, int]], first: int) -> None:
        """Note what entries refer to.

        Args:
            text: The text that they stand in, where one look tells whether there is anything.
            entries: The entries, each with its line.
            first: The index of the first of them.
        """
        if not any(sign in text for sign in _SIGNS):
            return
        for index, (entry, line) in enumerate(entries, first):
            for name in _FIELDS:
                for key in keys_in(entry.get(name)):
                    self._found.append((index, line, entry.key.lower(), name, key))

    def problems(self, keys: Collection[str]) -> Iterator[Problem]:
        """What is wrong with the references, where these are all keys in lower case."""
        ways: dict[str, list[str]] = {}
        for _, _, own, _, key in self._found:
            ways.setdefault(own, []).append(key.lower())
        circles = _in_circles(ways)
        for index, line, own, name, key in self._found:
            if key.lower() not in keys:
                message = missing_message(key)
                yield Problem(MISSING_PARENT, Severity.WARNING, message, line, index, name)
            elif own and own in circles and key.lower() in circles:
                message = loop_message(key)
                yield Problem(PARENT_LOOP, Severity.WARNING, message, line, index, name)


def _in_circles(ways: Mapping[str, list[str]]) -> set[str]:
    """The keys from which a way leads back to them.

    What neither begins nor ends a way is taken away until all that is left is in circles or
    between two of them.
    """
    into: dict[str, list[str]] = {}
    for key, others in ways.items():
        for other in others:
            into.setdefault(other, []).append(key)
    left = _peeled(set(ways), ways, into)
    return _peeled(left, into, ways)


def _peeled(
    keys: set[str], out: Mapping[str, list[str]], into: Mapping[str, list[str]]
) -> set[str]:
    """The keys from which a way leads on for ever."""
    left = set(keys)
    number = {key: sum(other in left for other in out.get(key, ())) for key in left}
    ends = [key for key, ways in number.items() if not ways]
    while ends:
        key = ends.pop()
        left.discard(key)
        for other in into.get(key, ()):
            if other in left:
                number[other] -= 1
                if not number[other]:
                    ends.append(other)
    return left
