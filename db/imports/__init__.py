"""Bringing files in: what becomes of what was read."""
