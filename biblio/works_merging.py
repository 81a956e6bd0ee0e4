"""Merging duplicates: what of several records of one paper the one that stays has.

Nothing is taken from it: it gains the fields that only others have, and of those that differ the
text that was chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from biblio.entry import Entry
from biblio.folding import fold
from biblio.latex import to_text

#: What can be chosen beside the fields.
TYPE, KEY = "entrytype", "entrykey"


@dataclass(frozen=True, slots=True)
class ComparedField:
    """A field of several records.

    Attributes:
        name: In lower case; `TYPE` and `KEY` for those.
        texts: As written, in the order of the records; empty where one lacks it.
        chosen: Which record's text the merged one gets unless told otherwise.
        differs: Whether two of the texts say different things.
    """

    name: str
    texts: tuple[str, ...]
    chosen: int
    differs: bool


def compared(records: Sequence[Entry], keep: int = 0) -> tuple[ComparedField, ...]:
    """The fields of records of one paper, those of the one that stays first.

    Args:
        records: The records.
        keep: The place of the one that stays.
    """
    texts = [record.texts() for record in records]
    order = [keep, *(i for i in range(len(records)) if i != keep)]
    names = list(dict.fromkeys(name for i in order for name in _names(records[i])))
    rows = [
        _row(TYPE, tuple(record.type for record in records), keep),
        _row(KEY, tuple(record.key for record in records), keep),
    ]
    rows += [_row(name, tuple(each.get(name, "") for each in texts), keep) for name in names]
    return tuple(rows)


def most_complete(records: Sequence[Entry]) -> int:
    """The place of the record that should stay: it has a venue, then the most fields."""
    return max(
        range(len(records)),
        key=lambda i: (
            records[i].has("journal", "journaltitle", "booktitle"),
            len(records[i].texts()),
            -i,
        ),
    )


def merged_values(
    records: Sequence[Entry], keep: int, choices: Mapping[str, int]
) -> tuple[dict[str, str], str, str]:
    """The fields that the record that stays is to get, its type, and its key.

    Args:
        records: The records.
        keep: The place of the one that stays.
        choices: Names of fields whose text is another record's, with its place.
    """
    values: dict[str, str] = {}
    kind, key = records[keep].type, records[keep].key
    own = records[keep].texts()
    for row in compared(records, keep):
        place = choices.get(row.name, row.chosen)
        text = row.texts[place]
        if row.name == TYPE:
            kind = text or kind
        elif row.name == KEY:
            key = text or key
        elif row.name == "keywords" and row.name not in choices:
            if (together := _joined_lists(row.texts)) != own.get("keywords", ""):
                values["keywords"] = together
        elif text != own.get(row.name, ""):
            values[row.name] = text
    return values, kind, key


def _names(record: Entry) -> list[str]:
    return [field.id for field in record.fields if field.value.strip()]


def _row(name: str, texts: tuple[str, ...], keep: int) -> ComparedField:
    chosen = keep if texts[keep] else next((i for i, text in enumerate(texts) if text), keep)
    said = {fold(to_text(text)) for text in texts if text}
    return ComparedField(name, texts, chosen, len(said) > 1)


def _joined_lists(texts: Sequence[str]) -> str:
    """Keywords of all, each once."""
    found: dict[str, str] = {}
    sign = ";" if any(";" in text for text in texts) else ","
    for text in texts:
        for part in text.split(sign):
            if part.strip():
                found.setdefault(fold(part), part.strip())
    own = next((text for text in texts if text), "")
    parts = [part for part in own.split(sign) if part.strip()]
    return own if len(parts) == len(found) else f"{sign} ".join(found.values())
