"""A folder that a service copies is known by its name or by what the service leaves in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.safety.synced import service_of


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/papers", "Dropbox"),
        ("Dropbox (Work)", "Dropbox"),
        ("OneDrive - Some University/lists", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-someone", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("papers", None),
        ("on Dropboxes", None),
        ("mydriveway", None),
    ],
)
def test_a_folder_is_known_by_its_name(folder: str, service: str | None, tmp_path: Path) -> None:
    assert service_of(tmp_path / folder / "own.oeuvre") == service


@pytest.mark.parametrize(
    ("marker", "service"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        (".sync_a1b2.db", "Nextcloud"),
        (".tmp.drivedownload", "Google Drive"),
    ],
)
def test_a_folder_is_known_by_what_a_service_leaves_in_it(
    marker: str, service: str, tmp_path: Path
) -> None:
    (tmp_path / "shared" / "papers").mkdir(parents=True)
    (tmp_path / "shared" / marker).mkdir()
    assert service_of(tmp_path / "shared" / "papers" / "own.oeuvre") == service
    assert service_of(tmp_path / "own.oeuvre") is None


def test_the_account_of_a_service_in_the_home_folder_says_nothing_of_what_is_there() -> None:
    (Path.home() / ".dropbox").mkdir()
    assert service_of(Path.home() / "own.oeuvre") is None
