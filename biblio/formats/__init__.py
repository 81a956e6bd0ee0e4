"""Formats: bytes to entries and back."""
