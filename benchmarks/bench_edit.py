"""Changing a field of every entry, as one step, and taking that back, against importing them."""

from __future__ import annotations

import shutil

from benchmarks.compare import Comparison
from benchmarks.measure import Side
from benchmarks.workspace import Workspace


def comparison(space: Workspace) -> Comparison:
    """What is compared."""
    edited, undone = space.folder / "edited.oeuvre", space.folder / "undone.oeuvre"
    edit = ("set", "--search", "", "note=Looked at")

    def begin() -> None:
        space.remove(edited.name)
        shutil.copyfile(space.filled, edited)

    def repeat() -> None:
        """The sides are run in turns, so the step of the one before is there to be undone."""
        space.remove(undone.name)
        shutil.copyfile(edited, undone)

    return Comparison(
        f"Change a field of {space.entries:,} entries",
        space.importing(),
        (
            Side("oeuvre set --search", space.oeuvre(edited, *edit), before=begin),
            Side("oeuvre undo", space.oeuvre(undone, "undo"), before=repeat),
        ),
        floor=2,
    )
