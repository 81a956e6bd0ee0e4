"""Who a profile's person is: the name and its forms, ORCID, affiliations, and which papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from biblio.folding import fold
from biblio.orcid import orcid_of
from db import ProfileSummary
from db.listed import Row
from db.person.profile_rows import Affiliation, Doubts, Variant
from desktop.affiliations import affiliation_of, written
from desktop.names import is_one_name
from desktop.window import theme
from desktop.window.profile.me_choices import Choices, ChoiceTable
from desktop.wording import UsageError


@dataclass(frozen=True, slots=True)
class PersonEdit:
    """What the dialog changes; empty where nothing.

    Attributes:
        name: The new name; empty when it stays.
        person: (ORCID, fields, affiliations), or None when they stay.
        variants: Form of the name to ``confirmed``, ``refused`` or empty.
        theirs, others: Entries that are the person's, and that are not.
    """

    name: str = ""
    person: tuple[str, str, tuple[Affiliation, ...]] | None = None
    variants: Mapping[str, str] = field(default_factory=dict)
    theirs: tuple[int, ...] = ()
    others: tuple[int, ...] = ()


class MeDialog(QDialog):
    """Edits a person; nothing is changed before it is accepted.

    Signals:
        edited: The `PersonEdit` when it is accepted.
        entry_asked: The id of an entry that is to be shown in the list.
    """

    edited = Signal(object)
    entry_asked = Signal(int)

    def __init__(
        self,
        profile: ProfileSummary,
        variants: Sequence[Variant],
        doubts: Doubts,
        rows: Mapping[int, Row],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Who {0} is").format(profile.name))
        self.resize(700, 560)
        self._profile = profile
        self.name = QLineEdit(profile.name)
        self.orcid = QLineEdit(profile.orcid)
        self.orcid.setPlaceholderText("0000-0000-0000-0000")
        self.fields = QLineEdit(", ".join(profile.fields))
        self.fields.setPlaceholderText(self.tr("fields of research, with commas between"))
        self.affiliations = QPlainTextEdit("\n".join(map(written, profile.affiliations)))
        self.affiliations.setObjectName("field")
        self.affiliations.setTabChangesFocus(True)
        self.affiliations.setPlaceholderText(self.tr("one a line: University of X = 2015..2019"))
        self._wrong = QLabel()
        self._wrong.setWordWrap(True)
        theme.set_text_color(self._wrong, theme.colors(self).error)
        self.names = self._names_table(variants)
        self.papers = self._papers_table(doubts, rows)
        self.papers.row_activated.connect(self._on_paper)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._person_page(), self.tr("Person"))
        waiting = sum(each.state == "likely" for each in variants)
        names = self.tr("Names") if not waiting else self.tr("Names ({0})").format(waiting)
        self.tabs.addTab(self._page(self.names, self._about_names(variants)), names)
        number = len(doubts.not_author) + len(doubts.unlisted)
        papers = self.tr("Papers") if not number else self.tr("Papers ({0})").format(number)
        self.tabs.addTab(self._page(self.papers, self._about_papers(doubts)), papers)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._save = buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept_edit)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.tabs, 1)
        column.addWidget(self._wrong)
        column.addWidget(buttons)
        self.name.textChanged.connect(self._check)
        self.orcid.textChanged.connect(self._check)
        self.affiliations.textChanged.connect(self._check)
        self._check()

    def edit(self) -> PersonEdit:
        """What is changed so far."""
        profile = self._profile
        name = " ".join(self.name.text().split())
        places = self._places()
        person = (orcid_of(self.orcid.text()), self.fields.text().strip(), places)
        was = (profile.orcid, ", ".join(profile.fields), profile.affiliations)
        papers = self.papers.changed()
        return PersonEdit(
            name if name != profile.name else "",
            person if person != was else None,
            {str(key): choice for key, choice in self.names.changed().items()},
            tuple(int(str(key)) for key, choice in papers.items() if choice == "theirs"),
            tuple(int(str(key)) for key, choice in papers.items() if choice == "others"),
        )

    @Slot()
    def accept_edit(self) -> None:
        """Accept, and tell what is changed."""
        if not self._save.isEnabled():
            return
        edit = self.edit()
        if edit != PersonEdit():
            self.edited.emit(edit)
        self.accept()

    @Slot()
    def _check(self) -> None:
        wrong = ""
        if not self.name.text().strip():
            wrong = self.tr("A person needs a name.")
        elif self.orcid.text().strip() and not orcid_of(self.orcid.text()):
            wrong = self.tr(
                "This is no ORCID: it has 16 digits, the last of which checks the others."
            )
        else:
            try:
                self._places()
            except UsageError as error:
                wrong = str(error)
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self._save.setEnabled(not wrong)

    def _places(self) -> tuple[Affiliation, ...]:
        return tuple(
            affiliation_of(line)
            for line in self.affiliations.toPlainText().splitlines()
            if line.strip()
        )

    def _on_paper(self, key: object) -> None:
        self.entry_asked.emit(int(str(key)))

    # --- The pages -------------------------------------------------------------------------

    def _person_page(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(14, 14, 14, 8)
        form.setSpacing(10)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&ORCID"), self.orcid)
        form.addRow(self.tr("&Fields"), self.fields)
        form.addRow(self.tr("&Affiliations"), self.affiliations)
        return page

    def _page(self, table: QWidget, about: str) -> QWidget:
        page = QWidget()
        words = QLabel(about)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        theme.set_text_color(words, theme.colors(self).muted)
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 12, 14, 8)
        column.setSpacing(8)
        column.addWidget(words)
        column.addWidget(table, 1)
        return page

    def _names_table(self, variants: Sequence[Variant]) -> ChoiceTable:
        choices = Choices(
            {
                "confirmed": self.tr("is this person"),
                "refused": self.tr("is somebody else"),
                "": self.tr("not decided"),
            }
        )
        table = ChoiceTable(
            self.tr("Forms of the name"),
            (self.tr("Form of the name"), self.tr("Entries"), self.tr("Counts now")),
            choices,
            self,
            right=(1,),
        )
        counts = {
            "confirmed": self.tr("yes"),
            "refused": self.tr("no"),
            "likely": self.tr("yes, it can be the same"),
            "possible": self.tr("no, only similar"),
        }
        for each in variants:
            state = each.state if each.state in ("confirmed", "refused") else ""
            table.add(each.name, (each.name, f"{each.entries:,}", counts[each.state]), state)
        table.allow_new(
            self.tr("Another form: a former name, another script…"), "confirmed", self._why_no_name
        )
        return table

    def _why_no_name(self, text: str) -> str:
        """Why a text cannot be another form of the name; empty where it can."""
        if not is_one_name(text):
            return self.tr("“{0}” is not one person's name.").format(text)
        known = (self._profile.name, *map(str, self.names.keys()))
        if fold(text) in map(fold, known):
            return self.tr("“{0}” is there already.").format(text)
        return ""

    def _papers_table(self, doubts: Doubts, rows: Mapping[int, Row]) -> ChoiceTable:
        choices = Choices(
            {
                "": self.tr("as it is"),
                "theirs": self.tr("is this person's"),
                "others": self.tr("is not"),
            }
        )
        table = ChoiceTable(
            self.tr("Papers in doubt"),
            (self.tr("Paper"), self.tr("Year"), self.tr("Why it is here")),
            choices,
            self,
        )
        for why, ids in (
            (self.tr("listed, but not an author"), doubts.not_author),
            (self.tr("an author, but not listed"), doubts.unlisted),
            (self.tr("listed; authors cut short"), doubts.hidden),
            (self.tr("refused"), doubts.refused),
        ):
            for entry_id in ids:
                row = rows.get(entry_id)
                if row is not None:
                    year = "" if row.year is None else str(row.year)
                    table.add(entry_id, (row.title or self.tr("Untitled"), year, why), "")
        table.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        table.table.setColumnWidth(2, 180)
        return table

    def _about_names(self, variants: Sequence[Variant]) -> str:
        if not variants:
            return self.tr(
                "No other form of this name is in the library. A form that no rule would find, "
                "such as a former name, can be added below."
            )
        return self.tr(
            "Forms in the library that can be this person's. Those that can be the same count "
            "until they are refused; those that are only similar count once they are confirmed."
        )

    def _about_papers(self, doubts: Doubts) -> str:
        if doubts == Doubts():
            return self.tr("Whose the papers are is in no doubt.")
        return self.tr(
            "Papers whose source and authors do not agree. Press Enter on one to see it in the "
            "list. Whether one is this person's can also be said in the list's own menu."
        )
