"""The library's tables, as sqlite-utils migrations; docs/library-format.md describes them.

Facts live in `entries`, `fields`, `sources`, `blocks` and the ledgers; the `sort_*` columns,
`authors`, `title`, `venue` and the search index are derived from the fields by
`db.entries.derive` and can be rebuilt from them.
"""

from __future__ import annotations

import sqlite3

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x4F455556  # "OEUV": how SQLite and file(1) know a library
SCHEMA_VERSION = 1

# Tables whose rows the journal can take back. The order is that of references.
JOURNALED = (
    "settings",
    "profiles",
    "variants",
    "affiliations",
    "widgets",
    "own_metrics",
    "spellings",
    "sources",
    "entries",
    "fields",
    "old_keys",
    "old_titles",
    "blocks",
    "authorships",
    "refusals",
    "reported",
    "counts",
    "yearly_counts",
    "reported_years",
    "site_rows",
    "problems",
    "collections",
    "memberships",
    "tags",
    "taggings",
    "searches",
    "patterns",
    "attachments",
    "versions",
    "parted",
)

_TABLES = """
CREATE TABLE settings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE profiles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    field TEXT NOT NULL DEFAULT '',
    fields TEXT NOT NULL DEFAULT '',
    orcid TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    count_source TEXT NOT NULL DEFAULT '',
    versions TEXT NOT NULL DEFAULT 'maximum' CHECK (versions IN ('maximum', 'sum'))
) STRICT;

CREATE TABLE variants (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    profile INTEGER NOT NULL REFERENCES profiles(id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('confirmed', 'refused'))
) STRICT;

CREATE TABLE affiliations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    profile INTEGER NOT NULL REFERENCES profiles(id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    first TEXT NOT NULL DEFAULT '',
    last TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE widgets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    profile INTEGER NOT NULL REFERENCES profiles(id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    metric TEXT NOT NULL,
    size TEXT NOT NULL CHECK (size IN ('small', 'medium', 'large'))
) STRICT;

CREATE TABLE own_metrics (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    profile INTEGER NOT NULL REFERENCES profiles(id) DEFERRABLE INITIALLY DEFERRED,
    metric TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL DEFAULT '',
    definition TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE spellings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    person TEXT NOT NULL,
    same INTEGER NOT NULL CHECK (same IN (0, 1))
) STRICT;

CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT NOT NULL,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    imported TEXT NOT NULL,
    as_of TEXT NOT NULL
) STRICT;

CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    key TEXT NOT NULL,
    added TEXT NOT NULL,
    changed TEXT NOT NULL,
    trashed INTEGER NOT NULL DEFAULT 0,
    edited INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL,
    authors TEXT NOT NULL,
    year INTEGER,
    date TEXT NOT NULL,
    venue TEXT NOT NULL,
    subject TEXT NOT NULL,
    badges TEXT NOT NULL,
    sort_title TEXT NOT NULL,
    sort_author TEXT NOT NULL,
    sort_venue TEXT NOT NULL,
    order_title TEXT,
    order_author TEXT,
    order_venue TEXT
) STRICT;

CREATE TABLE fields (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    expression TEXT
) STRICT;

CREATE TABLE old_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED,
    key TEXT NOT NULL
) STRICT;

CREATE TABLE old_titles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL
) STRICT;

CREATE TABLE blocks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL REFERENCES sources(id) DEFERRABLE INITIALLY DEFERRED,
    line INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    entry INTEGER REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE authorships (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    profile INTEGER NOT NULL REFERENCES profiles(id) DEFERRABLE INITIALLY DEFERRED,
    entry INTEGER NOT NULL REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED,
    reason TEXT NOT NULL,
    source INTEGER REFERENCES sources(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE refusals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    profile INTEGER NOT NULL REFERENCES profiles(id) DEFERRABLE INITIALLY DEFERRED,
    entry INTEGER NOT NULL REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE reported (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    profile INTEGER NOT NULL REFERENCES profiles(id) DEFERRABLE INITIALLY DEFERRED,
    metric TEXT NOT NULL,
    value REAL NOT NULL,
    source TEXT NOT NULL,
    as_of TEXT NOT NULL
) STRICT;

CREATE TABLE counts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED,
    source TEXT NOT NULL,
    as_of TEXT NOT NULL,
    value INTEGER NOT NULL,
    turn INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE yearly_counts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED,
    source TEXT NOT NULL,
    as_of TEXT NOT NULL,
    year INTEGER NOT NULL,
    value INTEGER NOT NULL,
    turn INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE reported_years (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    profile INTEGER NOT NULL REFERENCES profiles(id) DEFERRABLE INITIALLY DEFERRED,
    source TEXT NOT NULL,
    as_of TEXT NOT NULL,
    year INTEGER NOT NULL,
    value INTEGER NOT NULL
) STRICT;

CREATE TABLE site_rows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL REFERENCES sources(id) DEFERRABLE INITIALLY DEFERRED,
    line INTEGER NOT NULL,
    site TEXT NOT NULL,
    identity TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('matched', 'chosen', 'left', 'open')),
    entry INTEGER REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED,
    content TEXT NOT NULL
) STRICT;

CREATE TABLE problems (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER REFERENCES sources(id) DEFERRABLE INITIALLY DEFERRED,
    entry INTEGER REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    line INTEGER,
    field TEXT
) STRICT;

CREATE TABLE collections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    parent INTEGER REFERENCES collections(id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    colour TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE memberships (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    collection INTEGER NOT NULL REFERENCES collections(id) DEFERRABLE INITIALLY DEFERRED,
    entry INTEGER NOT NULL REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE tags (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    colour TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE taggings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tag INTEGER NOT NULL REFERENCES tags(id) DEFERRABLE INITIALLY DEFERRED,
    entry INTEGER NOT NULL REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE searches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    query TEXT NOT NULL
) STRICT;

CREATE TABLE versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED,
    work INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE parted (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED,
    other INTEGER NOT NULL
) STRICT;

CREATE TABLE patterns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL CHECK (purpose IN ('key', 'file')),
    type TEXT NOT NULL,
    pattern TEXT NOT NULL,
    UNIQUE (purpose, type)
) STRICT;

CREATE TABLE attachments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL REFERENCES entries(id) DEFERRABLE INITIALLY DEFERRED,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    digest TEXT NOT NULL,
    added TEXT NOT NULL
) STRICT;

CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    actor TEXT NOT NULL,
    made TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'abandoned', 'final')),
    parent INTEGER
) STRICT;

CREATE TABLE images (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    change INTEGER NOT NULL REFERENCES changes(id) ON DELETE CASCADE,
    tbl TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    image TEXT
) STRICT;

CREATE TABLE novelty (
    entry INTEGER PRIMARY KEY,
    value REAL NOT NULL,
    nearest INTEGER NOT NULL,
    version INTEGER NOT NULL,
    texts INTEGER NOT NULL,
    made TEXT NOT NULL
) STRICT;

CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE VIEW mine AS
    SELECT profile, entry FROM authorships a WHERE NOT EXISTS (
        SELECT 1 FROM refusals r WHERE r.profile = a.profile AND r.entry = a.entry);

CREATE VIRTUAL TABLE search_index USING fts5(
    title, authors, venue, other, key,
    content='', tokenize='unicode61 remove_diacritics 2'
);
"""

