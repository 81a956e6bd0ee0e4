"""Files in and out: import, export, and files of entries."""
