"""The operations of a library, by theme; `db.LibraryReader` and `db.Library` have them all."""
