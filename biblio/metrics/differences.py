"""Why a reported number is not the computed one, in a sentence for whoever reads both."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from biblio.metrics.info import REPORTED_ONLY
from biblio.sentences import counted


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known around the numbers of a profile.

    Attributes:
        papers: Entries of the person in the library.
        listed: How many papers the source lists as theirs; None where it lists none.
        undecided: Papers that it lists and nobody decided on.
        uncounted: Entries without a citation count.
        counted_by: Who gave the counts, for a sentence; empty where there are none.
        merged: Entries that are versions of works counted already.
        reported: The newest reported numbers by metric.
    """

    papers: int
    listed: int | None = None
    undecided: int = 0
    uncounted: int = 0
    counted_by: str = ""
    merged: int = 0
    reported: Mapping[str, float] = field(default_factory=dict)


def doubt(metric: str, situation: Situation) -> str:
    """Why a reported number cannot be, or does not fit what the source itself shows; else empty."""
    reported = situation.reported.get(metric)
    if reported is None:
        return ""
    if metric == "h_index":
        return _impossible(reported, situation)
    return _unlisted(reported, situation) if metric == "papers" else ""


def lacking(metric: str, computed: float | None, known: int) -> str:
    """Why there is no computed number although there is data; else empty.

    Args:
        metric: Which.
        computed: The number.
        known: Of how many works the data is known.
    """
    of = {"mode_citations": "citations", "mode_authors": "authors"}.get(metric)
    if of is None or computed is not None or known < 2:
        return ""
    return f"No two works have the same number of {of}, so that none is the most frequent."


def difference(metric: str, computed: float | None, situation: Situation) -> str:
    """Why a reported number is not the computed one, where both are known; else empty."""
    reported = situation.reported.get(metric)
    if reported is None or metric in REPORTED_ONLY or computed is None:
        return ""
    if metric == "papers":
        return _papers(reported, situation)
    if math.isclose(computed, reported):
        return ""
    words = [f"Computed is {computed:,.6g}, reported {reported:,.6g}"]
    if situation.counted_by:
        words.append(f"the counts here are from {situation.counted_by}")
    if situation.uncounted:
        words.append(f"{counted(situation.uncounted, 'paper')} without a count left out")
    if others := _others(situation):
        words.append(others)
    if situation.undecided:
        words.append(f"{counted(situation.undecided, 'paper')} of the source to be decided on")
    if situation.merged:
        words.append(f"{counted(situation.merged, 'version')} counted with their works")
    return f"{words[0]}: {', '.join(words[1:])}." if words[1:] else f"{words[0]}."


def _impossible(reported: float, situation: Situation) -> str:
    """Why an h-index cannot be: h works with h citations each take h works and h² citations."""
    papers = situation.reported.get("papers")
    bound = situation.papers if papers is None else max(situation.papers, int(papers))
    if reported > bound:
        return (
            f"Reported is {reported:g}, but an h-index cannot be above the number of papers,"
            f" {bound}: it would need {reported:g} papers with {reported:g} citations each."
        )
    citations = situation.reported.get("citations")
    if citations is not None and reported * reported > citations:
        return (
            f"Reported is {reported:g}, but that takes {reported * reported:,.0f} citations, and"
            f" the source reports {citations:,.0f}."
        )
    return ""


def _unlisted(reported: float, situation: Situation) -> str:
    listed = situation.listed
    if listed is None or reported <= listed:
        return ""
    more, lacking = situation.papers - listed, int(reported - listed)
    text = (
        f"The source reports {reported:,.0f} but lists only {listed:,}; what the other"
        f" {lacking:,} {'is' if lacking == 1 else 'are'} it does not say."
    )
    if situation.undecided:
        is_ = "is" if situation.undecided == 1 else "are"
        text += f" {counted(situation.undecided, 'paper')} of its list {is_} to be decided on."
    return f"{text} The library holds {more:,} more than that list." if more > 0 else text


def _papers(reported: float, situation: Situation) -> str:
    held = situation.papers
    if reported > held:
        return f"The source reports {reported:,.0f}, the library holds {held:,}."
    if reported < held:
        return f"The library holds {held:,}, the source reports {reported:,.0f}."
    return ""


def _others(situation: Situation) -> str:
    """The papers that the source counts and the library does not; as `_unlisted` has them."""
    stated = situation.reported.get("papers", 0)
    if situation.listed is not None:
        others = int(stated - situation.listed)
        return f"{counted(others, 'paper')} that the source does not list" if others > 0 else ""
    others = int(stated - situation.papers)
    return f"{counted(others, 'paper')} of the source not in the library" if others > 0 else ""
