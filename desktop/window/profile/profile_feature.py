"""What is done with profiles in the window: its dialogs, and who is told of what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog, QMessageBox

from db.listed import View
from desktop.window.message_bar import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from biblio.metrics.works import VersionRule
    from biblio.novelty import Estimate
    from db import Library, Notice, ProfileSummary
    from db.listed import Row
    from db.person.profile_rows import Doubts, Variant
    from db.sites.counting import CountSource
    from desktop.window.features import Workplace
    from desktop.window.profile.me_dialog import PersonEdit
    from desktop.window.profile.metric_report_dialog import Entered
    from desktop.window.profile.profile_numbers_dialog import NumbersEdit
    from desktop.window.tasks import Control

_AT_ONCE = 1000  # texts up to which novelty is estimated without being asked: in half a second
_QUIET = 3000  # milliseconds without a change before that is done again


class ProfileFeature(QObject):
    """Profiles: made at the start, for the header's buttons."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.window)
        self._work = workplace
        self._session = workplace.session
        self._pane = workplace.list_pane
        self._estimating = False
        header = self._pane.header
        header.arranged.connect(self._on_arranged)
        header.action_asked.connect(self._on_action)
        header.removal_asked.connect(self._on_removal)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._estimate_if_few)
        self._session.opened.connect(self._estimate_if_few)
        self._session.changed.connect(lambda _: self._quiet.start(_QUIET))
        self._session.changed_elsewhere.connect(lambda: self._quiet.start(_QUIET))
        self._estimate_if_few()

    # --- Commands --------------------------------------------------------------------------

    def edit_person(self) -> None:
        """Edit who the shown profile's person is."""
        if (profile := self._profile()) is None:
            self.new_profile()
            return

        def work(library: Library, _: Control) -> tuple[list[Variant], Doubts, dict[int, Row]]:
            doubts = library.doubts(profile.id)
            ids = (*doubts.not_author, *doubts.unlisted, *doubts.hidden, *doubts.refused)
            rows = {row.id: row for row in library.rows(ids[:500])}
            return library.variants(profile.id), doubts, rows

        def done(found: tuple[list[Variant], Doubts, dict[int, Row]]) -> None:
            from desktop.window.profile.me_dialog import MeDialog

            dialog = MeDialog(profile, *found, self._work.window)
            dialog.edited.connect(partial(self._on_edited, profile))
            dialog.entry_asked.connect(self._pane.show_entry)
            dialog.open()

        self._session.count("person", work, done, self._pane.tell_error)

    def new_profile(self) -> None:
        """Ask for the name of a person and make their profile."""
        from desktop.window.side.name_dialog import NameDialog

        dialog = NameDialog(
            self.tr("New profile: whose?"), self.tr("Make profile"), self._work.window
        )
        dialog.named.connect(lambda name, _color, _query: self._add(name))
        dialog.open()

    def delete_profile(self) -> None:
        """Delete the shown profile, after a question."""
        if (profile := self._profile()) is None:
            self.say_none()
            return
        box = QMessageBox(self._work.window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Delete the profile of {0}?").format(profile.name))
        box.setInformativeText(
            self.tr("The entries stay. Undo brings the profile back with all its numbers.")
        )
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)

        def gone(_: Notice) -> None:
            self._work.window.go_to(View())
            self._tell(self.tr("The profile of {0} is deleted.").format(profile.name))

        delete.clicked.connect(
            lambda: self._write(lambda lib: lib.delete_profile(profile.id), gone)
        )
        box.open()

    def make_first(self) -> None:
        """Make the shown profile “me”."""
        if (profile := self._profile()) is None:
            self.say_none()
            return
        told = self.tr("{0} is “me” now, in searches too.").format(profile.name)
        self._write(lambda lib: lib.put_profile_first(profile.id), lambda _: self._tell(told))

    def choose_numbers(self) -> None:
        """Choose what the shown profile shows."""
        if (profile := self._profile()) is None:
            self.say_none()
            return

        def work(library: Library, _: Control) -> list[CountSource]:
            return library.count_sources(profile.id)

        def done(sources: list[CountSource]) -> None:
            from desktop.window.profile.profile_numbers_dialog import NumbersDialog

            dialog = NumbersDialog(profile, sources, self._work.window)
            dialog.edited.connect(partial(self._on_numbers, profile))
            dialog.new_asked.connect(partial(self._report_instead, dialog, ""))
            dialog.report_asked.connect(partial(self._report_instead, dialog))
            dialog.delete_asked.connect(
                lambda metric: self._write(lambda lib: lib.delete_metric(profile.id, metric))
            )
            dialog.open()

        self._session.count("numbers", work, done, self._pane.tell_error)

    def explain_h(self) -> None:
        """Show the ranked list behind the h-index."""
        if (profile := self._profile()) is None:
            self.say_none()
            return
        from desktop.window.profile.h_index_dialog import HIndexDialog

        dialog = HIndexDialog(
            self._session,
            profile.id,
            profile.name,
            profile.basis.year,
            self._pane.tell_error,
            self._work.window,
        )
        dialog.entry_asked.connect(self._pane.show_entry)
        dialog.search_asked.connect(partial(self._search, profile.id))
        dialog.show()

    def report(self, metric: str = "") -> None:
        """Enter a value of a metric by hand, or make one where none is named."""
        if (profile := self._profile()) is None:
            self.say_none()
            return
        from desktop.window.profile.metric_report_dialog import ReportDialog

        known = next((each for each in profile.metrics if each.metric == metric), None)
        own = known.stated_by[::-1] if known is not None else ()
        sources = [*own, *(who for each in profile.metrics for who in each.stated_by[::-1])]
        numbers = [each for each in profile.metrics if each.own]
        dialog = ReportDialog(known, sources, self._work.window, own=numbers)
        dialog.entered.connect(partial(self._on_entered, profile))
        dialog.open()

    def claim(self) -> None:
        """Say that the selected entries are the person's."""
        self._decide(own=True)

    def disown(self) -> None:
        """Say that they are not."""
        self._decide(own=False)

    def estimate_novelty(self) -> None:
        """Make the novelty estimates anew."""
        if self._estimating:
            return
        self._estimating = True

        def work(library: Library, control: Control) -> tuple[dict[int, Estimate], str] | None:
            found = library.estimate_novelty(control.progress, control.cancelled)
            return None if control.cancelled() else found

        def done(found: tuple[dict[int, Estimate], str] | None) -> None:
            self._pane.message.end_progress()
            self._estimating = False
            if found is not None:
                self._keep(*found, told=True)

        def failed(error: Exception) -> None:
            self._estimating = False
            self._pane.message.end_progress()
            self._pane.tell_error(error)

        control = self._session.compute("novelty", work, done, failed)
        self._pane.message.follow(self.tr("Estimating novelty…"), control)

    def say_none(self) -> None:
        """Say that there is no profile, and how to get one."""
        self._pane.message.tell(
            self.tr("There is no profile yet: import a profile page, or make one."),
            Tone.WARNING,
            (self.tr("New profile…"), self.new_profile),
        )

    # --- Helpers ---------------------------------------------------------------------------

    def _profile(self) -> ProfileSummary | None:
        return self._pane.header.profile()

    def _add(self, name: str) -> None:
        def made(profile_id: int) -> None:
            self._work.sidebar.expect_chosen(View("profile", profile_id))
            self._tell(self.tr("{0} has a profile now.").format(name))

        self._session.write(lambda lib, _: lib.add_profile(name), self._pane.tell_error, made)

    def _report_instead(self, dialog: QDialog, metric: str) -> None:
        dialog.reject()
        self.report(metric)

    def _on_entered(self, profile: ProfileSummary, entered: Entered) -> None:
        def work(library: Library) -> object:
            metric = entered.metric or library.add_metric(profile.id, *entered.new)
            if entered.value is None:
                return None
            return library.report_metric(
                profile.id, metric, entered.value, source=entered.source, as_of=entered.day
            )

        self._write(work)

    def _on_removal(self, metric: str, source: str, day: str) -> None:
        """Take a reported value out."""
        if (profile := self._profile()) is None:
            return
        told = self.tr("The value by {0} of {1} is taken out.").format(source, day)
        self._write(
            lambda lib: lib.report_metric(profile.id, metric, None, source=source, as_of=day),
            lambda _: self._tell(told, undo=True),
        )

    def _decide(self, *, own: bool) -> None:
        ids = self._pane.table.selected_ids()
        if (profile := self._profile()) is None:
            self.say_none()
            return
        words = (
            self.tr("{n} noted as by {name}.") if own else self.tr("{n} noted as not by {name}.")
        )
        told = words.format(n=self._amount(ids), name=profile.name)
        self._write(
            lambda lib: (lib.claim if own else lib.disown)(profile.id, ids),
            lambda _: self._tell(told, undo=True),
        )

    def _amount(self, ids: Sequence[int]) -> str:
        return self.tr("1 entry") if len(ids) == 1 else self.tr("{0} entries").format(len(ids))

    def _search(self, profile_id: int, query: str) -> None:
        self._work.window.go_to(View("profile", profile_id))
        self._pane.search.set_text(query)

    def _on_arranged(self, shown: list[tuple[str, str]]) -> None:
        if (profile := self._profile()) is not None:
            self._write(lambda lib: lib.choose_widgets(profile.id, shown))

    def _on_action(self, asked: str, metric: str) -> None:
        done: dict[str, Callable[[], None]] = {
            "person": self.edit_person,
            "choose": self.choose_numbers,
            "h_index": self.explain_h,
            "novelty": self.estimate_novelty,
            "report": partial(self.report, metric),
            "import": self._work.dialogs.import_files,
        }
        done[asked]()

    def _on_edited(self, profile: ProfileSummary, edit: PersonEdit) -> None:
        def work(library: Library) -> Notice | None:
            notice = None
            if edit.name:
                notice = library.rename_profile(profile.id, edit.name)
            if edit.person is not None:
                orcid, fields, places = edit.person
                notice = library.set_person(
                    profile.id, orcid=orcid, fields=fields, affiliations=places
                )
            if edit.variants:
                notice = library.decide_variants(profile.id, edit.variants)
            if edit.theirs:
                notice = library.claim(profile.id, edit.theirs)
            if edit.others:
                notice = library.disown(profile.id, edit.others)
            return notice

        self._write(work)

    def _on_numbers(self, profile: ProfileSummary, edit: NumbersEdit) -> None:
        def work(library: Library) -> Notice | None:
            notice = None
            if edit.counting is not None:
                source, versions = edit.counting
                rule: VersionRule = "sum" if versions == "sum" else "maximum"
                notice = library.set_counting(profile.id, source, rule)
            if edit.shown is not None:
                notice = library.choose_widgets(profile.id, edit.shown)
            return notice

        self._write(work)

    def _estimate_if_few(self) -> None:
        """Make the estimates without being asked, where that is quick and something changed."""
        if self._estimating or not self._session.is_open:
            return
        self._estimating = True

        def work(library: Library, control: Control) -> tuple[dict[int, Estimate], str] | None:
            if not library.profiles():
                return None
            state = library.novelty_state()
            if state.current or not 1 < state.texts <= _AT_ONCE:
                return None
            return library.estimate_novelty(control.progress, control.cancelled)

        def done(found: tuple[dict[int, Estimate], str] | None) -> None:
            self._estimating = False
            if found is not None:
                self._keep(*found, told=False)

        def failed(_: Exception) -> None:
            self._estimating = False  # nobody asked: the button says what is wrong

        self._session.compute("novelty", work, done, failed)

    def _keep(self, found: dict[int, Estimate], stamp: str, *, told: bool) -> None:
        def done(_: None) -> None:
            self._work.window.refresh(())
            if told:
                words = (
                    self.tr("Novelty is estimated for 1 paper.")
                    if len(found) == 1
                    else self.tr("Novelty is estimated for {0} papers.").format(f"{len(found):,}")
                )
                self._tell(words)

        self._session.work(
            lambda lib, _: lib.keep_novelty(found, stamp), done, self._pane.tell_error
        )

    def _write(
        self, work: Callable[[Library], object], done: Callable[..., None] | None = None
    ) -> None:
        self._session.write(lambda lib, _: work(lib), self._pane.tell_error, done)

    def _tell(self, text: str, *, undo: bool = False) -> None:
        buttons = ((self.tr("Undo"), self._work.commands.undo),) if undo else ()
        self._pane.message.tell(text, Tone.DONE, *buttons)
