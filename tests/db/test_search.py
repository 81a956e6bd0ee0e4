"""The two readings of a query, `matches` and SQL, find the same entries."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biblio.entry import Entry, make_entry
from biblio.formats.result import Block, BlockKind, ReadResult
from biblio.query import Query, parse
from biblio.query.match import Facts, matches
from biblio.query.position import positions
from biblio.query.saved import resolve
from biblio.query.texts import index_texts
from biblio.summary import Summary, summarise
from db import Library, schema
from db.finding.search import compile_query, register
from db.imports.importing import Origin

ME = "Siamak Ravanbakhsh"
TODAY = dt.date(2026, 3, 15)

ENTRIES = (
    make_entry(
        "article",
        "kaba2022",
        [
            ("author", "Kaba, S{\\'e}kou-Oumar and Ravanbakhsh, Siamak"),
            ("title", "Equivariant Networks for {C}rystal Structures"),
            ("journal", "Journal of Naïve Tests"),
            ("year", "2022"),
            ("subject", "MTRL-SCI"),
            ("primaryclass", "cond-mat.mtrl-sci"),
            ("DOI", "10.1000/xyz.1"),
            ("volume", "12"),
        ],
    ),
    make_entry(
        "inproceedings",
        "Aad:2012abc",
        [
            ("Author", "Siamak Ravanbakhsh"),
            ("month", "October/November"),
            ("title", "State-of-the-art $E(n)$ graphs: a survey"),
            ("booktitle", "Proc. of the Graph Conference"),
            ("date", "2023-11"),
            ("badge", "Code"),
            ("keywords", "graphs, to read; survey"),
            ("primaryclass", "cs.LG"),
            ("abstract", "We survey the deep graph."),
        ],
    ),
    make_entry(
        "misc",
        "",
        [
            ("author", "李明 and Ørsted, Hans and others"),
            ("title", "深度学习 and Straße"),
            ("date", "2024-02-29"),
            ("doi", "  "),
            ("note", "deep learning"),
            ("rating", "4.5"),
        ],
    ),
    make_entry("book", "empty", []),
    make_entry(
        "article",
        "a_b",
        [
            ("author", "Kába, Ján"),
            ("editor", "Siamak Ravanbakhsh and van der Berg, Jo A."),
            ("title", "🎉 Intervals [a, b) of R\\&D"),
            ("month", "dec"),
            ("date", "2022-05/2022-09"),
            ("isbn", "0-201-13447-0"),
            ("doi", "10.1000/qrs(1)a"),
            ("eprint", "2301.00001v2"),
            ("file", "🎉.pdf"),
        ],
    ),
)
FACTS = (
    Facts("2026-03-10T10:00:00+00:00", "2026-03-15T10:00:00+00:00", 12, (), ("oldkey99",)),
    Facts("2026-01-31T23:59:59+00:00", "2026-02-01T00:00:00+00:00", 0, ("Code",), problems=2),
    Facts("2025-12-31T00:00:00+00:00", "2025-12-31T00:00:00+00:00", None),
    Facts(
        "2024-02-29T00:00:00+00:00",
        "2024-02-29T00:00:00+00:00",
        7,
        tags=("to read", "Deep"),
        collections=("Read", "Survey"),
    ),
    Facts("2020-01-01T00:00:00+00:00", "2020-01-01T00:00:00+00:00"),
)
SEARCHES = {"first": 'kaba OR search:"x*"', "x*": "deep -search:first", "sole": "-year:2022"}


def facts_of(place: int) -> Facts:
    facts = FACTS[place]
    held = positions(ENTRIES[place].get("author"), ME)
    return Facts(
        facts.added,
        facts.changed,
        facts.citations,
        facts.badges,
        facts.old_keys,
        held | {"any"} if held else held,
        facts.tags,
        facts.collections,
        problems=facts.problems,
    )


@pytest.fixture(scope="module")
def library() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    register(connection)
    connection.execute("INSERT INTO profiles (name) VALUES (?)", (ME,))
    columns = ("id", "type", "key", "added", "changed", *Summary._fields)
    for number, entry in enumerate(ENTRIES, 1):
        facts = facts_of(number - 1)
        store(connection, number, entry, facts, columns)
    yield connection
    connection.close()


def store(
    connection: sqlite3.Connection,
    number: int,
    entry: Entry,
    facts: Facts,
    columns: tuple[str, ...],
) -> None:
    marks = ", ".join("?" * len(columns))
    connection.execute(
        f"INSERT INTO entries ({', '.join(columns)}) VALUES ({marks})",
        (number, entry.type, entry.key, facts.added, facts.changed, *summarise(entry)),
    )
    for place, field in enumerate(entry.fields):
        connection.execute(
            "INSERT INTO fields (entry, position, name, value) VALUES (?, ?, ?, ?)",
            (number, place, field.name, field.value),
        )
    connection.execute(
        "INSERT INTO search_index (rowid, title, authors, venue, other, key)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (number, *index_texts(entry, facts.old_keys)),
    )
    for key in facts.old_keys:
        connection.execute("INSERT INTO old_keys (entry, key) VALUES (?, ?)", (number, key))
    if facts.citations is not None:
        connection.executemany(
            "INSERT INTO counts (entry, source, as_of, value) VALUES (?, 's', ?, ?)",
            [(number, "2025-01-01", 999), (number, "2026-01-01", facts.citations)],
        )
    for name in facts.tags:
        connection.execute("INSERT INTO tags (name) VALUES (?)", (name,))
        connection.execute(
            "INSERT INTO taggings (tag, entry) VALUES (last_insert_rowid(), ?)", (number,)
        )
    for severity in ("note", *["warning"] * facts.problems):
        connection.execute(
            "INSERT INTO problems (entry, code, severity, message) VALUES (?, 'c', ?, 'm')",
            (number, severity),
        )
    parent = None
    for name in facts.collections:  # from the outside
        parent = connection.execute(
            "INSERT INTO collections (name, parent, position) VALUES (?, ?, 0)", (name, parent)
        ).lastrowid
    if parent is not None:
        connection.execute(
            "INSERT INTO memberships (collection, entry) VALUES (?, ?)", (parent, number)
        )
    if facts.positions:
        connection.execute(
            "INSERT INTO authorships (profile, entry, reason) VALUES (1, ?, 'author')", (number,)
        )


def understood(text: str, *, typing: bool) -> Query:
    def lookup(name: str, prefix: bool) -> tuple[str, str] | None:
        known = SEARCHES.get(name)
        return (name, known) if known is not None and not prefix else None

    return resolve(parse(text, typing=typing, today=TODAY), lookup, today=TODAY)


def found_by_sql(connection: sqlite3.Connection, text: str, *, typing: bool = False) -> list[int]:
    condition, parameters = compile_query(understood(text, typing=typing))
    rows = connection.execute(
        f"SELECT e.id FROM entries e WHERE {condition} ORDER BY e.id", parameters
    )
    return [row[0] for row in rows]


def found_by_matching(text: str, *, typing: bool = False) -> list[int]:
    query = understood(text, typing=typing)
    return [
        number
        for number, entry in enumerate(ENTRIES, 1)
        if matches(query, entry, facts_of(number - 1))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("kaba", [1, 5]),
        ("KÁBA", [1, 5]),
        ("sekou", [1]),
        ("S{\\'e}kou-Oumar", [1]),
        ("crystal", [1]),
        ("cryst", []),
        ("cryst*", [1]),
        ("naive", [1]),
        ("state-of-the-art", [2]),
        ("art-state", []),
        ('"deep graph"', [2]),
        ("deep", [2, 3]),
        ("deep -survey", [3]),
        ("-deep", [1, 4, 5]),
        ("crystal OR survey", [1, 2]),
        ("(crystal OR deep) graph", [2]),
        ("学习", [3]),
        ("strasse", [3]),
        ("orsted", [3]),
        ("Ørsted", [3]),
        ("author:ravanbakhsh", [1, 2, 5]),
        ("-author:ravanbakhsh", [3, 4]),
        ('author:="Sékou-Oumar Kaba"', [1]),
        ("author:=Kaba", []),
        ("author:(kaba OR 李明)", [1, 3, 5]),
        ("title:deep", []),
        ("venue:conference", [2]),
        ("journal:naïve", [1]),
        ("note:deep", [3]),
        ("doi:10.1000/xyz.1", [1]),
        ("year:2022..2023", [1, 2, 5]),
        ("year:>=2023", [2, 3]),
        ("year:<2023", [1, 5]),
        ("-year:2022", [2, 3, 4]),
        ("citations:>=7", [1, 4]),
        ("citations:0", [2]),
        ("rating:>4", [3]),
        ("type:article", [1, 5]),
        ("type:art", []),
        ("key:aad", [2]),
        ("key:oldkey", [1]),
        ("oldkey99", [1]),
        ("OLDKEY*", [1]),
        ("oldkey", []),
        ("title:oldkey99", []),
        ('"kaba2022 oldkey99"', [1]),
        ("crystal oldkey99", [1]),
        ("-oldkey99", [2, 3, 4, 5]),
        ("Aad:2012abc", [2]),
        ("field:LG", [2]),
        ("field:cs", [2]),
        ("field:cs.lg", [2]),
        ("field:mtrl-sci", [1]),
        ("has:code", [2]),
        ("badge:code", [2]),
        ("has:doi", [1, 5]),
        ("no:doi", [2, 3, 4]),
        ("has:citations", [1, 2, 4]),
        ("no:year", [4]),
        ("no:key", [3]),
        ('tag:"to read"', [2, 4]),
        ("tag:read", []),
        ("tag:deep", [4]),
        ("has:tag", [2, 4]),
        ("collection:read", [4]),
        ("collection:Survey", [4]),
        ("collection:sur", []),
        ("no:collection", [1, 2, 3, 5]),
        ("search:first", [1, 2, 3, 5]),
        ('search:"x*"', [2, 3]),
        ("-search:sole", [1, 5]),
        ("search:unknown", []),
        ("-search:unknown", [1, 2, 3, 4, 5]),
        ('venue:="proc. of the graph conference"', [2]),
        ('venue:="graph conference"', []),
        ("added:<30d", [1]),
        ("added:>30d", [2, 3, 4, 5]),
        ("added:2026-01..2026-03", [1, 2]),
        ("changed:today", [1]),
        ("date:2023", [2]),
        ("date:2023-11-01..", [2, 3]),
        ("date:2023-11-02..", [3]),
        ("date:2024-02", [3]),
        ("me:first", [2]),
        ("me:last", [1, 2]),
        ("me:sole", [2]),
        ("me:any", [1, 2]),
        ('title:="equivariant networks for crystal structures"', [1]),
        ("title:=equivariant", []),
        ("title:~^equi.*s$", [1]),
        ("title:~E\\(n\\)", [2]),
        ("title:~^strasse", []),
        ("no:such", [1, 2, 3, 4, 5]),
        ("keywords:=survey", [2]),
        ('"Ján Kába"', [5]),
        ('"kaba jan"', [5]),
        ('"Kába, Ján"', [5]),
        ('author:"Ján Kába"', [5]),
        ('author:"Sékou-Oumar Kaba"', [1]),
        ('author:"Kaba, Sékou-Oumar"', [1]),
        ('author:"Kaba Sékou"', [1]),
        ('author:"Ravanbakhsh, Siamak"', [1, 2, 5]),
        ('author:"Jo A. van der Berg"', [5]),
        ('author:"Kaba Siamak"', []),
        ('author:"ján ká*"', [5]),
        ('author:"ká*"', [1, 5]),
        ('-author:"Ján Kába"', [1, 2, 3, 4]),
        ('"ján kába" intervals', [5]),
        ('"b a"', []),
        ("🎉", [5]),
        ('"🎉"', [5]),
        ("-🎉", [1, 2, 3, 4]),
        ("title:🎉", [5]),
        ("&", [5]),
        ("_", [5]),
        ("key:_", [5]),
        ("→", []),
        ("\\", []),
        ("{", []),
        ("graph &", [2]),
        ("title:~[", [5]),
        ("title:~[a-", []),
        ("venue:~[", []),
        ('title:=""', [4]),
        ('-title:=""', [1, 2, 3, 5]),
        ("https://doi.org/10.1000/qrs(1)a", [5]),
        ("http://dx.doi.org/10.1000/QRS(1)a", [5]),
        ("doi:https://doi.org/10.1000/qrs(1)a", [5]),
        ("https://arxiv.org/abs/2301.00001", [5]),
        ("arxiv:https://arxiv.org/pdf/2301.00001v3", [5]),
        ("doi:=https://doi.org/10.1000/qrs(1)a", [5]),
        ("doi:=10.1000/QRS(1)a", [5]),
        ("doi:=10.1000/qrs", []),
        ("arXiv:2301.00001", [5]),
        ("isbn:0201134470", [5]),
        ("isbn:9780201134476", [5]),
        ("isbn:=0201134470", [5]),
        ("isbn:0201", [5]),
        ("isbn:0201134471", []),
        ("0201134470", [5]),
        ("month:12", [5]),
        ("month:dec", [5]),
        ("month:=December", [5]),
        ("month:>=3", [2, 5]),
        ("month:nov..dec", [2, 5]),
        ("month:1", []),
        ("month:=oct", [2]),
        ("month:november", [2]),
        ("year:20*", [1, 2, 3, 5]),
        ("year:2022", [1, 5]),
        ("author: kaba", [1, 5]),
        ("volume:*", [1]),
        ("month:may", [5]),
        ("month:5", [5]),
        ("month:05", [5]),
        ("month:=May", [5]),
        ("month:jan..mar", [3]),
        ("-month:feb", [1, 2, 4, 5]),
        ("month:ma*", [5]),
        ("has:month", [2, 3, 5]),
        ("no:month", [1, 4]),
        ("month:13", []),
        ("month:0", []),
        ("day:29", [3]),
        ("day:=29", [3]),
        ("day:2*", [3]),
        ("day:>28", [3]),
        ("day:<30", [3]),
        ("-day:>1", [1, 2, 4, 5]),
        ("has:day", [3]),
        ("day:9", []),
        ("has:problems", [2]),
        ("problems:*", [2]),
        ("no:problems", [1, 3, 4, 5]),
        ("problems:2", [2]),
        ("problems:>=1", [2]),
        ("problems:0", [1, 3, 4, 5]),
    ],
)
def test_finds(library: sqlite3.Connection, text: str, expected: list[int]) -> None:
    assert found_by_sql(library, text) == expected
    assert found_by_matching(text) == expected


@pytest.mark.parametrize("text", ["crystal OR survey", "key:a", "has:doi", "badge:code", "-deep"])
def test_a_condition_stands_beside_others(library: sqlite3.Connection, text: str) -> None:
    condition, parameters = compile_query(parse(text))
    statement = f"SELECT e.id FROM entries e WHERE 0 AND {condition}"
    assert library.execute(statement, parameters).fetchall() == []


ASKED_WORDS = (
    "deep graph kaba surv E(n) state-of-the-art 深度 学 ø strasse Straße é 10.1000 2022 Code LG cs "
    "oldkey99 read article sekou-oumar a' of and others ' & naïve first sole x* 🎉 [ _ dec 12 "
    "0201134470 may 29 https://doi.org/10.1000/qrs(1)a siamak ravanb berg ján van der jo"
)
ASKED_NAMES = (
    "author title venue journal key type field badge tag note doi year date citations rating me "
    "collection search keywords abstract volume has no unheard added changed primaryclass subject "
    "month day problems isbn eprint editor file"
)
ASKED_SPANS = (
    ">=2022 <7 2022..2023 ..2023 2023.. >12 0 =2023-11 2024-02 2023-11-01.. <30d >1y today 4.5"
)
WORDS = st.sampled_from(ASKED_WORDS.split())
NAMES = st.sampled_from(ASKED_NAMES.split())
SPANS = st.sampled_from(ASKED_SPANS.split())
TERMS = st.one_of(
    WORDS,
    st.tuples(WORDS, WORDS).map('"{0[0]} {0[1]}"'.format),
    st.tuples(WORDS, WORDS, WORDS).map('author:"{0[0]} {0[1]}, {0[2]}'.format),
    st.tuples(NAMES, st.sampled_from(["", "=", "~"]), WORDS).map("{0[0]}:{0[1]}{0[2]}".format),
    st.tuples(NAMES, SPANS).map("{0[0]}:{0[1]}".format),
    st.tuples(NAMES, WORDS, WORDS).map('{0[0]}:"{0[1]} {0[2]}"'.format),
)
QUERIES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        inner.map("-{}".format),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' '.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
    ),
    max_leaves=6,
)


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=QUERIES, typing=st.booleans())
def test_both_readings_agree(library: sqlite3.Connection, text: str, typing: bool) -> None:
    assert found_by_sql(library, text, typing=typing) == found_by_matching(text, typing=typing)


# FTS5's tokenizer knows the letters of Unicode 6.1; of later or redefined ones it makes other
# words than Python does.
SETTLED = st.characters(exclude_categories=["Cs"]).filter(
    lambda char: unicodedata.ucd_3_2_0.category(char) == unicodedata.category(char)
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(SETTLED, max_size=40))
def test_any_text_can_be_asked(library: sqlite3.Connection, text: str) -> None:
    assert found_by_sql(library, text) == found_by_matching(text)


@pytest.mark.parametrize(
    "text",
    [
        " OR ".join(f"-a{i}" for i in range(200)),
        " ".join("a" * 500),
        " OR ".join("ab" * 100),
        "(" * 500 + "a",
        "-(" * 400 + "a",
        "author:(" * 100,
        'a" OR "b\'; DROP TABLE entries; --',
        'title : a* NEAR("x" "y") ^b {c d}',
        "a:" * 400,
        "\0a",
    ],
    ids=range(10),
)
def test_hostile_texts_are_only_texts(library: sqlite3.Connection, text: str) -> None:
    assert found_by_sql(library, text) == found_by_matching(text)


def test_a_slow_pattern_is_over_soon(library: sqlite3.Connection) -> None:
    library.execute("SAVEPOINT slow")
    library.execute(
        "INSERT INTO fields (entry, position, name, value) VALUES (4, 0, 'abstract', ?)",
        ("a" * 100_000,),
    )
    began = time.process_time()
    assert found_by_sql(library, "abstract:~.*a.*a.*b") == []
    assert time.process_time() - began < 5
    library.execute("ROLLBACK TO slow")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    blocks = tuple(Block(BlockKind.ENTRY, "", 1, place) for place in range(len(ENTRIES)))
    with Library.open(tmp_path_factory.mktemp("real") / "own.oeuvre") as opened:
        opened.import_result(
            ReadResult("bibtex", "utf-8", ENTRIES, blocks), Origin("refs.bib", "", "", 0)
        )
        yield opened


@settings(max_examples=200, deadline=None)
@given(text=QUERIES, typing=st.booleans())
def test_a_real_library_agrees(real: Library, text: str, typing: bool) -> None:
    query = parse(text, typing=typing)
    stored = [real.entry(number) for number in range(1, len(ENTRIES) + 1)]
    assert list(real.find_ids(query)) == [
        one.id
        for one in stored
        if matches(
            query,
            one.entry,
            Facts(
                one.added,
                one.changed,
                None,
                tuple(filter(None, [one.entry.get("badge")])),
                problems=sum(problem.severity != "note" for problem in one.problems),
            ),
        )
    ]
