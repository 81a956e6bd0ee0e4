"""The texts of a RIS record by tag, and what becomes of those that have no place."""

from __future__ import annotations

from collections.abc import Iterable

from biblio.entry import Field
from biblio.formats.exchange import escape
from biblio.formats.ris_lines import Record


class Tags:
    """The texts of a record by tag, which are taken by the field that has a place for them."""

    def __init__(self, record: Record) -> None:
        self._texts: dict[str, list[str]] = {}
        for tag in record.tags:
            if tag.lines:
                self._texts.setdefault(tag.name, []).append(tag.text)

    def peek(self, *names: str) -> str:
        """The first text of the first of these tags that there is; else empty."""
        return next((self._texts[name][0] for name in names if name in self._texts), "")

    def pick(self, *names: str) -> str:
        """The same, taken from all of these tags that have the same text."""
        text = self.peek(*names)
        for name in names if text else ():
            if name in self._texts:
                self._keep(name, [other for other in self._texts[name] if other != text])
        return text

    def all(self, *names: str) -> list[str]:
        """All texts of these tags, each once, taken."""
        return list(dict.fromkeys(text for name in names for text in self._texts.pop(name, ())))

    def merged(self, *names: str) -> list[str]:
        """All texts of these tags, taken; what a tag repeats of those before is left out."""
        texts: list[str] = []
        for name in names:
            before = set(texts)
            texts += [text for text in self._texts.pop(name, ()) if text not in before]
        return texts

    def put_back(self, name: str, texts: Iterable[str]) -> None:
        """Return texts that had no place after all."""
        self._keep(name, [*texts, *self._texts.get(name, ())])

    def rest(self) -> list[Field]:
        """A field for each tag that nobody took."""
        return [
            Field(f"ris-{name.lower()}", escape("\n".join(texts)))
            for name, texts in self._texts.items()
        ]

    def _keep(self, name: str, texts: list[str]) -> None:
        if texts:
            self._texts[name] = texts
        else:
            self._texts.pop(name, None)


def filled(*pairs: tuple[str, str]) -> list[Field]:
    """Fields for names and values, but for empty values."""
    return [Field(name, value) for name, value in pairs if value]
