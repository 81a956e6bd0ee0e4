"""Exporting a selection: own text, or normalised, with what it needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from biblio.formats.bibtex import reader
from biblio.formats.bibtex.options import WriteOptions
from db import ImportReport, Library
from db.citing.exporting import ExportFormat, ExportOptions

Add = Callable[..., ImportReport]

BIB = """\
@string{jms = "Journal of Made-up Studies"}
@string{unused = "Nothing"}

@InProceedings{child,
    crossref = {parent},  title={On {B}races},
    abstract = {Long.} }

@article{paper, title="Graphs", journal=jms, year=2001}

@proceedings{parent, title={The Proceedings}, year=1999}
"""


def exported(
    library: Library, keys: Sequence[str], form: ExportFormat, style: WriteOptions | None = None
) -> str:
    ids = [library.ids_of_key(key)[0] for key in keys]
    return library.export(ids, ExportOptions(form, style or WriteOptions())).text


def test_an_entry_that_was_not_edited_keeps_its_own_text(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    assert exported(library, ["paper"], "as-imported") == (
        '@string{jms = {Journal of Made-up Studies}}\n\n@article{paper, title="Graphs",'
        " journal=jms, year=2001}\n"
    )


def test_own_text_keeps_the_abstract_that_the_file_had(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    assert "    abstract = {Long.} }" in exported(library, ["child"], "as-imported")


def test_a_parent_comes_behind_its_children(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    for form in ("as-imported", "bibtex"):
        text = exported(library, ["child"], form)
        assert text.index("child") < text.index("@proceedings{parent")


def test_preambles_of_the_entries_files_come_along(library: Library, add_bib: Add) -> None:
    add_bib('@preamble{"\\newcommand{\\noop}[1]{}"}\n@misc{a, title = {A}}')
    add_bib('@preamble{"other"}\n@misc{b, title = {B}}', "other.bib")
    text = exported(library, ["a"], "bibtex")
    assert text.startswith('@preamble{"\\newcommand{\\noop}[1]{}"}\n')
    assert "other" not in text


def test_a_preamble_is_written_without_the_macros_that_it_uses(
    library: Library, add_bib: Add
) -> None:
    add_bib('@string{me = "M. E."}\n@preamble{ "By " # me }\n@misc{a, title = {A}}')
    text = library.export(None, ExportOptions()).text
    assert text == "@preamble{{By M. E.}}\n\n@misc{a, title = {A}}\n"


def test_the_preamble_of_a_parent_from_another_file_comes_along(
    library: Library, add_bib: Add
) -> None:
    add_bib('@preamble{"of the parent"}\n@proceedings{p, title = {P}}')
    add_bib("@inproceedings{a, title = {A}, crossref = {p}}", "other.bib")
    (child,) = library.ids_of_key("a")
    text = library.export([child], ExportOptions()).text
    assert text.startswith('@preamble{"of the parent"}\n')
    assert "@proceedings{p" in text


def test_a_missing_parent_is_said(library: Library, add_bib: Add) -> None:
    add_bib("@incollection{a, crossref = {gone}, title = {A}}")
    result = library.export(None, ExportOptions())
    assert [problem.code for problem in result.problems] == ["missing-parent"]


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_normalised_output_leaves_private_fields_out(
    form: ExportFormat, library: Library, add_bib: Add
) -> None:
    add_bib(BIB)
    assert "Long." not in exported(library, ["child"], form)
    style = WriteOptions(private=frozenset({"abstract"}))
    assert "Long." in exported(library, ["child"], form, style)


def test_macros_that_sources_define_differently_are_expanded(
    library: Library, add_bib: Add
) -> None:
    add_bib('@string{j = "One"}\n@article{a, title={A}, journal=j}', "one.bib")
    add_bib('@string{j = "Two"}\n@article{b, title={B}, journal=j}', "two.bib")
    result = reader.read(exported(library, ["a", "b"], "as-imported").encode())
    assert [entry.get("journal") for entry in result.entries] == ["One", "Two"]
    assert result.problems == ()


def test_an_export_is_the_same_every_time(library: Library, add_bib: Add) -> None:
    add_bib(BIB)
    for form in ("as-imported", "bibtex", "biblatex"):
        options = ExportOptions(form)
        assert library.export(None, options) == library.export(None, options)


def test_two_entries_of_one_key_are_said(library: Library, add_bib: Add) -> None:
    add_bib("@misc{a, title={X}}\n@misc{a, title={Y}}\n@misc{, title={Z}}")
    result = library.export(None, ExportOptions())
    assert sorted(problem.code for problem in result.problems) == ["duplicate-key", "missing-key"]
    assert result.entries == 3


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(
            "x.ris",
            "TY  - JOUR\nAU  - Other, Bo\nTI  - Ärger & Freude\nJO  - A Journal\nPY  - 2011\n"
            "ER  - \n",
            id="RIS",
        ),
        pytest.param(
            "x.json",
            '[{"id": "other2011arger", "type": "article-journal", "title": "Ärger & Freude",'
            ' "author": [{"family": "Other", "given": "Bo"}], "container-title": "A Journal",'
            ' "issued": {"date-parts": [[2011]]}}]',
            id="CSL-JSON",
        ),
    ],
)
def test_other_formats_become_entries_with_keys_and_go_out_again(
    name: str, text: str, library: Library
) -> None:
    report = library.import_bytes(text.encode(), name=name)
    assert (report.read, report.added) == (1, 1)
    again = library.import_bytes(text.encode() + b"\n", name=name)
    assert (again.added, again.unchanged) == (0, 1)
    assert exported(library, ["other2011arger"], "bibtex") == (
        "@article{other2011arger,\n"
        "  author  = {Other, Bo},\n"
        "  title   = {Ärger \\& Freude},\n"
        "  journal = {A Journal},\n"
        "  year    = {2011},\n"
        "}\n"
    )
    form: ExportFormat = "ris" if name.endswith("ris") else "csl-json"
    written = exported(library, ["other2011arger"], form)
    assert library.import_bytes(written.encode(), name="back").unchanged == 1


def test_a_broken_entry_does_not_swallow_those_behind_it(library: Library, add_bib: Add) -> None:
    add_bib("@misc{cut, title = {Never closed", "cut.bib")
    add_bib("@misc{whole, title = {Whole}}")
    ids = library.ids_of_key("cut") + library.ids_of_key("whole")
    result = library.export(ids, ExportOptions())
    assert [problem.code for problem in result.problems] == ["mended"]
    again = reader.read(result.text.encode())
    assert [entry.key for entry in again.entries] == ["cut", "whole"]
    assert again.problems == ()


def test_the_own_text_of_an_entry_says_what_the_library_kept_of_an_edit(
    library: Library,
) -> None:
    library.import_bytes(b"@misc{a, title = {One}, year = 2001}\n", name="a.bib")
    library.set_fields(1, {"year": "2002"})
    later = b"@misc{a, title = {One}, year = {2005} , note={x}}\n"
    library.import_bytes(later, name="b.bib")
    text = library.export(None, ExportOptions()).text
    assert text == "@misc{a, title = {One}, year = {2002} , note={x}}\n"
    assert library.export_source("b.bib") == later.replace(b"2005", b"2002")
