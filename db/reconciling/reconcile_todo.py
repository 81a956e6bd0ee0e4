"""What is to be done so that the library and the lists of a person agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from biblio.reconcile import Finding
from db.reconciling.reconcile import Reconciled


class Task(Enum):
    """A kind of thing to do."""

    DECIDE = "decide"  # a list has papers that are no entries: which are they?
    FEWER = "fewer"  # a list says that there are more papers than it lists
    ADD_THERE = "add-there"  # works are missing in a list
    ADOPT = "adopt"  # a list knows identifiers that the library lacks
    CHECK_YEAR = "check-year"
    CHECK_TITLE = "check-title"
    ADD_IDS = "add-ids"  # a list lacks identifiers that the library has


_OF_CELLS = (
    (Task.ADOPT, Finding.ID_THERE),
    (Task.CHECK_YEAR, Finding.YEAR),
    (Task.CHECK_TITLE, Finding.TITLE),
    (Task.ADD_IDS, Finding.ID_HERE),
)


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do.

    Attributes:
        place: Of the list that it is about.
        number: Of how many papers.
        entry_ids: The entries that it is about; empty where there are none.
    """

    task: Task
    place: int
    number: int
    entry_ids: tuple[int, ...] = ()


def todo(found: Reconciled) -> list[Todo]:
    """What is to be done, in the order in which it is best done."""
    todos: list[Todo] = []
    for place, listed in enumerate(found.lists):
        undecided = sum(each.place == place and not each.left for each in found.foreign)
        if undecided:
            todos.append(Todo(Task.DECIDE, place, undecided))
        if listed.reported is not None and listed.reported > listed.listed:
            todos.append(Todo(Task.FEWER, place, listed.reported - listed.listed))
        missing = found.missing_in(place)
        if missing:
            todos.append(Todo(Task.ADD_THERE, place, len(missing), missing))
        for task, finding in _OF_CELLS:
            ids = tuple(
                row.entry_id
                for row in found.rows
                if (cell := row.cells[place]) is not None and finding in cell.findings
            )
            if ids:
                todos.append(Todo(task, place, len(ids), ids))
    order = list(Task)
    return sorted(todos, key=lambda each: (order.index(each.task), each.place))
