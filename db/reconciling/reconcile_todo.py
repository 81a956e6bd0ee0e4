"""What is to be done so that the library and the lists of a person agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from biblio.reconcile import Finding
from biblio.taking import Taking, taking_of
from db.reconciling.reconcile import Reconciled


class Task(Enum):
    """A kind of thing to do."""

    PERHAPS = "perhaps"  # a list has papers that may be entries: are they?
    DECIDE = "decide"  # a list has papers that are no entries: which are they?
    FEWER = "fewer"  # a list says that there are more papers than it lists
    ADD_THERE = "add-there"  # works are missing in a list that takes them from their authors
    ADOPT = "adopt"  # a list knows identifiers that the library lacks
    CHECK_YEAR = "check-year"
    CHECK_TITLE = "check-title"
    ADD_IDS = "add-ids"  # a list lacks identifiers that the library has
    REPORT_THERE = "report-there"  # works are missing in a list that takes none
    COUNTS = "counts"  # lists tell other numbers of citations of the same papers


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
        place: Of the list that it is about; None where it is about several.
        number: Of how many papers.
        entry_ids: The entries that it is about; empty where there are none.
    """

    task: Task
    place: int | None
    number: int
    entry_ids: tuple[int, ...] = ()


def todo(found: Reconciled) -> list[Todo]:
    """What is to be done, in the order in which it is best done."""
    todos: list[Todo] = []
    for place, listed in enumerate(found.lists):
        for task, finding in ((Task.PERHAPS, Finding.PERHAPS), (Task.DECIDE, Finding.UNKNOWN)):
            undecided = sum(
                each.place == place and not each.left and each.finding is finding
                for each in found.foreign
            )
            if undecided:
                todos.append(Todo(task, place, undecided))
        if listed.reported is not None and listed.reported > listed.listed:
            todos.append(Todo(Task.FEWER, place, listed.reported - listed.listed))
        missing = found.missing_in(place)
        if missing:
            taking = taking_of(listed.name)
            # What a file of one's own lacks is nobody's fault
            if taking is not Taking.UNKNOWN:
                takes = taking in (Taking.FILE, Taking.FORM)
                task = Task.ADD_THERE if takes else Task.REPORT_THERE
                todos.append(Todo(task, place, len(missing), missing))
        for task, finding in _OF_CELLS:
            ids = tuple(
                row.entry_id
                for row in found.rows
                if (cell := row.cells[place]) is not None and finding in cell.findings
            )
            if ids:
                todos.append(Todo(task, place, len(ids), ids))
    differing = tuple(row.entry_id for row in found.rows if Finding.COUNT in row.findings)
    if differing:
        todos.append(Todo(Task.COUNTS, None, len(differing), differing))
    order = list(Task)
    return sorted(todos, key=lambda each: (order.index(each.task), each.place or 0))
