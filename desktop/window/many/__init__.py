"""Changing and checking many entries at once."""
