"""Co-authors of one person in the window: proposed, confirmed, refused, typed in and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db import Library, View
from desktop.window.main_window import MainWindow
from desktop.window.profile.people_dialog import PeopleDialog
from tests.desktop.window.kit import OpenWindow, settled, titles

PEOPLE = """\
@misc{p, title={Lamps}, author={Example, Ada and Zaheer, Manzil}}
@misc{q, title={Maps}, author={Example, Ada and Zaheer, Mary and Ravanbakhsh, Bo}}
@misc{r, title={Knots}, author={Example, Ada and Zaheer, M. and Ravanbaksh, Bo}}
"""


@pytest.fixture
def company(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """A window on the papers of somebody whose co-authors have several names."""
    path = tmp_path / "people.oeuvre"
    with Library.open(path) as lib:
        lib.import_bytes(PEOPLE.encode(), name="people.bib")
        profile = lib.add_profile("Ada Example")
    window = open_window(path)
    window.go_to(View("profile", profile))
    settled(qtbot, window)
    return window


def opened(qtbot: QtBot, window: MainWindow) -> PeopleDialog:
    window.actions_["unify_people"].trigger()
    settled(qtbot, window)
    return next(each for each in window.findChildren(PeopleDialog) if each.isVisible())


def circle(window: MainWindow) -> dict[str, tuple[str, ...]]:
    with Library.open(window.session.path, readonly=True) as library:
        return {each.name: each.forms for each in library.circle().people}


def shown(dialog: PeopleDialog) -> list[tuple[str, str, str]]:
    table = dialog.table.table
    found = []
    for row in range(table.rowCount()):
        texts = [item.text() if (item := table.item(row, i)) else "" for i in (0, 2)]
        found.append((texts[0], texts[1], dialog.table.choice(row)))
    return found


def test_coauthors_of_one_person_are_united_and_that_is_undone(
    qtbot: QtBot, company: MainWindow
) -> None:
    dialog = opened(qtbot, company)
    assert shown(dialog) == [
        ("Bo Ravanbaksh", "Bo Ravanbakhsh", ""),
        ("M. Zaheer", "Manzil Zaheer", ""),
        ("M. Zaheer", "Mary Zaheer", ""),
    ]
    dialog.table.choose(0, "same")
    dialog.table.choose(1, "same")
    dialog.table.choose(2, "same")
    dialog.accept_decisions()
    assert dialog.wrong() == "“M. Zaheer” cannot be both Manzil Zaheer and Mary Zaheer."
    dialog.table.choose(2, "apart")
    dialog.accept_decisions()
    settled(qtbot, company)
    assert set(circle(company)) == {"Bo Ravanbakhsh", "Manzil Zaheer", "Mary Zaheer"}
    dialog = opened(qtbot, company)
    assert shown(dialog) == [
        ("Bo Ravanbaksh", "Bo Ravanbakhsh", "same"),
        ("M. Zaheer", "Manzil Zaheer", "same"),
    ]
    dialog.reject()
    company.commands.undo()
    settled(qtbot, company)
    assert len(circle(company)) == 5


def test_names_that_nothing_has_in_common_are_united_by_typing_them(
    qtbot: QtBot, company: MainWindow
) -> None:
    dialog = opened(qtbot, company)
    dialog.table.findChildren(QLineEdit)[0].setText("Mary Zaheer")
    dialog.table.add_typed()
    dialog.accept_decisions()
    assert dialog.wrong() == "“Mary Zaheer” is not of the form NAME = NAME."
    dialog.reject()
    dialog = opened(qtbot, company)
    dialog.table.findChildren(QLineEdit)[0].setText("Mary Zaheer = Bo Ravanbakhsh")
    dialog.table.add_typed()
    dialog.accept_decisions()
    settled(qtbot, company)
    assert circle(company)["Mary Zaheer"] == ("Mary Zaheer", "Bo Ravanbakhsh")


def test_enter_shows_the_papers_of_a_name(qtbot: QtBot, company: MainWindow) -> None:
    dialog = opened(qtbot, company)
    dialog.table.row_activated.emit(1)
    settled(qtbot, company)
    assert titles(company) == ["Knots"]
    dialog.reject()
