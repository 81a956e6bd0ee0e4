"""Why a reported number is not the computed one."""

from __future__ import annotations

import pytest

from biblio.metrics.differences import Situation, difference, doubt

SEED = {"h_index": 56.0, "papers": 53.0, "citations": 5042.0, "novelty": 58.0, "ai_score": 61.0}


def test_more_papers_reported_than_listed() -> None:
    assert doubt("papers", Situation(papers=50, listed=50, reported=SEED)) == (
        "The source reports 53 but lists only 50; what the other 3 are it does not say."
    )
    assert doubt("papers", Situation(papers=52, listed=52, reported=SEED)).endswith(
        "what the other 1 is it does not say."
    )
    assert doubt("papers", Situation(papers=54, listed=50, reported=SEED)).endswith(
        "The library holds 4 more by author name."
    )


def test_an_h_index_above_the_papers_cannot_be() -> None:
    assert doubt("h_index", Situation(papers=50, listed=50, reported=SEED)) == (
        "Reported is 56, but an h-index cannot be above the number of papers, 53: it would need"
        " 56 papers with 56 citations each."
    )


def test_an_h_index_takes_its_square_of_citations() -> None:
    reported = {"h_index": 40.0, "papers": 90.0, "citations": 1500.0}
    assert doubt("h_index", Situation(papers=90, reported=reported)) == (
        "Reported is 40, but that takes 1,600 citations, and the source reports 1,500."
    )
    assert not doubt("h_index", Situation(papers=90, reported={**reported, "h_index": 38.0}))


def test_a_difference_names_what_it_comes_from() -> None:
    situation = Situation(
        papers=50, uncounted=7, counted_by="OpenAlex", merged=2, reported={**SEED, "h_index": 20.0}
    )
    assert difference("h_index", 16.0, situation) == (
        "Computed is 16, reported 20: the counts here are from OpenAlex, 7 papers without a"
        " count left out, 3 papers of the source not in the library, 2 versions counted with"
        " their works."
    )


@pytest.mark.parametrize(
    ("metric", "computed", "text"),
    [
        ("papers", 50.0, "The source reports 53, the library holds 50."),
        ("citations", None, ""),
        ("citations", 5042.0, ""),
        ("novelty", None, ""),
        ("g_index", 3.0, ""),
    ],
)
def test_nothing_is_said_where_there_is_nothing_to_say(
    metric: str, computed: float | None, text: str
) -> None:
    assert difference(metric, computed, Situation(papers=50, reported=SEED)) == text
