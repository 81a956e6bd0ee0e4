"""The profile's header: who it is, and the numbers of the list as a row of cards."""

from __future__ import annotations

from PySide6.QtCore import QDate, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from biblio.subjects import subject_of
from db import ProfileSummary
from db.person.profile_rows import present
from desktop.window import theme
from desktop.window.override import override
from desktop.window.profile.metric_details import MetricDetails
from desktop.window.profile.metric_words import (
    basis_text,
    day_text,
    label_of,
    large_number,
    large_value,
)
from desktop.window.profile.profile_cards import ProfileCards

_IN_ONE_LINE = ("papers", "citations", "h_index")


class ProfileHeader(QWidget):
    """A profile's name, field and metrics; can be folded to one line.

    Signals:
        metric_clicked(str): A metric's explanation was opened; its name.
        collapsed_changed(bool): The header was folded (True) or unfolded.
        arranged(list): The (metric, size) that are to be shown from now on.
        action_asked(str, str): What is to be done, and with which metric: ``person`` edits who
            it is, ``choose`` the numbers, ``h_index`` shows the ranked list, ``novelty`` makes
            the estimates, ``report`` adds a value, ``import`` brings files.
        removal_asked: The metric, the source and the day of a reported value to be taken out.
    """

    metric_clicked = Signal(str)
    collapsed_changed = Signal(bool)
    arranged = Signal(object)
    action_asked = Signal(str, str)
    removal_asked = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile: ProfileSummary | None = None
        self._collapsed = False
        self.setAccessibleName(self.tr("Profile"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Maximum)
        self.setSizePolicy(policy)
        self._name = _plain_label()
        self._name.setWordWrap(True)
        self._facts = _plain_label()
        self._facts.setWordWrap(True)
        self._basis = _plain_label()
        self._basis.setWordWrap(True)
        self._fold = _tool_button()
        self._fold.clicked.connect(self._on_fold_clicked)
        self._person = _tool_button("edit", self.tr("Who this is, and what is theirs…"))
        self._person.clicked.connect(lambda: self.action_asked.emit("person", ""))
        self._choose = _tool_button("settings", self.tr("Choose the numbers…"))
        self._choose.clicked.connect(lambda: self.action_asked.emit("choose", ""))
        self._import = QPushButton(self.tr("Import counts…"))
        self._import.clicked.connect(lambda: self.action_asked.emit("import", ""))
        self._cards = ProfileCards()
        self._cards.clicked.connect(self._on_card_clicked)
        self._cards.arranged.connect(self.arranged)
        self._lay_out()
        self._style()
        self.set_profile(None)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._name)
        names.addWidget(self._facts)
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addLayout(names, 1)
        for button in (self._person, self._choose, self._fold):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(10)
        foot.addWidget(self._basis, 1)
        foot.addWidget(self._import, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._cards)
        column.addWidget(self._foot)

    def set_profile(self, profile: ProfileSummary | None) -> None:
        """Show a profile; None when the library has none yet."""
        if profile is not None and profile == self._profile:
            return
        self._profile = profile
        self._cards.show_metrics(profile.shown() if profile else ())
        self._write()

    def profile(self) -> ProfileSummary | None:
        """The profile that is shown."""
        return self._profile

    def is_collapsed(self) -> bool:
        """Whether it is folded to one line."""
        return self._collapsed

    def set_collapsed(self, collapsed: bool) -> None:  # a property's setter in Qt's manner
        """Fold it to one line, or unfold it."""
        if collapsed == self._collapsed:
            return
        self._collapsed = collapsed
        self._write()
        self._style()
        self.collapsed_changed.emit(collapsed)

    def _write(self) -> None:
        profile = self._profile
        if profile is None:
            self._name.setText(self.tr("No profile yet"))
            self._facts.setText(
                self.tr("Import a profile page to see its numbers here; the list works without.")
            )
        else:
            self._name.setText(profile.name)
            self._facts.setText(self._facts_text(profile))
        unfolded = profile is not None and not self._collapsed
        self._cards.setVisible(bool(profile and profile.shown()) and not self._collapsed)
        self._foot.setVisible(unfolded)
        if profile is not None:
            counted = bool(profile.basis.counted)
            self._basis.setText(basis_text(profile.basis) if counted else self._no_counts())
            self._import.setVisible(not counted)
        self._facts.setToolTip(theme.tooltip(self._field_tooltip()))
        for button in (self._fold, self._person, self._choose):
            button.setVisible(profile is not None)
        word = self.tr("Show the numbers") if self._collapsed else self.tr("Hide the numbers")
        self._fold.setToolTip(word)
        self._fold.setAccessibleName(word)
        theme.set_icon(self._fold, "chevron-down" if self._collapsed else "chevron-up", quiet=True)

    def _no_counts(self) -> str:
        return self.tr(
            "No paper here has a citation count, so what is made of counts is n/a. Counts come "
            "from files of Google Scholar, OpenAlex, Scopus and others, or by hand."
        )

    def _facts_text(self, profile: ProfileSummary) -> str:
        facts = [self._field_text(profile.field)]
        if self._collapsed:
            facts += [
                f"{label_of(each)} {large_value(each)}"
                for each in profile.metrics
                if each.metric in _IN_ONE_LINE and large_number(each) is not None
            ]
        else:
            place = present(profile.affiliations, QDate.currentDate().toString("yyyy-MM-dd"))
            facts += [*profile.fields, *([place.name] if place is not None else [])]
            if profile.undecided:
                words = (
                    self.tr("1 form of the name to confirm")
                    if profile.undecided == 1
                    else self.tr("{n} forms of the name to confirm").format(n=profile.undecided)
                )
                facts.append(words.replace(" ", "\u00a0"))
        stated = (each.as_of for each in profile.shown() if each.reported is not None)
        newest = max(stated, default="")
        if newest:
            as_of = self.tr("as of {day}").format(day=day_text(newest))
            facts.append(as_of.replace(" ", "\u00a0"))
        return "  ·  ".join(fact for fact in facts if fact)

    def _field_text(self, code: str) -> str:
        subject = subject_of(code) if code else None
        if subject is None:
            return code
        return f"{subject.name} ({subject.category})"

    def _field_tooltip(self) -> str:
        subject = subject_of(self._profile.field) if self._profile else None
        if subject is None or not subject.assumed:
            return ""
        return self.tr("“{code}” could also stand for {others}.").format(
            code=subject.code, others=", ".join(subject.alternatives)
        )

    def _style(self) -> None:
        name = QFont(self.font())
        name.setPointSizeF(name.pointSizeF() * (1.25 if self._collapsed else 1.8))
        name.setWeight(QFont.Weight.DemiBold)
        self._name.setFont(name)
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * 0.88)
        self._basis.setFont(small)
        for label in (self._facts, self._basis):
            theme.set_text_color(label, theme.colors(self).muted)

    def _on_fold_clicked(self) -> None:
        self.set_collapsed(not self._collapsed)

    def _on_card_clicked(self, metric: str) -> None:
        card = self._cards.card(metric)
        if card is None or self._profile is None:
            return
        details = MetricDetails(card.shown, self, basis=self._profile.basis)
        details.action_asked.connect(lambda asked: self.action_asked.emit(asked, metric))
        details.removal_asked.connect(
            lambda source, day: self.removal_asked.emit(metric, source, day)
        )
        details.show_below(card)
        self.metric_clicked.emit(metric)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._style()


def _tool_button(icon: str = "", words: str = "") -> QToolButton:
    button = QToolButton()
    button.setAutoRaise(True)
    button.setIconSize(QSize(16, 16))
    if icon:
        theme.set_icon(button, icon, quiet=True)
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button


def _plain_label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
