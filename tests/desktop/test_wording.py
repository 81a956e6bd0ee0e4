"""Every error of the world has a sentence."""

from __future__ import annotations

import errno
import inspect
import os
import re
from pathlib import Path

import pytest

from db import errors
from desktop.wording import sentence, unreadable

PATH = Path("folder/my.oeuvre")


def library_errors() -> list[errors.LibraryError]:
    kinds = [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.LibraryError) and kind is not errors.LibraryNewerError
    ]
    return [*(kind(PATH) for kind in kinds), errors.LibraryNewerError(PATH, 7, 1)]


@pytest.mark.parametrize("error", library_errors(), ids=lambda error: type(error).__name__)
def test_words_every_library_error(error: errors.LibraryError) -> None:
    text = sentence(error)
    assert str(PATH) in text
    assert re.fullmatch(r"[A-Z].*\.", text)
    assert type(error).__name__ not in text


def test_each_library_error_has_words_of_its_own() -> None:
    found = [sentence(error) for error in library_errors()]
    assert len(set(found)) == len(found)


def test_names_both_versions_of_a_newer_library() -> None:
    text = sentence(errors.LibraryNewerError(PATH, 7, 1))
    assert "7" in text
    assert "up to 1" in text


@pytest.mark.parametrize(
    "number",
    [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS, errno.ENOTDIR, errno.EIO],
    ids=errno.errorcode.get,
)
def test_words_the_errors_of_files(number: int) -> None:
    text = sentence(OSError(number, os.strerror(number), "refs.bib"))
    assert "“refs.bib”" in text
    assert re.fullmatch(r"[A-Z].*\.", text)
    assert "Errno" not in text


def test_says_that_a_folder_is_one(tmp_path: Path) -> None:
    for error in (
        IsADirectoryError(21, "x", str(tmp_path)),
        PermissionError(13, "x", str(tmp_path)),
    ):
        assert sentence(error) == f"“{tmp_path}” is a folder, not a file; name a file in it."


def test_a_reason_becomes_one_sentence() -> None:
    assert unreadable("x.bib", "it is empty.") == "“x.bib” was not imported: it is empty."
