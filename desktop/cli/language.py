"""The command for the language by whose alphabet lists are sorted."""

from __future__ import annotations

import argparse

from db import Library
from desktop import languages
from desktop.cli import table
from desktop.cli.output import DONE, Output
from desktop.cli.progress import progress
from desktop.wording import UsageError


def run_language(library: Library, options: argparse.Namespace, output: Output) -> int:
    """Say by which language's alphabet the library is sorted, or choose another one."""
    if options.code is not None:
        _choose(library, options.code)
    chosen = library.language()
    output.document(
        {"language": chosen, "name": languages.NAMES.get(chosen), "languages": languages.NAMES}
    )
    output.line(
        f"Lists are sorted as in {languages.name_of(chosen)}."
        if chosen
        else "Lists are sorted as in no language: letters without their accents."
    )
    if options.list:
        output.line()
        named = sorted(languages.NAMES.items(), key=lambda each: each[1])
        for line in table.table(("Code", "Language"), named):
            output.line(line)
    return DONE


def _choose(library: Library, wanted: str) -> None:
    language = "" if wanted == "none" else languages.find_language(wanted)
    if language is None:
        raise UsageError(
            f"There is no alphabet for “{wanted}”; “oeuvre language --list” lists those there are."
        )
    name = languages.name_of(language)
    library.set_language(language, name, progress=progress("Sorting"))
