"""The real bibtex and biber, run on a text in a folder of its own."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from biblio.formats.bibtex.options import WriteOptions
from biblio.formats.bibtex.reader import definitions, read
from biblio.formats.bibtex.selection import Item, alone, write_selection
from biblio.formats.encoding import encode
from biblio.formats.result import BlockKind
from biblio.private import PRIVATE_FIELDS

_BLANK = re.compile(rb"<bltx:(\w+)> ?</bltx:\1> ?")
_OPTIONS = re.compile(rb"<bltx:options>([^<]*)")
_END = re.compile(rb"\s*</bltx:entries>\s*\Z|\s+(?=<bltx:entry )")


@dataclass(frozen=True, slots=True)
class Run:
    """What a program made of a file.

    Attributes:
        log: What it said.
        status: Its exit status; bibtex has 2 for an error.
        made: The file that it wrote, empty if none.
    """

    log: str
    status: int
    made: bytes


def run_bibtex(folder: Path, data: bytes, style: str, cited: Sequence[bytes] = (b"*",)) -> Run:
    """Run bibtex on a .bib of which these keys are cited."""
    folder.mkdir(exist_ok=True)
    (folder / "refs.bib").write_bytes(data)
    citations = b"".join(b"\\citation{%s}\n" % key for key in cited)
    (folder / "doc.aux").write_bytes(
        b"\\relax\n%s\\bibstyle{%s}\n\\bibdata{refs}\n" % (citations, style.encode())
    )
    made = folder / "doc.bbl"
    made.unlink(missing_ok=True)
    # A parent is listed only where it is cited: what is cited twice says nothing of the text
    command = ["bibtex", "-min-crossrefs=9999", "doc"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)
    text = done.stdout.decode("utf-8", "replace")
    return Run(text, done.returncode, made.read_bytes() if made.exists() else b"")


def run_biber(folder: Path, data: bytes) -> Run:
    """Have biber read a .bib and write what it understood, with what is inherited in its place."""
    folder.mkdir(exist_ok=True)
    (folder / "refs.bib").write_bytes(data)
    made = folder / "out.bltxml"
    made.unlink(missing_ok=True)
    command = [
        "biber", "--tool", "--output-format=biblatexml", "--output-resolve-crossrefs",
        "--output-resolve-xdata", "--output-file=out.bltxml",
        "--quiet", "refs.bib",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300)
    text = (done.stdout + done.stderr).decode("utf-8", "replace")
    return Run(text, done.returncode, made.read_bytes() if made.exists() else b"")


def read_by_biber(folder: Path, data: bytes) -> list[bytes]:
    """The entries of a .bib as biber understands them, in no order; empty where it fails."""
    done = run_biber(folder, data)
    # TeX takes white space of any kind and length for one space
    made = _BLANK.sub(b"", re.sub(rb"\s+", b" ", _END.sub(b"", done.made)))
    made = _OPTIONS.sub(_in_order, made)
    return [] if done.status else sorted(made.split(b"<bltx:entry ")[1:])


def _in_order(options: re.Match[bytes]) -> bytes:
    """Options of an entry, which biber writes as they come."""
    return b"<bltx:options>" + b",".join(sorted(options[1].split(b",")))


def normalised(data: bytes) -> tuple[bytes, list[bytes]]:
    """A .bib written anew with every field, in its own encoding and its own words; its keys.

    Page ranges stay as they are: that option is meant to change what is printed.
    """
    result = read(data)
    strings = [block.text for block in result.blocks if block.kind is BlockKind.STRING]
    macros = definitions("\n".join(strings))
    text = write_selection(
        [Item(entry, macros=macros) for entry in result.entries],
        WriteOptions(dialect="keep", page_dashes=False, private=PRIVATE_FIELDS),
        preambles=[
            alone(block.text, macros) for block in result.blocks if block.kind is BlockKind.PREAMBLE
        ],
    )
    keys = dict.fromkeys(entry.key for entry in result.entries if entry.key)
    return encode(text, result.encoding), [encode(key, result.encoding) for key in keys]
