"""Who it is, and where they stand: numbers, each with its reasons."""
