"""Whether a file lies in a folder that a service copies to other machines.

Such a service copies a file while it is being written, and two machines that write make two
files or one broken one. SQLite's own page on how to corrupt a database (section 2, "File locking
problems", and 1.4 "Unlinking or renaming a database file while in use") says why.
"""

from __future__ import annotations

from pathlib import Path

# What a folder's name begins with, in lower case, and the service that it is of
_NAMES = (
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud", "iCloud"),
    ("com~apple~clouddocs", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("syncthing", "Syncthing"),
)
# What a service leaves at the top of its folder
_MARKERS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".tmp.driveupload", "Google Drive"),
    (".tmp.drivedownload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"),
)
_PATTERNS = ((".sync_*.db", "Nextcloud"), ("._sync_*.db", "Nextcloud"))


def service_of(path: Path) -> str | None:
    """The name of the service whose folder a file is in, or None."""
    for folder in path.absolute().resolve().parents:
        name = folder.name.lower()
        for start, service in _NAMES:
            if name == start or name.startswith((f"{start} ", f"{start}-", f"{start}(")):
                return service
        # A home folder holds the account of some of them, and is not copied itself
        if folder in (Path.home(), Path(folder.anchor)):
            continue
        for marker, service in _MARKERS:
            if (folder / marker).exists():
                return service
        for pattern, service in _PATTERNS:
            if next(folder.glob(pattern), None) is not None:
                return service
    return None
