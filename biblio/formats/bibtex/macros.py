"""Macros: the ``@string`` definitions in force, and the text that expressions stand for.

As in BibTeX a definition holds from where it stands until the next of the same name, and is
expanded when it is read; case does not matter. A macro that is not defined there is empty, but
one that is all there is to a field is shown by its name. The months are always defined, and
stand for their own names, because a style decides how a month is written.
"""

from __future__ import annotations

from collections.abc import Iterable

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

#: The code of the problem of a macro that is not defined.
UNDEFINED = "undefined-macro"

#: No expression may stand for more characters than this.
LONGEST = 100_000


class MacroError(Exception):
    """An expression that could not be expanded in full.

    Attributes:
        code: ``undefined-macro`` or ``string-too-large``.
        message: What was wrong.
        value: The text to use all the same: the name of a macro that stands alone, and nothing
            for one among others.
    """

    def __init__(self, code: str, message: str, value: str) -> None:
        super().__init__(message)
        self.code, self.message, self.value = code, message, value


class Macros:
    """The definitions in force at one point of a file.

    Attributes:
        room: How many characters may still come out of macros in this file, because a
            million uses of one long definition are too many too.
    """

    def __init__(self, room: int = 50_000_000) -> None:
        self._texts = {name: name for name in MONTHS}
        self.room = room

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._texts

    def texts(self) -> dict[str, str]:
        """What each defined name stands for, by its lower-case form; months included."""
        return dict(self._texts)

    def define(self, name: str, value: str) -> None:
        """Let a name stand for a text from now on."""
        self._texts[name.lower()] = value

    def assign(self, name: str, operands: Iterable[tuple[bool, str]]) -> str:
        """Let a name stand for an expression from now on, and return its text.

        What would be too large leaves the name undefined.

        Args:
            name: The name.
            operands: As for `expand`.

        Raises:
            MacroError: As `expand` does; the name has its new meaning then too.
        """
        parts = list(operands)
        try:
            value = self.expand([*parts, (False, "")])  # no macro stands alone
        except MacroError as error:
            if error.code == UNDEFINED:
                self.define(name, error.value)
            elif name.lower() in MONTHS:
                self.define(name, name.lower())
            else:
                self._texts.pop(name.lower(), None)
            raise
        self.define(name, value)
        return value

    def expand(self, operands: Iterable[tuple[bool, str]]) -> str:
        """The text of an expression.

        Args:
            operands: What stands between the ``#``: whether it is a macro, and its text.

        Raises:
            MacroError: If a macro is not defined or the text would be too large.
        """
        texts: list[str] = []
        unknown: list[str] = []
        size = 0
        names = list(operands)
        for is_macro, text in names:
            expanded = self._texts.get(text.lower()) if is_macro else text
            if expanded is None:
                unknown.append(text)
                expanded = text if len(names) == 1 else ""
            size += len(expanded)
            self.room -= len(expanded) if is_macro else 0
            texts.append(expanded)
            if is_macro and (size > LONGEST or self.room < 0):
                value = "".join(text for _, text in names)
                message = "The macros expand to too long a text and were left as names."
                raise MacroError("string-too-large", message, value)
        value = "".join(texts)
        if unknown:
            listed = ", ".join(name[:60] for name in unknown)
            ending = "is not defined" if len(unknown) == 1 else "are not defined"
            message = f"{listed} {ending}; BibTeX prints nothing there."
            raise MacroError(UNDEFINED, message, value)
        return value
