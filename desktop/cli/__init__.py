"""The command line: a thin client of the library's operations, without Qt."""
