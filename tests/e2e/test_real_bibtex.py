"""What is exported runs through the real bibtex and biber without an error or a warning."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from biblio.entry import Entry, Field, make_entry
from biblio.formats.bibtex.options import WriteOptions
from biblio.formats.bibtex.reader import read
from biblio.formats.bibtex.selection import Item, write_selection
from tests.e2e.tex_tools import normalised, read_by_biber, run_bibtex


def page_entry(key: str, title: str, authors: str, year: str, month: str, day: str) -> Entry:
    """An entry as the importer of profile pages makes it."""
    return Entry(
        "misc",
        key,
        (
            Field("author", authors),
            Field("title", title),
            Field("year", year),
            Field("month", month, month),
            Field("day", day),
            Field("primaryclass", "cs.LG"),
            Field("subject", "LG"),
            Field("badge", "Code"),
            Field("abstract", r"We show that $\mathcal{R}(w) = 50 %$ of {what \cite{x} says."),
        ),
    )


PAGE = [
    page_entry("one", "E(n) Maps & 50% of the Rest", "Ada Example and others", "2023", "nov", "6"),
    page_entry("two", "On $O(\\log^3 d)$ Steps in snake_case", "Bo Ünal", "2022", "jun", "27"),
    page_entry("three", "SymmCD: Crystals #1", "Søren Łukasz and Ağla Ñú", "2025", "feb", "5"),
    page_entry("four", "D$^3$M – “Diffusion” naïve", "Zoé-Lu Né and others", "2024", "may", "1"),
    page_entry("five", "{Braces} and $\\mathbb{R}^n$", "Jo de la Vallée", "2021", "dec", "31"),
]  # fmt: skip
CLASSIC = [
    make_entry("article", "art", [("author", "A. One and B. Two"), ("title", "Some {T}itle"),
                                  ("journal", "Annals"), ("year", "2001"), ("pages", "1-9"),
                                  ("volume", "3"), ("month", "March")]),
    make_entry("inproceedings", "conf", [("author", "Ada Example"), ("title", "In a Volume"),
                                         ("pages", "3--4"), ("crossref", "vol")]),
    make_entry("proceedings", "vol", [("editor", "Ed Itor"), ("title", "The Volume"),
                                      ("booktitle", "The Volume"), ("year", "2002"),
                                      ("publisher", "Press"), ("address", "Town")]),
    make_entry("phdthesis", "phd", [("author", "Bo Sample"), ("title", "A Thesis"),
                                    ("school", "University"), ("year", "1999")]),
    make_entry("techreport", "rep", [("author", "Cy Writer"), ("title", "A Report"),
                                     ("institution", "Lab"), ("year", "1998"), ("number", "7")]),
    make_entry("book", "buch", [("author", "M{\\\"u}ller, J{\\\"o}rg"), ("title", "{\\ss}"),
                                ("publisher", "Verlag \\& Co."), ("year", "1997")]),
]  # fmt: skip


def export(dialect: str, escape: str, classic: list[Entry]) -> str:
    options = WriteOptions(
        dialect="biblatex" if dialect == "biblatex" else "bibtex",
        escape="latex" if escape == "latex" else "keep",
        months="macros",
    )
    items = [Item(entry, plain=True) for entry in PAGE] + [Item(entry) for entry in classic]
    return write_selection(items, options)


@pytest.mark.usefixtures("tex_tools")
@pytest.mark.parametrize("escape", ["latex", "utf-8"])
@pytest.mark.parametrize("style", ["plain", "alpha", "apalike"])
def test_bibtex_accepts_the_export(tmp_path: Path, style: str, escape: str) -> None:
    done = run_bibtex(tmp_path, export("bibtex", escape, CLASSIC).encode(), style)
    log, bbl = done.log, done.made.decode("utf-8", "replace")
    assert "Warning" not in log
    assert "error" not in log.lower()
    assert done.status == 0
    assert bbl.count("\\bibitem") == len(PAGE) + len(CLASSIC)
    assert "et~al" in bbl or "et al" in bbl
    assert "50\\% of" in bbl.replace("\n", " ")
    assert "mathcal" not in bbl  # the abstract is private


@pytest.mark.usefixtures("tex_tools")
@pytest.mark.parametrize("escape", ["latex", "utf-8"])
@pytest.mark.parametrize("dialect", ["biblatex", "bibtex"])
def test_biber_accepts_the_export(tmp_path: Path, dialect: str, escape: str) -> None:
    # In tool mode biber inherits nothing, so a child is found to lack what its parent has.
    validate = dialect == "biblatex"
    classic = [e for e in CLASSIC if not validate or e.key not in ("conf", "vol")]
    text = export(dialect, escape, classic)
    (tmp_path / "refs.bib").write_text(text, encoding="utf-8", newline="\n")
    command = ["biber", "--tool", "--output-encoding=UTF-8"]
    if validate:
        command.append("--validate-datamodel")
    done = subprocess.run(
        [*command, "--output-file=out.bib", "refs.bib"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    report = done.stdout + done.stderr
    assert "ERROR" not in report
    assert "WARN" not in report
    assert done.returncode == 0
    result = read((tmp_path / "out.bib").read_bytes())
    assert sorted(entry.key for entry in result.entries) == sorted(
        entry.key for entry in [*PAGE, *classic]
    )


SOURCE = r"""
@preamble{"\newcommand{\noop}[1]{}"}
@string{acm = "ACM"}
@String{press = acm # " Press"}

@Book{knuth, author = "Knuth, Donald E.", title = {The {\TeX}book}, publisher = press,
  year = 1984, month = jan # "~7"}
@inproceedings(goedel,
  author = {Kurt G{\"o}del and Charles de la Vall{\'e}e Poussin},
  title = "On {"}Quotes{"} and {NASA}", crossref = "vol", pages = {1--3})
@article{spaces ,
  author    = "Mac{ }Lane, Saunders and
               others",
  title     = {Lines
               and	tabs},
  journal   = acm # { Trans.}, volume = 5, year = {1990}, month = feb,
}
@proceedings{vol, title = {Proceedings of X}, booktitle = {Proceedings of X}, year = 1931,
  editor = {E. Ditor}, publisher = press, address = {Wien}}
@misc{empty, title = {With nothing}, key = {emp}, note = {}}
"""


@pytest.mark.usefixtures("tex_tools")
@pytest.mark.parametrize("style", ["plain", "alpha", "apalike"])
def test_normalised_output_means_the_same_to_bibtex(tmp_path: Path, style: str) -> None:
    written, keys = normalised(SOURCE.encode())
    before = run_bibtex(tmp_path / "before", SOURCE.encode(), style, keys)
    after = run_bibtex(tmp_path / "after", written, style, keys)
    assert "error" not in after.log.lower()
    assert before.made.count(b"\\bibitem") == 5
    assert after.made == before.made


@pytest.mark.usefixtures("tex_tools")
def test_normalised_output_means_the_same_to_biber(tmp_path: Path) -> None:
    before = read_by_biber(tmp_path / "before", SOURCE.encode())
    assert len(before) == 5
    assert read_by_biber(tmp_path / "after", normalised(SOURCE.encode())[0]) == before
