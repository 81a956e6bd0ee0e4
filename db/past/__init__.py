"""The journal, and what it knows of the past."""
