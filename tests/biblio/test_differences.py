"""Why a reported number is not the computed one."""

from __future__ import annotations

import pytest

from biblio.metrics.differences import Situation, difference, doubt, lacking

SEED = {"h_index": 56.0, "papers": 53.0, "citations": 5042.0, "novelty": 58.0, "ai_score": 61.0}


def test_more_papers_reported_than_listed() -> None:
    assert doubt("papers", Situation(papers=50, listed=50, reported=SEED)) == (
        "The source reports 53 but lists only 50; what the other 3 are it does not say."
    )
    assert doubt("papers", Situation(papers=52, listed=52, reported=SEED)).endswith(
        "what the other 1 is it does not say."
    )
    assert doubt("papers", Situation(papers=54, listed=50, reported=SEED)).endswith(
        "The library holds 4 more than that list."
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


def test_what_the_source_does_not_list_is_told_alike_of_papers_and_of_citations() -> None:
    situation = Situation(papers=51, listed=50, undecided=1, reported=SEED)
    assert doubt("papers", situation) == (
        "The source reports 53 but lists only 50; what the other 3 are it does not say. 1 paper"
        " of its list is to be decided on. The library holds 1 more than that list."
    )
    assert difference("citations", 5000.0, situation) == (
        "Computed is 5,000, reported 5,042: 3 papers that the source does not list, 1 paper of"
        " the source to be decided on."
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


def test_it_is_said_why_there_is_no_most_frequent_number() -> None:
    assert lacking("mode_citations", None, 5) == (
        "No two works have the same number of citations, so that none is the most frequent."
    )
    for metric, computed, known in (
        ("mode_authors", None, 0),
        ("mode_authors", 2.0, 5),
        ("h_index", None, 5),
    ):
        assert lacking(metric, computed, known) == ""
