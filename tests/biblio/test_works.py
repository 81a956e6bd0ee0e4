"""Which entries are versions of one work, which are one record twice, and which are neither."""

from __future__ import annotations

import pytest

from biblio.entry import make_entry
from biblio.summary import summarise
from biblio.works import Facts, Reason, Relation, facts_of, relation
from biblio.works_identity import Stage, arxiv_of, doi_of, stage_of
from biblio.works_merging import KEY, TYPE, ComparedField, compared, merged_values, most_complete


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"doi": "10.1000/ABC"}, "10.1000/abc"),
        ({"doi": "https://doi.org/10.1000/abc"}, "10.1000/abc"),
        ({"doi": r"10.1000/a\_b"}, "10.1000/a_b"),
        ({"url": "http://dx.doi.org/10.1/x"}, "10.1/x"),
        ({"url": "https://example.org/10.1/x"}, ""),
    ],
    ids=["case", "address", "latex", "in-url", "elsewhere"],
)
def test_a_doi_is_one_however_it_is_written(fields: dict[str, str], expected: str) -> None:
    assert doi_of(fields) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"eprint": "2301.00001v2", "archiveprefix": "arXiv"}, "2301.00001"),
        ({"eprint": "math/0309136"}, "math/0309136"),
        ({"eprint": "123456", "eprinttype": "pubmed"}, ""),
        ({"doi": "10.48550/arXiv.2301.00001"}, "2301.00001"),
        ({"url": "https://arxiv.org/abs/2301.00001v1"}, "2301.00001"),
        ({"journal": "arXiv preprint arXiv:2301.00001"}, "2301.00001"),
        ({"journal": "CoRR", "volume": "abs/2301.00001"}, "2301.00001"),
        ({"journal": "Nature", "volume": "2301"}, ""),
    ],
    ids=["eprint", "old", "other-archive", "doi", "url", "scholar", "dblp", "volume"],
)
def test_an_arxiv_id_is_found_where_programs_put_it(fields: dict[str, str], expected: str) -> None:
    assert arxiv_of(fields) == expected


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", {"journal": "Annals"}, Stage.JOURNAL),
        ("article", {"journal": "arXiv preprint arXiv:2301.00001"}, Stage.PREPRINT),
        ("article", {"journal": "CoRR", "volume": "abs/1"}, Stage.PREPRINT),
        ("misc", {"eprint": "2301.00001"}, Stage.PREPRINT),
        ("article", {"eprint": "2301.00001", "journal": "Annals"}, Stage.JOURNAL),
        ("inproceedings", {"booktitle": "Proc."}, Stage.PROCEEDINGS),
        ("inproceedings", {}, Stage.PROCEEDINGS),
        ("misc", {}, Stage.UNKNOWN),
        ("article", {}, Stage.UNKNOWN),
        ("article", {"doi": "10.1/a", "eprint": "2301.00001"}, Stage.JOURNAL),
        ("article", {"doi": "10.48550/arXiv.2301.00001"}, Stage.PREPRINT),
        ("phdthesis", {"school": "X"}, Stage.THESIS),
    ],
)
def test_the_stage_is_told_by_where_it_appeared(
    kind: str, fields: dict[str, str], expected: Stage
) -> None:
    assert stage_of(kind, fields) is expected


def facts(entry_id: int, kind: str, **fields: str) -> Facts:
    usual = {"title": "Sheaves for Small Networks", "author": "Ada Li and Bo Wu", "year": "2020"}
    entry = make_entry(kind, "k", ({**usual, **fields}).items())
    summary = summarise(entry)
    return facts_of(
        entry_id,
        kind,
        sort_title=summary.sort_title,
        sort_author=summary.sort_author,
        sort_venue=summary.sort_venue,
        year=summary.year,
        fields=entry.texts(),
    )


