"""Answers that come when the dialog that asked is gone are dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

T = TypeVar("T")


def while_there(asker: QObject, answer: Callable[[T], object]) -> Callable[[T], None]:
    """A function that hands an answer on as long as the asker was not deleted."""

    def hand_on(result: T) -> None:
        if isValid(asker):
            answer(result)

    return hand_on
