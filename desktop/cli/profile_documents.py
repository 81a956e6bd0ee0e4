"""The shapes of a profile's JSON documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.person.profile_rows import Doubts, Variant, WhatIf
    from db.rows import Metric, ProfileSummary, Row

Document = dict[str, object]


def profile_document(profile: ProfileSummary | None) -> Document:
    """The profile with its metrics; null for what there is none of."""
    if profile is None:
        return {"name": None, "field": None, "metrics": [], "papers": 0, "works": 0}
    basis = profile.basis
    return {
        "name": profile.name,
        "field": profile.field or None,
        "metrics": [metric_document(metric) for metric in profile.metrics],
        "papers": profile.papers,
        "works": profile.works,
        "counts": {
            "source": basis.chosen or None,
            "sources": list(basis.sources),
            "from": basis.first or None,
            "to": basis.last or None,
            "papers": basis.counted,
            "versions": basis.versions,
        },
    }


def metric_document(metric: Metric) -> Document:
    """One number, computed and reported."""
    return {
        "metric": metric.metric,
        "label": metric.label,
        "computed": plain_number(metric.computed),
        "reported": plain_number(metric.reported),
        "unit": metric.unit or None,
        "source": metric.source or None,
        "as_of": metric.as_of or None,
        "without_data": metric.without_data,
        "note": metric.note or None,
        "definition": metric.definition,
        "history": [
            {"as_of": day, "reported": plain_number(number), "source": source}
            for (day, number), source in zip(metric.history, metric.stated_by, strict=True)
        ],
        "trend": [{"as_of": day, "computed": plain_number(n)} for day, n in metric.trend],
    }


def what_if_document(what: WhatIf, rows: dict[int, Row]) -> Document:
    """The ranked list behind an h-index."""
    return {
        "h_index": what.h,
        "h_index_of_all": what.whole,
        "metrics": {name: plain_number(each.value) for name, each in what.metrics.items()},
        "without_count": len(what.uncounted),
        "outside": what.outside,
        "next": {
            "h_index": what.step.h,
            "citations": what.step.citations,
            "more": [{"id": i, "key": rows[i].key, "lacks": n} for i, n in what.step.more],
            "new_works": what.step.new,
        },
        "ranked": [
            {
                "rank": each.rank,
                "id": each.work,
                "key": rows[each.work].key,
                "citations": each.count,
                "core": each.core,
            }
            for each in what.ranked
        ],
    }


def person_document(
    profile: ProfileSummary, variants: list[Variant], doubts: Doubts, *, first: bool
) -> Document:
    """Who a profile's person is."""
    return {
        "name": profile.name,
        "me": first,
        "orcid": profile.orcid or None,
        "fields": list(profile.fields),
        "affiliations": [
            {"name": each.name, "from": each.first or None, "to": each.last or None}
            for each in profile.affiliations
        ],
        "forms": [
            {"name": each.name, "entries": each.entries, "state": each.state} for each in variants
        ],
        "not_author": list(doubts.not_author),
        "hidden": list(doubts.hidden),
        "unlisted": list(doubts.unlisted),
        "refused": list(doubts.refused),
    }


def plain_number(value: float | None) -> float | int | None:
    """A number without a decimal point where it is whole, else with six digits after it."""
    if value is None:
        return None
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
