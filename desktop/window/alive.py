"""Answers that come when the dialog that asked is gone are dropped, or told to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

T = TypeVar("T")


def if_heard(
    answer: Callable[[T], object], otherwise: Callable[[T], object] | None = None
) -> Callable[[T], None]:
    """A function that hands an answer on while there is somebody to hear it.

    A method of a dialog, or a function made in one, holds the dialog; when that was deleted,
    nobody waits for the answer.

    Args:
        answer: Who is to hear it.
        otherwise: Who hears it when that one is gone; None for nobody.
    """

    def hand_on(result: T) -> None:
        if all(map(isValid, _held(answer))):
            answer(result)
        elif otherwise is not None:
            otherwise(result)

    return hand_on


def _held(answer: Callable[..., object]) -> list[QObject]:
    """The objects of Qt that a method or a function within one holds."""
    cells = getattr(answer, "__closure__", None) or ()
    held = [getattr(answer, "__self__", None), *(cell.cell_contents for cell in cells)]
    return [each for each in held if isinstance(each, QObject)]
