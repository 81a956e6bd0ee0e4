"""What the window does with collections, tags and saved searches: asking, doing, saying."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from db.listed import View
from desktop.window.contents import NOTHING, Contents
from desktop.window.message_bar import Tone
from desktop.window.session import Session
from desktop.window.table.list_pane import ListPane
from desktop.window.tasks import Control

if TYPE_CHECKING:
    from db import FacetValue, Library, Notice


class Grouping(QObject):
    """Operations on the views that the user makes.

    Signals:
        made: The `db.View` of a new collection or saved search, to be shown when it is listed.
        undo_asked: A button that offered to take the last step back was pressed.
    """

    made = Signal(object)
    undo_asked = Signal()

    def __init__(self, session: Session, pane: ListPane, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._pane = pane
        self._window = window
        self.contents: Contents = NOTHING

    # --- Making and editing views ------------------------------------------------------------

    @Slot(str, object, object)
    def add(self, kind: str, parent: int | None = None, entry_ids: Sequence[int] = ()) -> None:
        """Ask for the name of a new collection, tag or saved search, and make it."""
        from desktop.window.side.name_checks import collection_check, search_check, tag_check
        from desktop.window.side.name_dialog import NameDialog

        if kind == "search":
            dialog = NameDialog(
                self.tr("Save this search"),
                self.tr("Save"),
                self._window,
                query=self._pane.search.finished_text(),
                check=search_check(self.contents),
            )
            dialog.named.connect(lambda name, _, query: self._save_search(name, query))
        elif kind == "tag":
            dialog = NameDialog(
                self.tr("New tag"),
                self.tr("Make tag"),
                self._window,
                color="",
                check=tag_check(self.contents),
            )
            dialog.named.connect(
                lambda name, color, _: self._write(
                    lambda lib: lib.add_tag(name, colour=color, entry_ids=entry_ids)
                )
            )
        else:
            above = self.contents.name_of(View("collection", parent))
            title = self.tr("New collection in “{0}”").format(above) if above else ""
            dialog = NameDialog(
                title or self.tr("New collection"),
                self.tr("Make collection"),
                self._window,
                color="",
                check=collection_check(self.contents, parent),
            )
            dialog.named.connect(
                lambda name, color, _: self._add_collection(name, color, parent, entry_ids)
            )
        dialog.open()

    def add_collection(self) -> None:
        """Ask for the name of a new collection at the top."""
        self.add("collection")

    def add_tag(self) -> None:
        """Ask for the name of a new tag."""
        self.add("tag")

    def add_search(self) -> None:
        """Ask for the name of the search that is in the search box."""
        self.add("search")

    def _save_search(self, name: str, query: str) -> None:
        self._write(
            lambda lib: lib.save_search(name, query),
            lambda _: self._say(
                self.tr("Saved: {0} finds it in any search.").format(_in_query(name))
            ),
        )

    def _add_collection(
        self, name: str, color: str, parent: int | None, entry_ids: Sequence[int]
    ) -> None:
        self._write(
            lambda lib: lib.add_collection(name, parent=parent, colour=color, entry_ids=entry_ids),
            None if entry_ids else lambda made: self._tell_made(View("collection", made)),
        )

    def _tell_made(self, view: View) -> None:
        self.made.emit(view)

    @Slot(object)
    def edit(self, view: View) -> None:
        """Ask for another name and colour or query of a view."""
        from desktop.window.side.name_checks import collection_check, search_check, tag_check
        from desktop.window.side.name_dialog import NameDialog

        view_id = view.id or 0
        name = self.contents.name_of(view)
        coloured = self.contents.tags if view.kind == "tag" else self.contents.collections
        color = next((each.colour for each in coloured if each.id == view.id), "")
        parent = next((c.parent for c in self.contents.collections if c.id == view.id), None)
        if view.kind == "search":
            query = next((s.query for s in self.contents.searches if s.id == view.id), "")
            dialog = NameDialog(
                self.tr("Saved search"),
                self.tr("Save"),
                self._window,
                name=name,
                query=query,
                check=search_check(self.contents, view_id),
            )
            dialog.named.connect(
                lambda new, _, query: self._write(
                    lambda lib: lib.edit_search(view_id, name=new, query=query)
                )
            )
        elif view.kind == "tag":
            dialog = NameDialog(
                self.tr("Tag"),
                self.tr("Save"),
                self._window,
                name=name,
                color=color,
                check=tag_check(self.contents, view_id),
            )
            dialog.named.connect(
                lambda new, color, _: self._write(
                    lambda lib: lib.edit_tag(view_id, name=new, colour=color)
                )
            )
        else:
            dialog = NameDialog(
                self.tr("Collection"),
                self.tr("Save"),
                self._window,
                name=name,
                color=color,
                check=collection_check(self.contents, parent, view_id),
            )
            dialog.named.connect(
                lambda new, color, _: self._write(
                    lambda lib: lib.edit_collection(view_id, name=new, colour=color)
                )
            )
        dialog.open()

    @Slot(object)
    def delete(self, view: View) -> None:
        """Delete a view, and say that the entries stay and that it can be undone."""
        view_id, name = view.id or 0, self.contents.name_of(view)
        operations: dict[str, tuple[Callable[[Library], object], str]] = {
            "collection": (
                lambda lib: lib.delete_collection(view_id),
                self.tr("Collection “{0}” deleted; its entries stay in the library."),
            ),
            "tag": (
                lambda lib: lib.delete_tag(view_id),
                self.tr("Tag “{0}” deleted; its entries stay in the library."),
            ),
            "search": (
                lambda lib: lib.delete_search(view_id),
                self.tr("Saved search “{0}” deleted."),
            ),
        }
        operation, words = operations[view.kind]
        self._write(operation, lambda _: self._say(words.format(name), undo=True))

    @Slot(int, object, object)
    def move_collection(self, collection_id: int, parent: int | None, before: int | None) -> None:
        """Put a collection into another or to the top, before a sibling or last."""
        self._write(lambda lib: lib.move_collection(collection_id, parent, before=before))

    @Slot(object)
    def put_query(self, view: View) -> None:
        """Put a saved search's query into the search box."""
        query = next((s.query for s in self.contents.searches if s.id == view.id), "")
        self._pane.search.set_text(query)

    # --- What entries are in and bear --------------------------------------------------------

    @Slot(object, object)
    def drop(self, view: View, entry_ids: Sequence[int]) -> None:
        """Put entries where they were dropped."""
        view_id, name = view.id or 0, self.contents.name_of(view)
        many = self._amount(len(entry_ids))
        match view.kind:
            case "collection":
                words = self.tr("{0} added to “{1}”.").format(many, name)
                self._write(
                    lambda lib: lib.add_to_collection(view_id, entry_ids),
                    lambda _: self._say(words, undo=True),
                )
            case "tag":
                words = self.tr("{0} tagged “{1}”.").format(many, name)
                self._write(
                    lambda lib: lib.tag(view_id, entry_ids),
                    lambda _: self._say(words, undo=True),
                )
            case "trash":
                words = self.tr("{0} moved to the trash.").format(many)
                self._write(lambda lib: lib.trash(entry_ids), lambda _: self._say(words, undo=True))
            case _:
                pass

    def remove_from_collection(self) -> None:
        """Take the selected entries out of the collection that is shown."""
        view, ids = self._pane.view(), self._pane.table.selected_ids()
        if view.kind != "collection" or not ids:
            return
        words = self.tr("{0} removed from “{1}”.").format(
            self._amount(len(ids)), self.contents.name_of(view)
        )
        self._write(
            lambda lib: lib.remove_from_collection(view.id or 0, ids, deep=view.deep),
            lambda _: self._say(words, undo=True),
        )

    def tag_selected(self) -> None:
        """Let the user tick the tags of the selected entries."""
        ids = self._pane.table.selected_ids()
        tags = [(tag.id, tag.name, tag.colour) for tag in self.contents.tags]

        def apply(give: list[int], take: list[int], new: list[str]) -> None:
            self._write(lambda lib: lib.set_tags(ids, give=give, take=take, new=new))

        self._assign(
            "tags",
            ids,
            lambda lib: lib.tags_of(ids),
            self.tr("Tags of {0}").format(self._amount(len(ids))),
            self.tr("Find a tag or name a new one"),
            tags,
            apply,
        )

    def collect_selected(self) -> None:
        """Let the user tick the collections that the selected entries are to be in."""
        ids = self._pane.table.selected_ids()
        paths: dict[int | None, str] = {None: ""}
        names: list[tuple[int, str, str]] = []
        for each in self.contents.collections:
            above = paths.get(each.parent, "")
            paths[each.id] = f"{above} › {each.name}" if above else each.name
            names.append((each.id, paths[each.id], each.colour))

        def apply(give: list[int], take: list[int], new: list[str]) -> None:
            self._write(lambda lib: lib.set_collections(ids, give=give, take=take, new=new))

        self._assign(
            "collections",
            ids,
            lambda lib: lib.collections_of(ids),
            self.tr("Collections of {0}").format(self._amount(len(ids))),
            self.tr("Find a collection or name a new one"),
            names,
            apply,
        )

    def _assign(
        self,
        channel: str,
        ids: Sequence[int],
        had: Callable[[Library], dict[int, int]],
        title: str,
        hint: str,
        names: Sequence[tuple[int, str, str]],
        apply: Callable[[list[int], list[int], list[str]], None],
    ) -> None:
        from desktop.window.side.assign_dialog import AssignDialog

        def show(counts: dict[int, int]) -> None:
            dialog = AssignDialog(title, hint, names, counts, len(ids), self._window)
            dialog.assigned.connect(apply)
            dialog.open()

        def work(library: Library, _: Control) -> dict[int, int]:
            return had(library)

        if ids:
            self._session.ask(channel, work, show, self._pane.tell_error)

    # --- Values ------------------------------------------------------------------------------

    @Slot(str, object)
    def rename_value(self, facet: str, value: FacetValue) -> None:
        """Show what renaming a value everywhere would change, and do it when that is wanted."""
        if facet == "tag":
            tag_id = next((tag.id for tag in self.contents.tags if tag.name == value.text), None)
            if tag_id is not None:
                self.edit(View("tag", tag_id))
            return
        from desktop.window.side.rename_dialog import RenameDialog

        dialog = RenameDialog(self._session, facet, value, self._window)
        dialog.accepted_for.connect(self._rename)
        dialog.open()

    def _rename(self, facet: str, forms: tuple[str, ...], new: str, entry_ids: list[int]) -> None:
        bar = self._pane.message

        def work(library: Library, control: Control) -> Notice:
            return library.rename_value(
                facet,
                forms,
                new,
                entry_ids,
                progress=control.progress,
                cancelled=control.cancelled,
            )

        def failed(error: Exception) -> None:
            bar.end_progress()
            self._pane.tell_error(error)

        def done(notice: Notice) -> None:
            bar.end_progress()
            many = self._amount(len(notice.entry_ids))
            self._say(self.tr("{0} changed.").format(many), undo=True)

        bar.follow(self.tr("Renaming…"), self._session.write(work, failed, done))

    # --- Helpers -----------------------------------------------------------------------------

    def _write(
        self, work: Callable[[Library], object], done: Callable[..., None] | None = None
    ) -> None:
        self._session.write(lambda lib, _: work(lib), self._pane.tell_error, done)

    def _say(self, text: str, *, undo: bool = False) -> None:
        buttons = ((self.tr("Undo"), self._ask_undo),) if undo else ()
        self._pane.message.tell(text, Tone.DONE, *buttons)

    def _ask_undo(self) -> None:
        self.undo_asked.emit()

    def _amount(self, number: int) -> str:
        return self.tr("1 entry") if number == 1 else self.tr("{0} entries").format(f"{number:,}")


def _in_query(name: str) -> str:
    from biblio.query.terms import search_term

    return search_term(name)
