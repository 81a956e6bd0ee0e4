"""Metrics against published and hand-worked examples."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.metrics import (
    METRIC_INFO,
    METRICS,
    Counts,
    Coverage,
    citations,
    coverage,
    e_index,
    g_index,
    h_index,
    i10_index,
    m_quotient,
    metric_info,
    papers,
)

# The most cited papers of L. Egghe, the worked example of his paper of 2006: h = 13, g = 19.
EGGHE = (47, 42, 37, 36, 21, 18, 17, 16, 16, 16, 15, 13, 13, 13, 13, 12, 12, 12, 12, 11)

COUNTS = st.lists(st.none() | st.integers(0, 60), max_size=40)


@pytest.mark.parametrize(
    ("counts", "h", "g", "i10", "total"),
    [
        pytest.param(EGGHE, 13, 19, 20, 392, id="published"),
        pytest.param((10, 8, 5, 4, 3), 4, 5, 1, 30, id="by hand"),
        pytest.param((25, 8, 5, 3, 3), 3, 5, 1, 44, id="one high"),
        pytest.param((3, 10, 4, 8, 5), 4, 5, 1, 30, id="in any order"),
        pytest.param((100,), 1, 1, 1, 100, id="g at most the papers"),
        pytest.param((0, 0), 0, 0, 0, 0, id="never cited"),
        pytest.param((1,), 1, 1, 0, 1, id="once"),
        pytest.param((9, 10), 2, 2, 1, 19, id="ten counts for i10"),
        pytest.param((10, 8, None, 5, 4, None, 3), 4, 5, 1, 30, id="unknown left out"),
    ],
)
def test_computes_known_examples(counts: Counts, h: int, g: int, i10: int, total: int) -> None:
    assert (h_index(counts), g_index(counts), i10_index(counts), citations(counts)) == (
        h,
        g,
        i10,
        total,
    )


def test_m_quotient_divides_h_by_the_years_of_publishing() -> None:
    assert m_quotient(EGGHE, first_year=1980, this_year=2006) == 0.5
    assert m_quotient((10, 8, 5, 4, 3), first_year=2006, this_year=2006) == 4.0
    with pytest.raises(ValueError, match="2007"):
        m_quotient((1,), first_year=2007, this_year=2006)


def test_e_index_is_the_excess_over_h_squared() -> None:
    assert e_index((10, 8, 5, 4, 3)) == math.sqrt(27 - 16)
    assert e_index((4, 4, 4, 4)) == 0.0
    assert e_index((0, 0)) == 0.0


@pytest.mark.parametrize("metric", [h_index, g_index, i10_index, e_index, citations])
@pytest.mark.parametrize("counts", [(), (None, None)], ids=["no papers", "no counts"])
def test_without_data_there_is_no_value(
    metric: Callable[[Counts], float | None], counts: Counts
) -> None:
    assert metric(counts) is None


def test_without_data_there_is_no_m_quotient() -> None:
    assert m_quotient((None,), first_year=2000, this_year=2006) is None


def test_coverage_tells_papers_without_counts() -> None:
    assert coverage((3, None, 0, None)) == Coverage(known=2, unknown=2)
    assert coverage((3, None, 0, None)).share == 0.5
    assert coverage(()).share is None
    assert papers((3, None, 0, None)) == 4


@given(COUNTS)
def test_metrics_agree_with_their_definitions(counts: list[int | None]) -> None:
    known = [count for count in counts if count is not None]
    ranked = sorted(known, reverse=True)
    if not known:
        assert h_index(counts) is None
        return
    ranks = range(len(known) + 1)
    assert h_index(counts) == max(h for h in ranks if sum(c >= h for c in known) >= h)
    assert g_index(counts) == max(g for g in ranks if sum(ranked[:g]) >= g * g)
    h, g = h_index(counts), g_index(counts)
    assert h is not None
    assert g is not None
    assert h <= g <= len(known)


def test_every_metric_is_explained_in_one_sentence() -> None:
    assert list(METRIC_INFO)[:4] == ["papers", "works", "citations", "h_index"]
    assert METRIC_INFO.keys() > set(METRICS)
    assert all(info.definition.endswith(".") for info in METRIC_INFO.values())
    assert (metric_info("novelty").label, metric_info("novelty").unit) == ("Novelty", "%")
    assert "does not compute" in metric_info("novelty").definition
    assert "does not compute" in metric_info("ai_score").definition


@pytest.mark.parametrize(
    ("metric", "label"),
    [("h_index", "h-index"), ("h5_index", "h5-index"), ("map_score", "Map score")],
)
def test_a_metric_that_is_not_known_is_named_by_its_words(metric: str, label: str) -> None:
    assert metric_info(metric).label == label
