"""What sites list and count of entries: the ledger, and which paper is which."""
