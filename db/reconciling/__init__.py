"""The library against what sites list of a person."""
