"""Versions of one work, duplicates, and the library against what sites list."""
