"""What keeps a library from being lost: backups, checks, rescue."""
