"""More operations to be done at random: on works, counts, identifiers and many entries."""

from __future__ import annotations

from random import Random

from biblio.bulk import Clear, SetText, Swap, Transfer
from biblio.identifiers import Identifier
from db import Library
from db.rows import Count
from tests.db.random_values import FIELDS, Operation, one, some, text


def _count(random: Random) -> Count:
    day = f"2026-05-{random.randint(1, 3):02}"
    return Count(random.choice(("Scholar", "Own")), day, random.randint(0, 9))


def _counted(library: Library, random: Random) -> object:
    rows = library._db.execute("SELECT entry, source, as_of, value FROM counts").fetchall()
    entry_id, *count = random.choice(rows or [(1, "None", "2026-01-01", 0)])
    return library.remove_count(entry_id, Count(*count))


def _decided(library: Library, random: Random) -> object:
    numbers = [row.number for row in library.open_rows()]
    return library.decide_rows({random.choice(numbers or [999]): one(library, random)})


MORE: dict[str, Operation] = {
    "add_identifiers": lambda lib, r: lib.add_identifiers(
        [Identifier("doi", f"10.1000/{r.randint(1, 3)}"), Identifier("arxiv", "2101.00001")]
    ),
    "duplicate": lambda lib, r: lib.duplicate(some(lib, r)),
    "adopt_identifiers": lambda lib, r: lib.adopt_identifiers(
        {one(lib, r): (("doi", f"10.1000/{r.randint(1, 9)}"),)}
    ),
    "bulk_edit_found": lambda lib, r: lib.bulk_edit_found(
        r.choice(("", "author:ada", "x")), [SetText(r.choice(FIELDS), text(r))]
    ),
    "bulk_edit": lambda lib, r: lib.bulk_edit(
        some(lib, r),
        [
            SetText("note", text(r) or "N"),
            r.choice((Clear("year"), Swap("title", "note"), Transfer("note", "annote"))),
        ],
    ),
    "mend": lambda lib, r: lib.mend(
        {each: {"unescaped-sign", "month-text"} for each in some(lib, r)}
    ),
    "enter_count": lambda lib, r: lib.enter_count(one(lib, r), _count(r)),
    "remove_count": _counted,
    "decide_rows": _decided,
    "set_language": lambda lib, r: lib.set_language(r.choice(("sv", "cs", "", "de")), "any"),
    "join_versions": lambda lib, r: lib.join_versions(some(lib, r)),
    "part_versions": lambda lib, r: lib.part_versions(some(lib, r)),
    "lead_version": lambda lib, r: lib.lead_version(one(lib, r)),
    "keep_apart": lambda lib, r: lib.keep_apart(some(lib, r)),
    "merge_entries": lambda lib, r: lib.merge_entries(one(lib, r), [one(lib, r)]),
    "merge_groups": lambda lib, r: lib.merge_groups([some(lib, r)]),
}
