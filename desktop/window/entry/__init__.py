"""The right side: one entry to read and to edit, and new ones."""
