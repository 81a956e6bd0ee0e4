"""The shapes of the JSON documents, as the design's section on the command line has them."""

from __future__ import annotations

from biblio.latex import to_text
from biblio.names import Name, parse_names
from biblio.problem import Problem
from biblio.summary import summarise
from db import Step, Stored
from db.rows import ProblemRow

Document = dict[str, object]


def entry_document(stored: Stored) -> Document:
    """An entry, for ``search`` and ``show``.

    ``work`` is a number that all versions of one publication share: the entry's own while it is
    the only one.
    """
    entry, whole = stored.entry, stored.whole()
    summary = summarise(whole)
    fields: dict[str, str] = {}
    for field in entry.fields:
        fields.setdefault(field.id, field.value)
    count = stored.counts[0] if stored.counts else None
    return {
        "id": stored.id,
        "key": entry.key,
        "type": entry.type,
        "title": to_text(entry.get("title")).strip(),
        "authors": [
            name_document(name) for name in parse_names(whole.get("author", "editor")).people
        ],
        "year": summary.year,
        "date": summary.date or None,
        "venue": summary.venue or None,
        "fields": fields,
        "inherited": {
            each.field.id: {"value": each.field.value, "from": each.key}
            for each in stored.inherited
        },
        "citations": count
        and {"source": count.source, "as_of": count.as_of or None, "value": count.value},
        "old_keys": list(stored.old_keys),
        "work": stored.work or stored.id,
    }


def name_document(name: Name) -> Document:
    """A name in readable Unicode; null where it has no such part."""
    text = name.text()
    family = " ".join(filter(None, (text.particle, text.family)))
    return {
        "family": family or None,
        "given": text.given or None,
        "suffix": text.suffix or None,
        "literal": text.literal or None,
    }


def problem_document(problem: Problem) -> Document:
    """A problem of an input."""
    return {
        "line": problem.line,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
    }


def placed_problem_document(row: ProblemRow) -> Document:
    """A problem of the library, with its place."""
    return {
        "file": row.source or None,
        **problem_document(row.problem),
        "entry": row.entry_id,
        "field": row.problem.field,
    }


def step_document(step: Step) -> Document:
    """A change of the library."""
    return {
        "id": step.id,
        "name": step.name,
        "actor": step.actor,
        "made": step.made,
        "state": step.state,
    }
