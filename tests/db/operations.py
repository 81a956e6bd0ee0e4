"""Every operation that writes, ready to be done to a library at random; for the undo tests."""

from __future__ import annotations

import datetime as dt
import inspect
from random import Random

from biblio.bulk import SetText
from biblio.formats.bibtex import reader
from db import Library
from db.imports.importing import Origin
from db.operations.base import Writer
from db.person.profile_rows import Affiliation
from tests.db.conftest import PAGE
from tests.db.more_operations import MORE
from tests.db.random_values import (
    FIELDS,
    PEOPLE,
    Operation,
    constant,
    ids_of,
    made,
    name,
    one,
    paper,
    some,
    text,
)


def bib(random: Random) -> str:
    key = random.choice("abcdef")
    return (
        f'@string{{s = "{text(random)}"}}\n% between\n'
        f"@article{{{key}, title = {{{text(random)}}}, author = {{Ada Example and Bo {key}}},"
        f" journal = s, year = {random.randint(1990, 2020)}}}\n@misc{{, note = {{No key}}}}\n"
    )


def page(random: Random) -> bytes:
    return PAGE.replace("{title}", text(random) or "Nothing").encode()


def _import_result(library: Library, random: Random) -> object:
    data = bib(random).encode()
    origin = Origin("read.bib", "", str(random.random()), len(data))
    return library.import_result(reader.read(data), origin)


def _add_to_source(library: Library, random: Random) -> object:
    source_id = random.choice([source.id for source in library.sources()] or [0])
    return library.add_to_source(some(library, random), source_id)


def _restore(library: Library, random: Random) -> object:
    entry_id = one(library, random)
    versions = library.versions(entry_id)
    version = random.choice((versions[-1], random.choice(versions)))
    fields = random.choice(((), ["title"], ["type", "key"], ["journal", "year"]))
    return library.restore_version(entry_id, version.step.id if version.step else None, fields)


