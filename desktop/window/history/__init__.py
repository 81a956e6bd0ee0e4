"""The past and what saves it: history, backups, rescue."""
