"""Metrics that need years and authors, versions of works, and what explains an h-index."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.metrics import METRICS, Computed, aged, compute, counts, shared
from biblio.metrics.compute import Paper
from biblio.metrics.explain import NextStep, Rank, core_of, counted, next_step, ranking
from biblio.metrics.works import VersionRule, as_works

# The worked example of M. S. Rosenberg's page on Schreiber's hm-index (rosenberglab.net): the
# citations and numbers of authors of sixteen papers, for which it gives hm = 3.00.
CITED = (42, 36, 14, 11, 9, 9, 3, 2, 2, 2, 1, 1, 1, 0, 0, 0)
AUTHORS = (3, 3, 3, 2, 4, 1, 4, 4, 1, 1, 4, 2, 1, 4, 2, 1)
ROSENBERG = tuple(zip(CITED, AUTHORS, strict=True))

PAPERS = st.lists(
    st.builds(
        Paper,
        st.none() | st.integers(0, 60),
        st.none() | st.integers(1990, 2026),
        st.none() | st.integers(1, 9),
    ),
    max_size=30,
)


def test_hm_of_the_published_example() -> None:
    assert shared.hm_index(ROSENBERG) == pytest.approx(3.0)


def test_individual_h_indices_of_the_same_papers() -> None:
    # h = 6, whose papers have 3 + 3 + 3 + 2 + 1 + 4 authors
    assert shared.hi_index(ROSENBERG) == 36 / 16
    # 42/3, 36/3, 9/1, 11/2, 14/3: the fifth has less than 5
    assert shared.hi_norm(ROSENBERG) == 4
    assert shared.citations_per_author(((10, 2), (9, 3))) == 8.0
    assert shared.papers_per_author((1, 2, 4)) == 1.75
    assert shared.authors_per_paper((1, 2, 4)) == pytest.approx(7 / 3)


def test_publish_or_perish_relations_hold_for_its_published_report() -> None:
    """405 papers, 225 citations, h 5, 9 years: a 9.00, m 0.56, AW 7.91 of an AWCR of 62.61."""
    counts = (20, 18, 15, 12, 10, *([1] * 150), *([0] * 250))
    found = compute([Paper(count, 2007, None) for count in counts], 2016)
    assert len(counts) == 405
    assert {name: round(found[name].value or 0, 2) for name in (
        "citations", "h_index", "a_constant", "m_quotient", "e_index", "citations_per_year",
        "citations_per_paper",
    )} == {
        "citations": 225, "h_index": 5, "a_constant": 9.0, "m_quotient": 0.56, "e_index": 7.07,
        "citations_per_year": 25, "citations_per_paper": 0.56,
    }  # fmt: skip
    assert math.sqrt(62.61) == pytest.approx(7.91, abs=0.005)


@pytest.mark.parametrize(
    ("papers", "now", "hc"),
    [
        pytest.param(((10, 2026), (5, 2020), (4, 2016)), 2026, 2, id="faded"),
        pytest.param(((1, 2026), (1, 2026), (1, 2026)), 2026, 3, id="new ones count four times"),
        pytest.param(((4, 2016), (4, 2016)), 2026, 1, id="old ones hardly"),
        pytest.param(((3, 2030),), 2026, 1, id="announced for later"),
        pytest.param(((0, 2026),), 2026, 0, id="never cited"),
    ],
)
def test_contemporary_h_index(papers: tuple[tuple[int, int], ...], now: int, hc: int) -> None:
    assert aged.hc_index(papers, now) == hc


def test_age_weighted_rates() -> None:
    papers = ((10, 2026), (10, 2021), (6, 2023))
    assert aged.awcr(papers, 2026) == 10 + 2 + 2
    assert aged.aw_index(papers, 2026) == math.sqrt(14)
    assert aged.awcr_per_author(((10, 2026, 2), (10, 2021, 4)), 2026) == 5 + 0.5
    assert aged.ac_constant(((1, 2026),), 2026) == 4.0
    assert aged.ac_constant(((0, 2026),), 2026) is None
    assert aged.years_publishing((2020, 2014), 2026) == 12
    assert aged.years_publishing((2026,), 2026) == 1


def test_each_metric_leaves_out_what_lacks_its_data() -> None:
    papers = [Paper(9, 2020, 3), Paper(4, None, 2), Paper(None, 2018, 1), Paper(1, 2024, None)]
    found = compute(papers, 2026)
    assert tuple(found) == METRICS
    assert found["works"] == Computed(4.0, 0)
    assert found["citations"] == Computed(14.0, 1)
    assert found["hc_index"] == Computed(1.0, 2)
    assert found["citations_per_author"] == Computed(5.0, 2)
    assert found["awcr_per_author"] == Computed(0.5, 3)
    assert found["authors_per_paper"] == Computed(2.0, 1)
    assert found["years"] == Computed(8.0, 1)
    assert found["mode_citations"] == Computed(None, 1)
    assert found["median_authors"] == Computed(2.0, 1)
    assert found["mode_authors"] == Computed(None, 1)


@pytest.mark.parametrize(
    ("numbers", "most"),
    [
        ((), None),
        ((7,), 7),
        ((3300, 120, 42, 9, 7), None),
        ((9, 7, 7, 3), 7),
        ((9, 9, 7, 7, 3), 7),
        ((4, 4, 4), 4),
    ],
)
def test_the_most_frequent_number_is_one_that_occurs_twice(
    numbers: tuple[int, ...], most: int | None
) -> None:
    assert counts.mode(numbers) == most


def test_without_counts_what_is_made_of_counts_has_no_value() -> None:
    found = compute([Paper(None, 2018, 1)], 2026)
    known = {name for name, each in found.items() if each.value is not None}
    assert known == {
        "works", "papers_per_author", "authors_per_paper", "median_authors", "mode_authors",
        "years",
    }  # fmt: skip
    assert {name for name, each in compute([], 2026).items() if each.value} == set()


@given(PAPERS)
def test_metrics_keep_their_bounds(papers: list[Paper]) -> None:
    found = {name: each.value for name, each in compute(papers, 2026).items()}
    h, norm, hm = found["h_index"], found["hi_norm"], found["hm_index"]
    for each in compute(papers, 2026).values():
        assert 0 <= each.missing <= len(papers)
    if h is not None and norm is not None and hm is not None:
        assert norm <= h
        assert hm <= h + 1e-6
        assert found["hi_index"] is not None


# Works


@pytest.mark.parametrize(("rule", "count"), [("maximum", 10), ("sum", 13)])
def test_versions_of_a_work_count_once(rule: VersionRule, count: int) -> None:
    papers = {1: Paper(3, 2017, None), 2: Paper(10, 2018, 6), 3: Paper(None, None, 2)}
    assert as_works(papers, {1: 1, 2: 1}, rule) == {
        1: Paper(count, 2017, 6),
        3: Paper(None, None, 2),
    }


def test_versions_without_any_count_have_none() -> None:
    papers = {1: Paper(None, 2017, 2), 2: Paper(None, 2018, 2)}
    assert as_works(papers, {1: 9, 2: 9}, "sum") == {9: Paper(None, 2017, 2)}


# The explanation


def test_ranks_with_the_core_marked() -> None:
    assert ranking([(7, 1), (5, 9), (6, 2)]) == [
        Rank(5, 9, 1, core=True),
        Rank(6, 2, 2, core=True),
        Rank(7, 1, 3, core=False),
    ]
    assert core_of({1: 5, 2: None, 3: 1}) == {1}
    assert core_of({1: 2, 3: 2, 2: 2}) == {1, 2}
    assert core_of({}) == core_of({1: 0}) == frozenset()
    assert [each.work for each in counted({1: 5, 2: None, 3: 1}, left_out=(3,))] == [1]


@pytest.mark.parametrize(
    ("counts", "step"),
    [
        pytest.param((10, 4, 3), NextStep(4, ((3, 1),), 1), id="too few works"),
        pytest.param((10, 8, 2, 1), NextStep(3, ((3, 1),), 0), id="one work"),
        pytest.param((2, 2, 1), NextStep(3, ((1, 1), (2, 1), (3, 2)), 0), id="all works"),
        pytest.param((), NextStep(1, (), 1), id="nothing yet"),
        pytest.param((0,), NextStep(1, ((1, 1),), 0), id="never cited"),
    ],
)
def test_the_next_step_names_what_lacks(counts: tuple[int, ...], step: NextStep) -> None:
    assert next_step(ranking(enumerate(counts, 1))) == step


@given(st.lists(st.integers(0, 30), max_size=25))
def test_the_next_step_reaches_its_h_and_nothing_less_does(counts: list[int]) -> None:
    ranked = ranking(enumerate(counts))
    step = next_step(ranked)
    after = {each.work: each.count for each in ranked}
    for work, lacking in step.more:
        assert lacking > 0
        after[work] += lacking
    values = [*after.values(), *([step.h] * step.new)]
    assert sum(each.core for each in ranking(enumerate(values))) == step.h
    if step.more:  # without one of these citations it is not reached
        after[step.more[0][0]] -= 1
        values = [*after.values(), *([step.h] * step.new)]
        assert sum(each.core for each in ranking(enumerate(values))) == step.h - 1
