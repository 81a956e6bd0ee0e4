r"""The decoder of LaTeX to readable text: one pass over the tokens.

A stack holds the commands that wait for an argument, so any input takes linear time, nesting
needs no recursion, and nothing can fail: what has no meaning stays as it was written.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import Final
from unicodedata import category, normalize

from biblio import latex_commands, latex_common, latex_math, latex_tables
from biblio.latex_commands import Render
from biblio.latex_math import Segment, math_spans, split_math


def decoded(latex: str) -> str:
    """The text decoded: the common LaTeX the short way, all else by the full decoder."""
    prose, formulas = _split(latex)
    if len(prose) > 1 and "\0" in latex:
        return _fully_decoded(split_math(latex))
    # All of the prose at once; what stands between keeps its signs apart
    text = latex_common.decode("\0".join(prose))
    if text is None:
        return _fully_decoded(split_math(latex))
    if formulas:
        pairs = itertools.zip_longest(text.split("\0"), map(_formula, formulas), fillvalue="")
        text = "".join(itertools.chain.from_iterable(pairs))
    return text if text.isascii() else normalize("NFC", text)


def _split(latex: str) -> tuple[list[str], list[str]]:
    """The stretches of prose, and the formulas between them."""
    # One character is found ten times sooner than two
    if not (("(" in latex and "\\(" in latex) or ("[" in latex and "\\[" in latex)):
        parts = latex.split("$")
        if len(parts) == 1:
            return parts, []
        if (
            len(parts) % 2
            and all(parts[1:-1])  # no $$
            and not any(part.endswith("\\") for part in parts)
            and not any(part[:1].isdigit() for part in parts[2::2])  # none could be a price
        ):
            return parts[::2], parts[1::2]
    prose, formulas = [], []
    end = 0
    for start, stop, width in math_spans(latex):
        prose.append(latex[end:start])
        formulas.append(latex[start + width : stop - width])
        end = stop
    return [*prose, latex[end:]], formulas


def _fully_decoded(segments: list[Segment]) -> str:
    decoder = _Decoder()
    for segment in segments:
        decoder.feed(segment.text, math=segment.is_math)
    return decoder.text()


@lru_cache(maxsize=4096)  # $k$ and $N$ are everywhere
def _formula(source: str) -> str:
    return _fully_decoded([Segment(source, is_math=True)])


# Beyond this many commands within commands, further ones are passed over: real texts have
# three, and each level copies its argument once.
_DEEPEST: Final = 40

_TOKEN: Final = re.compile(
    r"""
      \\(?P<word>[A-Za-z]+)(?P<space>[ \t\r\n]*)  # a command, and the space TeX skips
    | \\(?P<sign>[^A-Za-z])                       # a command of one other character
    | (?P<brace>[{}])
    | (?P<script>[\^_])
    | (?P<run>---?|``|''|[?!]`|~)                 # what fonts turn into one character
    | (?P<plain>[^\\{}~^_`'?!-]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_MATH_RUNS: Final = {"''": "″", "~": " "}

_OPTION: Final = re.compile(r"\*?\s*\[([^\[\]{}\\]{0,100})\]")
_SLOT: Final = re.compile(r"""(?:"([0-9A-F]{1,2})|'([0-7]{1,3})|([0-9]{1,3}))\s?""")
_VERB: Final = re.compile(r"([^\sA-Za-z*])(.{0,500}?)\1", re.DOTALL)
_BRACES: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\([%#&_~{}$])")


class _Frame:
    """A command that waits for an argument, or is in one; or a text that is not one."""

    __slots__ = ("arguments", "arity", "depth", "floor", "grouped", "math", "pieces", "render")

    def __init__(self, render: Render, arity: int, *, math: bool, floor: bool = False) -> None:
        self.render = render
        self.arity = arity
        self.arguments: list[str] = []
        self.pieces: list[str] = []
        self.grouped = floor  # in an argument within braces; else the next item is the argument
        self.depth = 0  # plain braces open within the argument
        self.math = math
        self.floor = floor  # no closing brace ends this


class _Decoder:
    """Decodes a text that is fed in stretches of prose and mathematics."""

    def __init__(self) -> None:
        self.stack = [_Frame("".join, 1, math=False, floor=True)]

    def text(self) -> str:
        """What was fed, decoded."""
        while len(self.stack) > 1:
            self._complete(force=True)
        return normalize("NFC", "".join(self.stack[0].pieces))

    def feed(self, source: str, *, math: bool) -> None:
        """Decode a stretch."""
        level = len(self.stack)
        if math:
            self.stack.append(_Frame(latex_commands.stripped, 1, math=True, floor=True))
        position = 0
        while token := _TOKEN.match(source, position):
            position = token.end()
            kind = token.lastgroup
            if kind == "plain":
                self._plain(token[0])
            elif kind == "space":
                position = self._word(token["word"], token["space"], source, position)
            elif kind == "sign":
                self._sign(token["sign"])
            elif kind == "brace":
                self._brace(token[0])
            elif kind == "script" and self.stack[-1].math:
                self._open(latex_commands.raised if token[0] == "^" else latex_commands.lowered)
            else:
                runs = _MATH_RUNS if self.stack[-1].math else latex_common.RUNS
                self._emit(runs.get(token[0], token[0]))
        if math:
            while len(self.stack) > level:
                self._complete(force=True)

    def _emit(self, text: str) -> None:
        """Add decoded text; it completes an argument that is not in braces."""
        self.stack[-1].pieces.append(text)
        if not self.stack[-1].grouped:
            self._complete()

    def _open(self, render: Render, arity: int = 1, *, math: bool | None = None) -> None:
        """Begin a command with arguments."""
        if len(self.stack) <= _DEEPEST:
            inherited = self.stack[-1].math
            self.stack.append(_Frame(render, arity, math=inherited if math is None else math))

    def _complete(self, *, force: bool = False) -> None:
        """End an argument; after the last one (or any, by force) print the command."""
        while True:
            frame = self.stack[-1]
            frame.arguments.append("".join(frame.pieces))
            frame.pieces = []
            frame.grouped = False
            missing = frame.arity - len(frame.arguments)
            if missing > 0 and not force:
                return
            force = False
            self.stack.pop()
            above = self.stack[-1]
            above.pieces.append(frame.render(frame.arguments + [""] * missing))
            if above.grouped:
                return

    def _brace(self, brace: str) -> None:
        frame = self.stack[-1]
        if brace == "{":
            if frame.grouped:
                frame.depth += 1
            else:
                frame.grouped = True
            return
        while not self.stack[-1].grouped:  # a command at the end of a group gets nothing
            self._complete(force=True)
        frame = self.stack[-1]
        if frame.depth:
            frame.depth -= 1
        elif not frame.floor:
            self._complete()

    def _plain(self, text: str) -> None:
        while not self.stack[-1].grouped:
            text = text.lstrip(" \t\r\n")
            if not text:
                return
            first = latex_math.first_character(text)
            self._emit(first)
            text = text[len(first) :]
        if text:
            if self.stack[-1].math:
                text = text.replace("'", "′")
            self.stack[-1].pieces.append(text)

    def _sign(self, sign: str) -> None:
        mark = latex_tables.ACCENTS.get(sign)
        if mark and not (self.stack[-1].math and sign in "=~"):
            self._open(latex_commands.accent(mark))
        elif text := latex_tables.SIGNS.get(sign, "\\" + sign):
            self._emit(text)

    def _word(self, name: str, space: str, source: str, position: int) -> int:
        """Decode a command, and return the position after what it took."""
        following = source[position : position + 1]
        if render := latex_commands.accent_named(name):
            self._open(render)
        elif name in latex_tables.FUNCTIONS:
            self._function(name, following)
        elif text := _symbol(name, space, following):
            self._emit(text)
        elif name in latex_tables.SILENT or name in latex_tables.TRANSPARENT:
            return position + (following == "." and name in _DELIMITING)
        elif name in latex_commands.COMMANDS:
            return self._command(name, source, position)
        elif name in latex_commands.RAW:
            return self._raw(name, source, position)
        elif name == "accent" and (slot := _SLOT.match(source, position)):
            self._open(latex_commands.accent(_slot_mark(slot)))
            return slot.end()
        elif name == "verb" and (verb := _VERB.match(source, position)):
            self._emit(verb[2])
            return verb.end()
        elif following != "{":  # unknown; with an argument, the argument is worth more
            shown = name if name[0].isupper() else f"\\{name}"  # most with capitals are names
            self._emit(f"{shown} " if space else shown)
        return position

    def _function(self, name: str, following: str) -> None:
        """Print a function such as log, with a space where a letter touches it."""
        pieces = self.stack[-1].pieces
        before = pieces[-1][-1:] if pieces else ""
        first = " " if before.isalnum() or before == ")" else ""
        last = " " if following.isalnum() or (following and following in "{\\") else ""
        self._emit(first + name + last)

    def _command(self, name: str, source: str, position: int) -> int:
        """Begin a command with arguments, and return the position after its option."""
        arity, render, math = latex_commands.COMMANDS[name]
        option = _OPTION.match(source, position)
        if option and name == "sqrt":
            render = latex_commands.root_of_degree(option[1])
        self._open(render, arity, math=math)
        return option.end() if option else position

    def _raw(self, name: str, source: str, position: int) -> int:
        """Decode a command whose (first) argument is no text, such as an address."""
        while option := _OPTION.match(source, position):
            position = option.end()
        start = source.find("{", position, position + 5)
        if start < 0 or source[position:start].strip(" *\n"):
            return position
        end = _closing_brace(source, start)
        content = source[start + 1 : end]
        if name in latex_commands.CITING:
            keys = ", ".join(key.strip() for key in content.split(","))
            self._emit(f"[{keys}]")
        elif name not in latex_commands.DROPPED and name != "href":
            self._emit(_ESCAPED.sub(r"\1", content))
        return min(end + 1, len(source))


_DELIMITING: Final = ("left", "right", "middle")  # of which a dot is the empty delimiter
_KEEP_SPACE_BEFORE: Final = frozenset("\\<>=+-*/")


def _symbol(name: str, space: str, following: str) -> str | None:
    """What a command without arguments prints; None if it is no such command."""
    if text := latex_tables.LETTERS.get(name) or latex_tables.SIGNS.get(name):
        return text
    if text := latex_tables.GREEK.get(name) or latex_tables.MATH_SYMBOLS.get(name):
        # TeX would ignore the space, but "λ < μ" and "n → ∞" are easier to read with it.
        joined = category(text)[0] == "L" and following not in _KEEP_SPACE_BEFORE
        return text if joined or not space else text + " "
    if text := latex_tables.LOGOS.get(name):
        return text + " " if space else text
    if latex_commands.is_known(name):
        return None
    if text := latex_commands.rare_symbol(name):
        return text + " " if space and category(text[-1])[0] != "L" else text
    return None


def _slot_mark(slot: re.Match[str]) -> str:
    r"""The accent of ``\accent 19``, ``\accent"13`` or ``\accent'23``."""
    number = int(slot[1] or slot[2] or slot[3], 16 if slot[1] else 8 if slot[2] else 10)
    return latex_tables.ACCENT_SLOTS.get(number, "")


def _closing_brace(source: str, start: int) -> int:
    """Where the group that opens at `start` closes; the end of the source if nowhere."""
    depth = 0
    for brace in _BRACES.finditer(source, start):
        if brace[0] == "{":
            depth += 1
        elif brace[0] == "}":
            depth -= 1
            if depth == 0:
                return brace.start()
    return len(source)
