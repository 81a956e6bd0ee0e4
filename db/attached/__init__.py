"""Files that entries have."""
