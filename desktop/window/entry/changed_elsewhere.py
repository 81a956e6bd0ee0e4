"""What an edit is refused with when another program was there first."""

from __future__ import annotations


class ChangedElsewhereError(Exception):
    """A field is not any more what it was when it was edited.

    Attributes:
        name: The field.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
