"""The commands for attached files: attach and files."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from biblio.pdf_facts import PdfFacts, UnreadablePdfError, entry_of
from db import EntryFile, Library
from db.errors import OwnFileError
from desktop.cli import table
from desktop.cli.keys import one_id
from desktop.cli.output import DONE, PARTLY, Output
from desktop.located import find_by_content
from desktop.wording import UsageError, sentence

_REMARKS = {
    "address": "an address",
    "outside": "leads out of its folder; not followed",
    "opaque": "in a form that only another program reads",
}


def run_attach(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Give an entry files, or each PDF to the entry that it is."""
    try:
        return _attach(library, options, output)
    except OwnFileError as error:
        raise UsageError(sentence(error)) from error


def _attach(library: Library, options: argparse.Namespace, output: Output) -> int:
    copy = not options.link
    files: list[Path] = options.files
    if options.to is not None:
        if options.new:
            raise UsageError("--new and --to exclude each other.")
        notice = library.attach(one_id(library, options.to), files, copy=copy)
        output.document({"attached": [str(path) for path in files] if notice.step else []})
        if notice.step is None:
            output.message("Nothing to change: the entry has these files already.")
        else:
            output.line(f"{library.step(notice.step).name}.")
        return DONE
    done = [_attach_pdf(library, path, options, output) for path in files]
    output.document([document for document in done if document is not None])
    return DONE if all(done) else PARTLY


def _attach_pdf(
    library: Library, path: Path, options: argparse.Namespace, output: Output
) -> dict[str, object] | None:
    """Attach a PDF to the entry that it is; None where that is not sure."""
    from desktop.pdf_process import facts_of_pdf

    try:
        facts = facts_of_pdf(path)
    except UnreadablePdfError as error:
        output.message(f"“{path}” was not attached: {error.reason}; name its entry by --to KEY.")
        return None
    found = library.entries_of_paper(doi=facts.doi, arxiv=facts.arxiv, title=facts.title)
    document: dict[str, object] = {"file": str(path), "doi": facts.doi or None}
    document |= {"arxiv": facts.arxiv or None, "title": facts.title or None}
    if len(found) == 1:
        library.attach(found[0], [path], copy=not options.link)
        entry_id = found[0]
    elif not found and options.new:
        entry_id = library.attach_new(path, *entry_of(facts, path.stem), copy=not options.link)
    else:
        why = f"{len(found)} entries may be it" if found else "no entry of the library is it"
        output.message(
            f"“{path}” was not attached: {why} ({_told(facts)}); name its entry by --to KEY"
            f"{'' if found else ', or make one with --new'}."
        )
        return None
    key = library.entry(entry_id).entry.key
    output.line(f"{path}: {key or f'#{entry_id}'}")
    return document | {"id": entry_id, "key": key or None}


def _told(facts: PdfFacts) -> str:
    parts = [
        f"DOI {facts.doi}" if facts.doi else "",
        f"arXiv {facts.arxiv}" if facts.arxiv else "",
        f"“{facts.title}”" if facts.title else "",
    ]
    return ", ".join(filter(None, parts)) or "it does not say what it is"


def run_files(library: Library, options: argparse.Namespace, output: Output) -> int:
    """List files, find those that are missing, or take one from its entry."""
    if options.unused:
        unused = library.unused_files()
        output.document([str(path) for path in unused])
        for path in unused:
            output.line(str(path))
        if not unused:
            output.message("Every file in the library's folder is that of an entry.")
        return DONE
    if options.detach is not None:
        return _detach(library, options, output)
    if options.locate is not None:
        return _locate(library, options.locate, output)
    found = [f for f in _files(library, options) if not (options.missing and f.exists)]
    output.document([_document(library, each) for each in found])
    rows = [
        (library.entry(f.entry_id).entry.key or f"#{f.entry_id}", str(f.path or f.text), _remark(f))
        for f in found
    ]
    if rows:
        for line in table.table(("Entry", "File", ""), rows):
            output.line(line)
    else:
        output.message("No file is missing." if options.missing else "There is no such file.")
    return PARTLY if options.missing and rows else DONE


def _files(library: Library, options: argparse.Namespace) -> Iterator[EntryFile]:
    from dataclasses import replace

    if not options.keys:
        yield from library.all_files()
    for key in options.keys:
        entry_id = one_id(library, key)
        yield from (replace(each, entry_id=entry_id) for each in library.files_of(entry_id))


def _detach(library: Library, options: argparse.Namespace, output: Output) -> int:
    if len(options.keys) != 1:
        raise UsageError("Name the one entry that the file is to be taken from.")
    name = Path(options.detach).name
    own = [f for f in library.files_of(one_id(library, options.keys[0])) if f.attachment]
    ids = [f.attachment.id for f in own if f.attachment and Path(f.text).name == name]
    if len(ids) != 1:
        raise UsageError(f"The entry has no attached file “{name}”, or several.")
    notice = library.detach(ids)
    if notice.step is not None:
        name = library.step(notice.step).name
        output.line(f"{name}; the file itself is where it was.")
    return DONE


def _locate(library: Library, folder: Path, output: Output) -> int:
    missing = [f for f in library.all_files() if f.attachment and not f.exists]
    found = find_by_content(folder, [f.attachment for f in missing if f.attachment])
    if found:
        library.relocate(found)
    output.document({str(number): str(path) for number, path in found.items()})
    for path in found.values():
        output.line(str(path))
    output.message(f"Found {len(found)} of {len(missing)} missing files.")
    return DONE if len(found) == len(missing) else PARTLY


def _remark(file: EntryFile) -> str:
    if file.path is None:
        return _REMARKS.get(file.kind.value, "")
    return "" if file.exists else "missing"


def _document(library: Library, file: EntryFile) -> dict[str, object]:
    return {
        "id": file.entry_id,
        "key": library.entry(file.entry_id).entry.key or None,
        "file": file.text or None,
        "path": str(file.path) if file.path is not None else None,
        "exists": file.exists,
        "field": file.field or None,
    }
