"""The list: its rows, columns and cells, and the search over it."""
