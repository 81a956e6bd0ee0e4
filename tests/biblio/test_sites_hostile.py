"""Files of sites from nobody knows where: nothing raises, nothing takes long, nothing is loaded."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.formats import detect
from biblio.formats.detect import UnknownFormat
from biblio.formats.sites.cells import names_of, number_of
from biblio.formats.sites.identifiers import identifiers
from biblio.formats.sites.reading import FORMATS

FOLDER = Path(__file__).parents[1] / "data" / "sites"
DAY = dt.date(2026, 6, 1)
_ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/1</id>'
_ORCID = '<r xmlns="http://www.orcid.org/ns/record">'
_COPIED = "h-index\t1\t2\ni10-index\t1\t2\na\t1\t2020\n"
_PAGE = '<div id="gsc_prf_in">X</div>gsc_a_at'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("gsc_a_tr gsc_a_at" + "<" * 300_000, id="open tags"),
        pytest.param(_PAGE + '<tr class="gsc_a_tr"><a ' * 20_000, id="rows that do not end"),
        pytest.param(_PAGE + '<tr class="gsc_a_tr"><!--' * 20_000, id="comments that do not end"),
        pytest.param(_PAGE + '<tr class="gsc_a_tr">' + "<div>" * 100_000, id="deep elements"),
        pytest.param(_PAGE + '<span class="gsc_g_t" ' * 50_000, id="a chart that does not end"),
        pytest.param("title,year,cited by\n" + '"' * 500_000, id="quotes"),
        pytest.param("title,year,cited by" + "," * 500_000 + "\na,1,2\n" * 3, id="columns"),
        pytest.param(";" * 500_000, id="semicolons"),
        pytest.param(_COPIED + "2020\n" * 99_999, id="years"),
        pytest.param('[{"openalex.org/":' * 50_000, id="deep JSON"),
        pytest.param('{"paperId":' + "9" * 100_000 + "}", id="a long number"),
        pytest.param(_ATOM + "<a>" * 50_000 + "</a>" * 50_000 + "</entry></feed>", id="deep XML"),
        pytest.param(
            _ORCID + "<group>" * 9000 + "<work-summary/>" + "</group>" * 9000 + "</r>", id="groups"
        ),
        pytest.param("PT J\nTI a\n" + "ER\n" * 100_000, id="records without anything"),
        pytest.param("title,authors,cited by\nT," + "A;" * 99_999 + ",5\n", id="many names"),
    ],
)  # fmt: skip
def test_takes_no_longer_than_its_size_allows(text: str) -> None:
    began = time.process_time()
    with contextlib.suppress(UnknownFormat):
        detect.read(text.encode(), name="x.csv", as_of=DAY)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        (
            '{"results":[{"id":"https://openalex.org/W1","title":"T","cited_by_count":-5,'
            '"counts_by_year":[{"year":"x"},{"year":9999999,"cited_by_count":1e400}],'
            '"authorships":{"a":1},"publication_year":true,"ids":[],"biblio":7}]}'
        ),
        (
            '{"orcid-identifier":{"path":["x"]},"activities-summary":{"works":{"group":'
            '[{"work-summary":[{"title":5,"display-index":"²"}]},7,null]}}}'
        ),
        '{"authorId":"1","name":7,"papers":[[[]],{"paperId":"a","authors":[1],"title":"T"}]}',
        '{"hits":{"hits":[{"metadata":{"control_number":1,"titles":"x","authors":[[]]}},1]}}',
        '{"response":{"docs":[{"bibcode":1,"author":[1,null],"title":{"a":1},"identifier":5}]}}',
        '{"data":[{"pmid":null,"citation_count":1,"relative_citation_ratio":1}]}',
        '[{"cites":"x","title":7,"ecc":null,"authors":[1,["a"]],"year":{},"uid":[]},5]',
    ],
    ids=["openalex", "orcid", "semantic scholar", "inspire", "ads", "icite", "publish or perish"],
)
def test_json_of_other_kinds_than_expected_is_not_there(text: str) -> None:
    try:
        result = detect.read(text.encode(), name="x.json", as_of=DAY)
    except UnknownFormat:
        return
    assert result.table is not None
    for row in result.table.rows:
        assert all(told.value is None or told.value >= 0 for told in row.told)


def test_entities_in_xml_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "http://arxiv.org/abs/1">]>' + _ATOM.replace(
        "http://arxiv.org/abs/1", "&x;"
    )
    with pytest.raises(UnknownFormat):
        detect.read(f"{bomb}<title>T</title></entry></feed> arxiv.org/".encode(), name="x.xml")


def test_scripts_and_pictures_of_a_page_are_text_at_most() -> None:
    page = (FOLDER / "scholar.html").read_text(encoding="utf-8")
    evil = page.replace("Deep sets", 'Deep sets<script>alert(1)</script><img src="http://x/y.png">')
    table = detect.read(evil.encode(), name="x", as_of=DAY).table
    assert table is not None
    assert table.rows[0].title == "Deep setsalert(1)"


@given(st.text(max_size=400))
def test_no_text_breaks_a_reader(text: str) -> None:
    for format_ in FORMATS:
        try:
            result = detect.read(
                text.encode("utf-8", "replace"), name="x", format=format_, as_of=DAY
            )
        except UnknownFormat:
            continue
        assert result.table is not None


_PIECES = [
    "title",
    "doi",
    "cited by",
    "year",
    ",",
    ";",
    "\t",
    "\n",
    '"',
    "10.1/a",
    "2020",
    "|",
    "7",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))
def test_no_table_breaks_the_reader(text: str) -> None:
    try:
        result = detect.read(text.encode(), name="x.csv", as_of=DAY)
    except UnknownFormat:
        return
    if result.table is not None:
        assert all(row.title or row.ids for row in result.table.rows)


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_a_file_that_is_cut_off_anywhere_is_read_as_far_as_it_goes(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    for end in range(0, len(data), max(1, len(data) // 40)):
        with contextlib.suppress(UnknownFormat):
            detect.read(data[:end], name=name, as_of=DAY)


@given(st.text(max_size=60))
def test_cells_of_any_text_are_read(text: str) -> None:
    number = number_of(text)
    assert number is None or 0 <= number < 10**12
    names, _ = names_of(text, commas=True)
    assert all(name.strip() for name in names)
    for kind in ("doi", "url", "arxiv", "pmid", "openalex"):
        assert all(value for _, value in identifiers((kind, text)))
