"""Co-authors under several names: what may be one person is confirmed or refused."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from biblio.folding import fold
from db.person.likely_people import APART, SAME, LikelyPerson
from desktop.window import theme
from desktop.window.profile.me_choices import Choices, ChoiceTable

Decided = dict[str, dict[str, bool | None]]
"""For each person the forms of the name and what was said of them, as `unify_people` takes it."""


class PeopleDialog(QDialog):
    """A row for each name that may be a co-author's; nothing is changed before it is accepted.

    Signals:
        decided: What was decided, a `Decided`.
        form_asked: A name whose papers are to be shown in the list.
    """

    decided = Signal(object)
    form_asked = Signal(str)

    def __init__(self, people: Sequence[LikelyPerson], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Co-authors of one person"))
        self.resize(780, 520)
        self._people = people
        about = QLabel(self._about())
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        theme.set_text_color(about, theme.colors(self).muted)
        self.table = ChoiceTable(
            self.tr("Names that may be one person's"),
            (self.tr("Name"), self.tr("Papers"), self.tr("May be"), self.tr("Papers of that one")),
            Choices(
                {
                    "": self.tr("not decided"),
                    SAME: self.tr("is this co-author"),
                    APART: self.tr("is somebody else"),
                }
            ),
            self,
            right=(1, 3),
        )
        for place, each in enumerate(people):
            others = ", ".join(each.forms[1:])
            name = f"{each.name} ({others})" if others else each.name
            texts = (name, f"{each.papers:,}", each.person, f"{each.person_papers:,}")
            self.table.add(place, texts, each.state)
        self.table.allow_new(self.tr("Others: Ada Jones = Ada Smith, the name to have first"), SAME)
        self.table.row_activated.connect(self._on_row)
        self._wrong = QLabel()
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        theme.set_text_color(self._wrong, theme.colors(self).error)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept_decisions)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(about)
        column.addWidget(self.table, 1)
        column.addWidget(self._wrong)
        column.addWidget(buttons)

    def _about(self) -> str:
        if any(not each.state for each in self._people):
            return self.tr(
                "Co-authors whose names are alike and who count as two people until you say that "
                "they are one. Press Enter on a row to see the papers of that name in the list."
            )
        return self.tr(
            "No names of co-authors are so much alike that they could be one person's. Others, "
            "such as a former name, can be added below."
        )

    def wrong(self) -> str:
        """What hinders saving; empty for nothing."""
        return self._wrong.text()

    @Slot()
    def accept_decisions(self) -> None:
        """Accept, and tell what was decided."""
        made: Decided = {}
        whose: dict[str, str] = {}
        for key, choice in self.table.changed().items():
            person, forms = self._named(key)
            if not person:
                return self._refuse(self.tr("“{0}” is not of the form NAME = NAME.").format(key))
            same = {SAME: True, APART: False}.get(choice)
            for form in forms:
                if same and whose.setdefault(fold(form), person) != person:
                    return self._refuse(
                        self.tr("“{0}” cannot be both {1} and {2}.").format(
                            form, whose[fold(form)], person
                        )
                    )
                made.setdefault(person, {})[form] = same
        if made:
            self.decided.emit(_without_contradiction(made))
        return self.accept()

    def _named(self, key: object) -> tuple[str, tuple[str, ...]]:
        """The person and the forms that a row is about; an empty person for a text that is none."""
        if isinstance(key, int):
            return self._people[key].person, self._people[key].forms
        person, _, form = (part.strip() for part in str(key).partition("="))
        return (person, (form,)) if form else ("", ())

    def _refuse(self, why: str) -> None:
        self._wrong.setText(why)
        self._wrong.show()

    def _on_row(self, key: object) -> None:
        person, forms = self._named(key)
        if person:
            self.form_asked.emit(forms[0])


def _without_contradiction(made: Decided) -> Decided:
    """A name that is one person is not told besides that it is not another."""
    same = {fold(form) for forms in made.values() for form, is_same in forms.items() if is_same}
    kept = {
        person: {f: is_same for f, is_same in forms.items() if is_same or fold(f) not in same}
        for person, forms in made.items()
    }
    return {person: forms for person, forms in kept.items() if forms}