PREPRINT = facts(1, "misc", eprint="2001.00001")
JOURNAL = facts(2, "article", journal="Annals", year="2022", doi="10.1/a")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (PREPRINT, JOURNAL, (Relation.VERSIONS, Reason.TITLE)),
        (
            PREPRINT,
            facts(2, "article", journal="Annals", eprint="2001.00001", title="Another Name"),
            (Relation.VERSIONS, Reason.ARXIV_ALONE),
        ),
        (
            PREPRINT,
            facts(2, "article", journal="CoRR", volume="abs/2001.00001"),
            (Relation.DUPLICATES, Reason.ARXIV),
        ),
        (
            JOURNAL,
            facts(1, "article", journal="Ann.", doi="10.1/A", year="2022"),
            (Relation.DUPLICATES, Reason.DOI),
        ),
        (
            JOURNAL,
            facts(1, "inproceedings", booktitle="Proc. of Annals", doi="10.1/b", year="2020"),
            (Relation.VERSIONS, Reason.TITLE),
        ),
        (JOURNAL, facts(1, "article", journal="Annals", doi="10.1/b", year="2022"), None),
        (
            JOURNAL,
            facts(1, "article", journal="Ann. Math.", year="2022"),
            (Relation.DUPLICATES, Reason.OTHER_VENUE),
        ),
        (JOURNAL, facts(1, "misc", year="2021"), (Relation.DUPLICATES, Reason.TITLE)),
        (JOURNAL, facts(1, "misc", year="2019"), (Relation.VERSIONS, Reason.TITLE)),
        (JOURNAL, facts(1, "misc", year="2010"), None),
        (JOURNAL, facts(1, "article", journal="Annals", author="Cy Otto", year="2022"), None),
        (
            JOURNAL,
            facts(1, "article", journal="Annals", title="Sheaves for Smal Networks", year="2022"),
            (Relation.DUPLICATES, Reason.SIMILAR_TITLE),
        ),
        (
            facts(1, "article", journal="A", title="On the Shape of Lamps I"),
            facts(2, "article", journal="A", title="On the Shape of Lamps II"),
            None,
        ),
        (
            facts(1, "article", journal="A", title="Erratum: On the Shape of Paper Lamps"),
            facts(2, "article", journal="A", title="On the Shape of Paper Lamps"),
            None,
        ),
        (
            facts(1, "article", journal="A", title="Editorial"),
            facts(2, "article", journal="A", title="Editorial"),
            (Relation.DUPLICATES, Reason.SIMILAR_TITLE),
        ),
        (PREPRINT, facts(2, "misc", eprint="2002.00001"), None),
    ],
    ids=[
        "preprint-and-journal", "same-eprint-new-title", "dblp-twin", "same-doi",
        "proceedings-and-journal", "two-dois", "two-venues", "page-same-year", "page-years-before",
        "page-long-before", "other-authors", "typing-error", "parts", "erratum", "editorials",
        "two-preprints",
    ],
)  # fmt: skip
def test_two_entries_are(
    one: Facts, other: Facts, expected: tuple[Relation, Reason] | None
) -> None:
    assert relation(one, other) == expected
    assert relation(other, one) == expected


ONE = make_entry("misc", "a", {"title": "Lamps", "year": "2020", "keywords": "x, y"}.items())
TWO = make_entry(
    "article",
    "b",
    {"title": "{L}amps", "year": "2021", "journal": "Annals", "keywords": "Y, z"}.items(),
)


def test_fields_are_compared_by_what_they_say() -> None:
    assert compared([ONE, TWO]) == (
        ComparedField(TYPE, ("misc", "article"), 0, differs=True),
        ComparedField(KEY, ("a", "b"), 0, differs=True),
        ComparedField("title", ("Lamps", "{L}amps"), 0, differs=False),
        ComparedField("year", ("2020", "2021"), 0, differs=True),
        ComparedField("keywords", ("x, y", "Y, z"), 0, differs=True),
        ComparedField("journal", ("", "Annals"), 1, differs=False),
    )


def test_the_record_that_stays_gains_and_loses_nothing() -> None:
    assert merged_values([ONE, TWO], 0, {}) == (
        {"keywords": "x, y, z", "journal": "Annals"},
        "misc",
        "a",
    )
    assert merged_values([ONE, TWO], 0, {TYPE: 1, "year": 1, "keywords": 0, "title": 1}) == (
        {"title": "{L}amps", "year": "2021", "journal": "Annals"},
        "article",
        "a",
    )


def test_the_most_complete_record_stays() -> None:
    assert most_complete([ONE, TWO]) == 1
    assert most_complete([ONE, ONE]) == 0
