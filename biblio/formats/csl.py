r"""CSL-JSON, the format of citeproc, Zotero and pandoc (CSL 1.0.2, csl-data.json).

Values of the entries that are read are LaTeX, as everywhere (see `exchange`): ``<i>`` is
``\emph``, ``&`` is ``\&``. What has no field of its own is kept in fields named after the
variable (``csl-section``) and is written back from there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Final

from biblio.entry import Entry
from biblio.formats import csl_fields as tables
from biblio.formats import encoding as encodings
from biblio.formats.csl_reading import complete_item, read_item
from biblio.formats.csl_writing import Item, write_item
from biblio.formats.exchange import Fields, Losses, documents
from biblio.formats.result import Block, BlockKind, ReadResult
from biblio.inheritance import Parent
from biblio.private import published
from biblio.problem import Problem, Severity

FORMAT: Final = "csl-json"
_STEP: Final = 500  # items between two calls of `progress`


def looks_like(text: str) -> bool:
    """Whether a text is CSL-JSON: JSON whose items have a type of CSL and other variables of it."""
    head = text[:50_000]
    if not _START.match(head):
        return False
    types = set(_TYPE.findall(head))
    return not types.isdisjoint(_TYPES) and _VARIABLE.search(head) is not None


def read(data: bytes, *, progress: Callable[[int, int], None] | None = None) -> ReadResult:
    """All that a CSL-JSON file holds; never raises.

    Read are a list of items, one item, and what Zotero's and Crossref's interfaces put around
    them (``items``, ``message``). Of a file that is cut off or broken, the items that are whole.

    Args:
        data: The bytes.
        progress: Called with the items read and their total; may raise to cancel.
    """
    decoded = encodings.decode(data)
    text = decoded.text
    problems: list[Problem] = []
    if decoded.note:
        problems.append(Problem("encoding-assumed", Severity.NOTE, decoded.note))
    found, faults = _items(text)
    problems += faults
    entries: list[Entry] = []
    keys: set[str] = set()
    for index, item in enumerate(found):
        if progress is not None and index % _STEP == 0:
            progress(index, len(found))
        if not isinstance(item, dict):
            message = f"Item {index + 1} of the file is no object: it was passed over."
            problems.append(Problem("not-an-item", Severity.WARNING, message))
            continue
        entry = read_item(item)
        problems += _doubts(item, entry, len(entries), keys)
        if entry.key:
            keys.add(entry.key)
        entries.append(entry)
    if not entries and not faults:
        problems.append(Problem("no-entries", Severity.WARNING, "The file holds no item of CSL."))
    blocks = (Block(BlockKind.TEXT, text, 1),) if text else ()
    return ReadResult(FORMAT, decoded.encoding, tuple(entries), blocks, tuple(problems))


def write(
    entries: Iterable[Entry],
    *,
    private: Collection[str] = (),
    parent: Parent | None = None,
) -> tuple[str, tuple[Problem, ...]]:
    """The entries as CSL-JSON with Unix line ends, and what it cannot hold of them.

    Args:
        entries: The entries.
        private: Lower-case names of private fields (`biblio.private`) to write, such as
            ``abstract``.
        parent: Finds the entry that another inherits from.
    """
    losses = Losses("CSL-JSON")
    chosen = [published(each, private, own="csl-") for each in documents(entries, parent)]
    taken = {entry.key for entry in chosen}
    items: list[Item] = []
    for number, entry in enumerate(chosen, 1):
        fields = Fields(entry)
        item = complete_item(write_item(entry, losses, fields), entry, fields, losses)
        if "id" not in item:  # the schema requires one
            made_up = next(key for key in _numbered(number) if key not in taken)
            taken.add(made_up)
            item = {"id": made_up, **item}
            losses.add("no-key", "the one of an entry without key", entry)
        items.append(item)
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n", losses.problems()


def _numbered(number: int) -> Iterator[str]:
    yield f"item-{number}"
    while True:
        number += 1
        yield f"item-{number}"


_START: Final = re.compile(r"\s*(?:\[\s*\{|\{)\s*\"")
_TYPE: Final = re.compile(r"\"type\"\s*:\s*\"([^\"]*)\"")
_TYPES: Final = tables.TYPES.keys() | tables.OTHER_TYPES
_VARIABLE: Final = re.compile(
    r"\"(?:issued|container-title|date-parts|citation-key|event-place|publisher-place)\"\s*:"
    r"|\"(?:author|editor)\"\s*:\s*\[\s*\{\s*\"(?:family|given|literal)\""
)


def _doubts(item: Item, entry: Entry, index: int, keys: set[str]) -> list[Problem]:
    """What is doubtful about an item, which is the entry of this index."""
    found: list[Problem] = []
    said = item.get("type")
    if not isinstance(said, str) or said not in _TYPES:
        what = f"“{said}” is no type of CSL" if isinstance(said, str) else "It has no type"
        message = f"{what}: item {index + 1} was read as misc."
        found.append(Problem("unknown-type", Severity.WARNING, message, None, index))
    if entry.key and entry.key in keys:
        message = f"The identifier {entry.key} occurs before in the file."
        found.append(Problem("duplicate-key", Severity.WARNING, message, None, index))
    return found


def _items(text: str) -> tuple[list[Any], list[Problem]]:
    """The items in a text, and what is wrong with it as JSON."""
    try:
        return _list(_DECODER.decode(text.strip())), []
    except RecursionError:
        message = "The file is nested too deeply to be CSL-JSON."
        return [], [Problem("broken-json", Severity.ERROR, message)]
    except ValueError as error:
        offset = getattr(error, "pos", 0) + len(text) - len(text.lstrip())
        line = text.count("\n", 0, offset) + 1
        found = list(_whole_items(text))
        message = f"The file is not whole JSON: {len(found)} of its items could be read."
        return found, [Problem("broken-json", Severity.ERROR, message, line)]


def _whole_items(text: str) -> Iterator[Any]:
    """The objects that can be read, one after another, of JSON that is broken somewhere."""
    position = text.find("{")
    failures = 0
    while position >= 0 and failures < _MOST_FAILURES:
        try:
            item, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            failures += 1
            next_item = _NEXT_ITEM.search(text, position + 1)
            position = next_item.end() - 1 if next_item else -1
            continue
        yield from _list(item)
        position = text.find("{", position)


#: Each may read the rest of the file in vain.
_MOST_FAILURES: Final = 1000
# Where an item begins, as programs write lists of them.
_NEXT_ITEM: Final = re.compile(r"\}\s*,?\s*\{|^ {0,4}\{", re.MULTILINE)


def _list(value: Any) -> list[Any]:  # a JSON value
    """The items in what a file holds."""
    for _ in range(3):
        if not isinstance(value, dict):
            break
        inner = value.get("items", value.get("message"))
        if "type" in value or not isinstance(inner, list | dict):
            break
        value = inner
    return value if isinstance(value, list) else [value]


_UNSTORABLE: Final = re.compile("[\ud800-\udfff\x00]")


def _object(pairs: list[tuple[str, Any]]) -> Item:
    """An object whose texts can be stored: no lone surrogates and no NUL."""
    return {_storable(name): _storable(value) for name, value in pairs}


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    return [_storable(each) for each in value] if isinstance(value, list) else value


# Numbers with a fraction stay as they are written: a version 1.10 is not 1.1.
_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_float=str, parse_constant=str)