# Apart from the tables, so that a bulk load can drop and rebuild them. Those of `entries` hold all
# that sorting the list by one column asks for (`db.finding.ordering`), in the trash or outside.
INDEXES = """
CREATE INDEX entries_key ON entries(key);
CREATE INDEX entries_trashed ON entries(trashed);
CREATE INDEX entries_title ON entries(trashed, sort_title, order_title);
CREATE INDEX entries_author ON entries(trashed, sort_author, order_author);
CREATE INDEX entries_venue ON entries(trashed, sort_venue, order_venue);
CREATE INDEX entries_own_title ON entries(trashed, order_title) WHERE order_title IS NOT NULL;
CREATE INDEX entries_own_author ON entries(trashed, order_author) WHERE order_author IS NOT NULL;
CREATE INDEX entries_own_venue ON entries(trashed, order_venue) WHERE order_venue IS NOT NULL;
CREATE INDEX entries_date ON entries(trashed, year, date);
CREATE INDEX entries_subject ON entries(trashed, subject);
CREATE INDEX entries_badges ON entries(trashed, badges);
CREATE INDEX entries_by_key ON entries(trashed, key COLLATE NOCASE);
CREATE INDEX entries_type ON entries(trashed, type);
CREATE INDEX entries_added ON entries(trashed, added);
CREATE INDEX entries_changed ON entries(trashed, changed);
CREATE INDEX fields_entry ON fields(entry, position);
CREATE INDEX fields_name ON fields(name COLLATE NOCASE, entry);
CREATE INDEX old_keys_key ON old_keys(key);
CREATE INDEX old_keys_entry ON old_keys(entry);
CREATE INDEX old_titles_title ON old_titles(title);
CREATE INDEX old_titles_entry ON old_titles(entry);
CREATE INDEX blocks_source ON blocks(source, line, id);
CREATE INDEX blocks_entry ON blocks(entry) WHERE entry IS NOT NULL;
CREATE INDEX authorships_profile ON authorships(profile, entry);
CREATE INDEX authorships_entry ON authorships(entry);
CREATE INDEX authorships_source ON authorships(source) WHERE source IS NOT NULL;
CREATE INDEX refusals_entry ON refusals(entry);
CREATE INDEX refusals_profile ON refusals(profile, entry);
CREATE INDEX counts_entry ON counts(entry, as_of, turn, value);
CREATE INDEX yearly_counts_entry ON yearly_counts(entry, source, as_of, turn);
CREATE INDEX reported_years_profile ON reported_years(profile);
CREATE INDEX site_rows_source ON site_rows(source);
CREATE INDEX site_rows_identity ON site_rows(site, identity);
CREATE INDEX site_rows_entry ON site_rows(entry) WHERE entry IS NOT NULL;
CREATE INDEX problems_entry ON problems(entry, severity);
CREATE INDEX memberships_collection ON memberships(collection, entry);
CREATE INDEX memberships_entry ON memberships(entry);
CREATE INDEX taggings_tag ON taggings(tag, entry);
CREATE INDEX taggings_entry ON taggings(entry);
CREATE INDEX versions_entry ON versions(entry);
CREATE INDEX versions_work ON versions(work, position);
CREATE INDEX parted_entry ON parted(entry, other);
CREATE INDEX attachments_entry ON attachments(entry);
CREATE INDEX images_change ON images(change);
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables up to `SCHEMA_VERSION`; does nothing where they are.

    Raises:
        sqlite3.Error: When the file cannot be written; the failing step is rolled back.
    """
    from sqlite_utils import Database, Migrations

    steps = Migrations("oeuvre")

    @steps()
    def create_tables(db: Database) -> None:
        for statement in _statements(_TABLES + INDEXES):
            db.conn.execute(statement)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.conn.execute("PRAGMA user_version = 1")

    # One transaction around it all: a crash leaves an empty file or a whole library, and of
    # two programs that make the same library the second finds nothing left to do.
    connection.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(Database(connection))
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _statements(script: str) -> list[str]:
    # executescript would commit the migration's transaction
    return [part for part in script.split(";\n") if part.strip()]
