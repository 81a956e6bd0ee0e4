"""BibTeX and biblatex files: read, patched in place, written; the only user of bibtexparser."""
