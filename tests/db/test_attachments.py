"""Files are copied whole, linked where they are, found again, and never led out of the folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from biblio.attached import LinkKind
from db import Library
from db.attached.attachment_files import copy_into
from db.errors import NoSuchAttachmentError, OwnFileError
from tests.db.conftest import Tables

BIB = r"""
@article{kaba2022, title = {Equivariant Networks}, doi = {10.1000/AB\_1}, file = {:a.pdf:PDF}}
@article{two, title = {Two}, eprint = {2301.00001}, archiveprefix = {arXiv},
  file = {One:../../etc/passwd:TXT;Two:/etc/hostname:TXT;:https\://example.org/a.pdf:PDF}}
"""


@pytest.fixture
def ids(library: Library, tmp_path: Path) -> list[int]:
    """Two entries of a .bib in a folder, beside which a file lies that the first one names."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-a")
    library.import_bytes(BIB.encode(), name="refs.bib", path=str(folder / "refs.bib"))
    return sorted(library.find_ids())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Download (1).PDF"
    path.write_bytes(b"%PDF-1.7 x")
    return path


def test_a_copy_gets_a_name_by_the_pattern(library: Library, ids: list[int], file: Path) -> None:
    library.attach(ids[0], [file])
    (own, named) = library.files_of(ids[0])
    assert own.path == library.files_folder / "kaba2022.pdf"
    assert own.path.read_bytes() == b"%PDF-1.7 x"
    assert own.attachment is not None
    assert own.attachment.path == "kaba2022.pdf"
    assert own.attachment.digest == hashlib.sha256(b"%PDF-1.7 x").hexdigest()
    assert (named.field, named.exists, named.attachment) == ("file", True, None)
    assert library.files_folder == library.path.with_name("own.files")


def test_undo_takes_the_link_back_and_leaves_the_file(
    library: Library, ids: list[int], file: Path, tables: Callable[[], Tables]
) -> None:
    before = tables()
    notice = library.attach(ids[0], [file])
    assert notice.entry_ids == (ids[0],)
    after = tables()
    assert library.undo()[0].name == "Attach Download (1).PDF to kaba2022"
    assert tables() == before
    assert library.unused_files() == [library.files_folder / "kaba2022.pdf"]
    library.redo()
    assert tables() == after
    assert library.unused_files() == []
    assert library.files_of(ids[0])[0].exists


def test_the_same_file_is_attached_once(library: Library, ids: list[int], file: Path) -> None:
    library.attach(ids[0], [file])
    assert library.attach(ids[0], [file]).step is None
    other = file.with_name("other.pdf")
    other.write_bytes(b"%PDF other")
    library.attach(ids[0], [other])
    assert [f.text for f in library.files_of(ids[0])] == ["kaba2022.pdf", "kaba2022-2.pdf", "a.pdf"]


def test_a_linked_file_stays_where_it_is(library: Library, ids: list[int], file: Path) -> None:
    library.attach(ids[0], [file], copy=False)
    own = library.files_of(ids[0])[0]
    assert (own.path, own.kind) == (file, LinkKind.ABSOLUTE)
    assert not library.files_folder.exists()


def test_a_missing_file_is_found_again(library: Library, ids: list[int], file: Path) -> None:
    library.attach(ids[0], [file], copy=False)
    moved = file.rename(file.with_name("moved.pdf"))
    (lost,) = library.all_files()
    assert not lost.exists
    assert lost.attachment is not None
    library.relocate({lost.attachment.id: moved})
    assert [f.path for f in library.all_files() if f.exists] == [moved]
    library.undo()
    assert not library.all_files()[0].exists


def test_the_library_itself_is_no_file_of_an_entry(
    library: Library, ids: list[int], file: Path, tmp_path: Path
) -> None:
    alias = tmp_path / "alias.pdf"
    alias.symlink_to(library.path)
    with pytest.raises(OwnFileError):
        library.attach(ids[0], [file, alias])
    library.attach(ids[0], [file], copy=False)
    own = library.files_of(ids[0])[0].attachment
    assert own is not None
    with pytest.raises(OwnFileError):
        library.relocate({own.id: library.path})


def test_a_file_that_is_not_there_attaches_nothing(
    library: Library, ids: list[int], file: Path, tables: Callable[[], Tables]
) -> None:
    before = tables()
    with pytest.raises(FileNotFoundError):
        library.attach(ids[0], [file, file.with_name("none.pdf")])
    assert tables() == before


def test_detaching_can_be_taken_back(library: Library, ids: list[int], file: Path) -> None:
    library.attach(ids[0], [file])
    own = library.files_of(ids[0])[0].attachment
    assert own is not None
    library.detach([own.id])
    assert [f.field for f in library.files_of(ids[0])] == ["file"]
    with pytest.raises(NoSuchAttachmentError):
        library.detach([own.id])
    library.undo()
    assert library.files_of(ids[0])[0].attachment == own


def test_what_fields_name_is_shown_and_not_followed_out(library: Library, ids: list[int]) -> None:
    assert [(f.text, f.kind, f.path) for f in library.files_of(ids[1])] == [
        ("../../etc/passwd", LinkKind.OUTSIDE, None),
        ("/etc/hostname", LinkKind.ABSOLUTE, Path("/etc/hostname")),
        ("https://example.org/a.pdf", LinkKind.ADDRESS, None),
    ]
    assert library.export_source("refs.bib").decode() == BIB


def test_a_link_of_the_file_system_does_not_lead_out(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(b"%PDF-")
    place = tmp_path / "papers" / "a.pdf"
    place.unlink()
    place.symlink_to(secret)
    (named,) = library.files_of(ids[0])
    assert (named.exists, named.path) == (False, library.files_folder / "a.pdf")
    loop = tmp_path / "papers" / "loop"
    loop.symlink_to(loop)
    assert library.files_of(ids[0])


def test_emptying_the_trash_forgets_attachments(
    library: Library, ids: list[int], file: Path
) -> None:
    library.attach(ids[0], [file])
    library.trash([ids[0]])
    assert library.unused_files() == []
    assert library.all_files() == []
    library.empty_trash()
    assert library.unused_files() == [library.files_folder / "kaba2022.pdf"]
    assert library.verify() == []


def test_a_copy_never_takes_the_place_of_another_file(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "x.pdf").symlink_to(tmp_path / "elsewhere.pdf")
    assert copy_into(folder, file, "x.pdf") == folder / "x-2.pdf"
    assert not (tmp_path / "elsewhere.pdf").exists()
    assert copy_into(folder, file, "x.pdf") == folder / "x-2.pdf"
    assert sorted(path.name for path in folder.iterdir()) == ["x-2.pdf", "x.pdf"]


def test_a_paper_is_found_by_what_its_pdf_says(library: Library, ids: list[int]) -> None:
    assert library.entries_of_paper(doi="10.1000/ab_1") == [ids[0]]
    assert library.entries_of_paper(arxiv="2301.00001") == [ids[1]]
    assert library.entries_of_paper(title="EQUIVARIANT  networks") == [ids[0]]
    assert library.entries_of_paper(doi="10.1000/ab") == []
    assert library.entries_of_paper(doi="10.1000/ab_1", arxiv="2301.00001", title="two") == ids
    assert library.entries_of_paper() == []


def test_merged_entries_keep_the_files_of_all(library: Library, ids: list[int], file: Path) -> None:
    library.attach(ids[0], [file])
    library.attach(ids[1], [file], copy=False)
    library.merge_entries(ids[0], [ids[1]])
    assert [f.text for f in library.files_of(ids[0]) if f.attachment] == [
        "kaba2022.pdf",
        file.as_posix(),
    ]
    library.undo()
    assert len([f for f in library.files_of(ids[0]) if f.attachment]) == 1


def test_the_history_tells_of_a_file_by_its_name(
    library: Library, ids: list[int], file: Path
) -> None:
    step = library.attach(ids[0], [file]).step
    assert step is not None
    (entry,) = library.step_changes(step).entries
    (change,) = entry.fields
    assert change.after.startswith("kaba2022.pdf · ")
    assert len(change.after) < 60


def test_entries_with_files_are_found(library: Library, file: Path) -> None:
    library.import_bytes(b"@misc{a, title = {A}} @misc{b, title = {B}}", name="x.bib")
    first, second = sorted(library.find_ids())
    assert list(library.find_ids("has:file")) == []
    library.attach(first, [file])
    assert list(library.find_ids("has:file")) == [first]
    assert list(library.find_ids("no:file")) == [second]
    assert list(library.find_ids("file:a.pdf")) == [first]
    library.undo()
    assert list(library.find_ids("has:file")) == []


def test_a_new_entry_of_a_file_is_one_step(library: Library, file: Path) -> None:
    made = library.attach_new(file, "misc", {"title": "Three Tests", "year": "2023"}, copy=True)
    assert library.entry(made).entry.key == "2023three"
    assert library.files_of(made)[0].path == library.files_folder / "2023three.pdf"
    library.undo()
    assert library.count() == 0