OPERATIONS: dict[str, Operation] = {
    **MORE,
    "import_bytes": lambda lib, r: lib.import_bytes(
        bib(r).encode() if r.random() < 0.6 else page(r),
        name=r.choice(("one.bib", "two.txt")),
        as_of=dt.date(2026, 5, r.randint(1, 28)),
    ),
    "import_result": _import_result,
    "new_entry": lambda lib, r: lib.new_entry(
        "book", {"title": text(r), "year": "1999"}, source=r.choice((None, *ids_of(lib, "sources")))
    ),
    "add_to_source": _add_to_source,
    "set_fields": lambda lib, r: lib.set_fields(
        one(lib, r), {f: text(r) or None for f in r.sample(FIELDS, 2)}
    ),
    "edit_entry": lambda lib, r: lib.edit_entry(
        one(lib, r),
        [SetText(r.choice(FIELDS), text(r)), SetText("entrytype", r.choice(("misc", "online")))],
        key=r.choice((None, "k1", "k2", "k3")),
    ),
    "set_type": lambda lib, r: lib.set_type(one(lib, r), r.choice(("misc", "online"))),
    "set_key": lambda lib, r: lib.set_key(one(lib, r), r.choice(("k1", "k2", "k3"))),
    "set_source_text": lambda lib, r: lib.set_source_text(
        one(lib, r), f"@misc{{x{r.randint(1, 9)},\n title = {{{text(r)}}}, note = {{N}}}}"
    ),
    "trash": lambda lib, r: lib.trash(some(lib, r)),
    "restore_entries": lambda lib, r: lib.restore_entries(some(lib, r)),
    "restore_version": _restore,
    "add_collection": lambda lib, r: lib.add_collection(
        name(r), parent=r.choice([None, *ids_of(lib, "collections")]), entry_ids=some(lib, r)
    ),
    "edit_collection": lambda lib, r: lib.edit_collection(
        made(lib, "collections", r), name=name(r), colour="#aa0000"
    ),
    "move_collection": lambda lib, r: lib.move_collection(
        made(lib, "collections", r), r.choice([None, *ids_of(lib, "collections")])
    ),
    "delete_collection": lambda lib, r: lib.delete_collection(made(lib, "collections", r)),
    "add_to_collection": lambda lib, r: lib.add_to_collection(
        made(lib, "collections", r), some(lib, r)
    ),
    "set_collections": lambda lib, r: lib.set_collections(some(lib, r), new=[name(r)]),
    "remove_from_collection": lambda lib, r: lib.remove_from_collection(
        made(lib, "collections", r), some(lib, r)
    ),
    "add_tag": lambda lib, r: lib.add_tag(name(r), entry_ids=some(lib, r)),
    "edit_tag": lambda lib, r: lib.edit_tag(made(lib, "tags", r), name=name(r), colour=""),
    "delete_tag": lambda lib, r: lib.delete_tag(made(lib, "tags", r)),
    "tag": lambda lib, r: lib.tag(made(lib, "tags", r), some(lib, r)),
    "set_tags": lambda lib, r: lib.set_tags(some(lib, r), take=[made(lib, "tags", r)], new=["t"]),
    "save_search": lambda lib, r: lib.save_search(name(r), "author:ada"),
    "edit_search": lambda lib, r: lib.edit_search(
        made(lib, "searches", r), name=name(r), query="year:2001.."
    ),
    "delete_search": lambda lib, r: lib.delete_search(made(lib, "searches", r)),
    "add_profile": lambda lib, r: lib.add_profile(r.choice(PEOPLE)),
    "rename_profile": lambda lib, r: lib.rename_profile(made(lib, "profiles", r), r.choice(PEOPLE)),
    "delete_profile": lambda lib, r: lib.delete_profile(made(lib, "profiles", r)),
    "put_profile_first": lambda lib, r: lib.put_profile_first(made(lib, "profiles", r)),
    "set_person": lambda lib, r: lib.set_person(
        made(lib, "profiles", r),
        orcid=r.choice(("", "0000-0002-1825-0097")),
        fields=text(r),
        affiliations=[Affiliation(text(r), "2001", "")],
    ),
    "decide_variants": lambda lib, r: lib.decide_variants(
        made(lib, "profiles", r),
        {r.choice(("Bo a", "A. Example", "Bo b")): r.choice(("confirmed", "refused", ""))},
    ),
    "claim": lambda lib, r: lib.claim(made(lib, "profiles", r), some(lib, r)),
    "disown": lambda lib, r: lib.disown(made(lib, "profiles", r), some(lib, r)),
    "set_counting": lambda lib, r: lib.set_counting(
        made(lib, "profiles", r), r.choice(("", "Scopus")), r.choice(("maximum", "sum"))
    ),
    "choose_widgets": lambda lib, r: lib.choose_widgets(
        made(lib, "profiles", r), r.sample([("papers", "small"), ("awcr", "large")], 1)
    ),
    "add_metric": lambda lib, r: lib.add_metric(made(lib, "profiles", r), name(r), "%", text(r)),
    "delete_metric": lambda lib, r: lib.delete_metric(
        made(lib, "profiles", r), r.choice(("red", "blue", "h_index"))
    ),
    "report_metric": lambda lib, r: lib.report_metric(
        made(lib, "profiles", r),
        "h_index",
        r.choice((None, 3.0, 4.0)),
        source="me",
        as_of=f"2026-05-0{r.randint(1, 3)}",
    ),
    "unify_person": lambda lib, r: lib.unify_person(
        "Bo a", {r.choice(("Bo b", "Bo c")): r.choice((True, False, None))}
    ),
    "unify_people": lambda lib, r: lib.unify_people(
        {"Bo a": {"Bo b": r.choice((True, None))}, "Bo d": {"Bo c": r.choice((True, False))}}
    ),
    "set_patterns": lambda lib, r: lib.set_patterns(
        {r.choice(("", "book")): r.choice(("[auth]", "[year]", None))}
    ),
    "rekey": lambda lib, r: lib.rekey(
        {each.entry_id: each.new for each in lib.key_plan(some(lib, r))}
    ),
    "set_string": lambda lib, r: lib.set_string(*constant(lib, r), text(r)),
    "rename_string": lambda lib, r: lib.rename_string(*constant(lib, r), r.choice(("s", "u", "v"))),
    "add_string": lambda lib, r: lib.add_string(
        made(lib, "sources", r), r.choice(("u", "v")), text(r)
    ),
    "delete_strings": lambda lib, r: lib.delete_strings([constant(lib, r)]),
    "attach": lambda lib, r: lib.attach(one(lib, r), [paper(lib, r)], copy=r.choice((True, False))),
    "attach_new": lambda lib, r: lib.attach_new(
        paper(lib, r), "misc", {"title": text(r)}, copy=True
    ),
    "detach": lambda lib, r: lib.detach([made(lib, "attachments", r)]),
    "relocate": lambda lib, r: lib.relocate({made(lib, "attachments", r): paper(lib, r)}),
    "rename_value": lambda lib, r: lib.rename_value("author", ["Ada Example"], text(r) or "Bo"),
}
# Not steps that undo takes back: they move among the steps, end history, or change no table
OTHERS = {
    "undo",
    "redo",
    "move_to",
    "forget_steps",
    "empty_trash",
    "remember_target",
    "keep_novelty",
    "begin_language",
    "settle",
}


def writing_methods() -> set[str]:
    """The public methods of the library that come from a theme that writes."""
    return {
        method
        for method, _ in inspect.getmembers(Library, inspect.isfunction)
        if not method.startswith("_")
        and method not in {"open", "close"}
        and issubclass(next(each for each in Library.__mro__ if method in vars(each)), Writer)
    }
