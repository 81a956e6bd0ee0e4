"""Why a reported number is not the computed one, in a sentence for whoever reads both."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from biblio.metrics.info import REPORTED_ONLY


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known around the numbers of a profile.

    Attributes:
        papers: Entries of the person in the library.
        listed: How many of them a source lists as theirs; None where none does.
        uncounted: Entries without a citation count.
        counted_by: Who gave the counts, for a sentence; empty where there are none.
        merged: Entries that are versions of works counted already.
        reported: The newest reported numbers by metric.
    """

    papers: int
    listed: int | None = None
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
        words.append(f"{_papers_of(situation.uncounted)} without a count left out")
    if situation.reported.get("papers", situation.papers) > situation.papers:
        lacking = int(situation.reported["papers"] - situation.papers)
        words.append(f"{_papers_of(lacking)} of the source not in the library")
    if situation.merged:
        words.append(f"{situation.merged} versions counted with their works")
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
    return f"{text} The library holds {more:,} more by author name." if more > 0 else text


def _papers(reported: float, situation: Situation) -> str:
    held = situation.papers
    if reported > held:
        return f"The source reports {reported:,.0f}, the library holds {held:,}."
    if reported < held:
        return f"The library holds {held:,}, the source reports {reported:,.0f}."
    return ""


def _papers_of(number: int) -> str:
    return "1 paper" if number == 1 else f"{number:,} papers"
