r"""Files that an entry's own fields name, as other programs write them: read, never written.

JabRef and Zotero write ``file = {description:path:type;…}`` with ``\:``, ``\;`` and ``\\`` for
the signs themselves, Mendeley ``:path:type`` without a leading slash, others one bare path;
KBibTeX has ``localfile``. BibDesk's ``bdsk-file-1`` is a binary property list with an alias
that only macOS can follow: it is shown, not read. All of it is text that somebody else wrote,
and a path in it is a claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from biblio.entry import Entry
from biblio.latex import to_text


class LinkKind(StrEnum):
    """What a link leads to, as far as its text says."""

    RELATIVE = "relative"  # a path within some folder
    ABSOLUTE = "absolute"  # a path on this computer
    OUTSIDE = "outside"  # climbs out of its folder, or names another computer
    ADDRESS = "address"  # of the web
    OPAQUE = "opaque"  # nothing that we can follow


@dataclass(frozen=True, slots=True)
class Link:
    """One file that a field names.

    Attributes:
        field: The field's name as written.
        path: The path, with slashes; for an address the address; empty for what is opaque.
        title: What the field calls it; perhaps empty.
        kind: What it leads to.
    """

    field: str
    path: str
    title: str
    kind: LinkKind


_MOST: Final = 200  # of one field; nobody has more, and a screen must show them
_FIELDS: Final = frozenset({"file", "localfile", "pdf"})
_BIBDESK: Final = re.compile(r"bdsk-file-\d{1,4}", re.ASCII)
_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")
_SCHEME: Final = re.compile(r"(?!file:)[A-Za-z][A-Za-z0-9+.-]{1,20}://\S+", re.IGNORECASE)
_TEX_ESCAPE: Final = re.compile(r"\\([_&%#${}])")


def links_of(entry: Entry) -> list[Link]:
    """The files that the fields of an entry name, in the order of the fields."""
    found: list[Link] = []
    for field in entry.fields:
        if field.id in _FIELDS:
            found += _links(field.name, field.value)
        elif _BIBDESK.fullmatch(field.id):
            found.append(Link(field.name, "", "", LinkKind.OPAQUE))
    return found


def _links(field: str, value: str) -> list[Link]:
    value = value.strip()
    if not value:
        return []
    if _is_one_path(value):
        return [_link(field, value, "")]
    made = []
    for part in _split(value, ";", _MOST):
        pieces = [_unescaped(piece) for piece in _split(part, ":", 20)]
        pieces = _with_drive(pieces)
        if len(pieces) >= 3:
            made.append(_link(field, ":".join(pieces[1:-1]), pieces[0]))
        elif part.strip():
            made.append(_link(field, ":".join(pieces), ""))
    return made


def _is_one_path(value: str) -> bool:
    """Whether a field is a path or address, and nothing else."""
    if _SCHEME.fullmatch(value) or value.lower().startswith("file:"):
        return True
    return ";" not in value and (
        ":" not in value or (bool(_DRIVE.match(value)) and value.count(":") == 1)
    )


def _split(text: str, sign: str, most: int) -> list[str]:
    """The parts between a sign; behind a backslash it separates nothing."""
    parts = [""]
    for token in re.findall(r"\\.|.", text, re.DOTALL):
        if token == sign and len(parts) < most:
            parts.append("")
        else:
            parts[-1] += token
    return parts


def _unescaped(text: str) -> str:
    return re.sub(r"\\([:;\\])", r"\1", text).strip()


def _with_drive(pieces: list[str]) -> list[str]:
    r"""Put ``C`` and ``\papers\a.pdf`` together: Zotero and Mendeley escape no drive's colon."""
    for place in range(1, len(pieces) - 1):
        if re.fullmatch(r"[A-Za-z]", pieces[place]) and pieces[place + 1][:1] in {"/", "\\"}:
            joined = f"{pieces[place]}:{pieces[place + 1]}"
            return [*pieces[:place], joined, *pieces[place + 2 :]]
    return pieces


def _link(field: str, text: str, title: str) -> Link:
    """A link by its text; nothing is looked up."""
    path = _TEX_ESCAPE.sub(r"\1", text).strip()
    if _SCHEME.fullmatch(path):
        return Link(field, path, to_text(title), LinkKind.ADDRESS)
    if path.lower().startswith("file:"):
        from urllib.parse import unquote

        path = unquote(re.sub(r"^file:(?://(?:localhost)?(?=/))?", "", path, flags=re.IGNORECASE))
        path = re.sub(r"^/(?=[A-Za-z]:[\\/])", "", path)
    return Link(field, path.replace("\\", "/"), to_text(title), kind_of(path))


def kind_of(path: str) -> LinkKind:
    """What a path leads to, by its text alone: another computer is not even asked."""
    path = path.replace("\\", "/")
    if not path or "\0" in path or "\n" in path:
        return LinkKind.OPAQUE
    if path.startswith("//") or ".." in path.split("/"):
        return LinkKind.OUTSIDE
    if path.startswith("/") or _DRIVE.match(path):
        return LinkKind.ABSOLUTE
    if path.startswith("~") or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
        return LinkKind.OUTSIDE
    return LinkKind.RELATIVE


#: Endings of documents, which a program shows and does not run.
DOCUMENTS: Final = frozenset(
    {
        ".pdf", ".ps", ".eps", ".djvu", ".djv", ".epub", ".mobi", ".dvi", ".xps", ".cbz",
        ".txt", ".md", ".csv", ".tsv", ".json", ".bib", ".ris", ".tex", ".log",
        ".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".odp", ".xls", ".xlsx", ".ods",
        ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".bmp",
        ".mp3", ".ogg", ".wav", ".flac", ".mp4", ".mkv", ".webm", ".avi", ".mov",
        ".zip", ".gz", ".xz", ".7z", ".tar",
    }
)  # fmt: skip
# How programs, scripts and their like begin, whatever their name says
_PROGRAMS: Final = (
    b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe",
    b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"[Desktop Entry]", b"L\0\0\0\x01\x14\x02\0",
    b"[InternetShortcut]",
)  # fmt: skip


def is_document(name: str, head: bytes) -> bool:
    """Whether a file can be shown without running anything, by its name and first bytes.

    Args:
        name: The file's name.
        head: Its first bytes, some hundred of them.
    """
    ending = "".join(name.lower().rpartition(".")[1:]) if "." in name else ""
    if ending not in DOCUMENTS or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_PROGRAMS):
        return False
    return ending != ".pdf" or b"%PDF-" in head[:1024]
