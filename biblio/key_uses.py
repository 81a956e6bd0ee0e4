r"""Where documents cite by key: LaTeX, pandoc's Markdown, Typst and Org, and renaming there.

What is commented out or shown verbatim is no use. A document is first masked (such stretches
become blanks of the same length), so that every place found is a place in the text itself.

LaTeX: the ``\cite`` family, natbib's and biblatex's, ``\nocite``, ``\bibentry``. Pandoc's manual,
"Citation syntax"; Typst's reference, "cite" and "ref"; Org's manual, "Citations", and org-ref.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from biblio.formats.bibtex.values import is_lawful_key

#: The kind of document by the lower-case ending of its name.
KINDS: Final[Mapping[str, str]] = {
    ".tex": "tex", ".ltx": "tex", ".rnw": "tex", ".tikz": "tex",
    ".md": "md", ".markdown": "md", ".rmd": "md", ".qmd": "md",
    ".typ": "typ",
    ".org": "org",
}  # fmt: skip
_MOST_ARGUMENTS: Final = 50  # of one command
_LONGEST_ARGUMENT: Final = 3000  # characters


@dataclass(frozen=True, slots=True)
class KeyUse:
    """One mention of a key.

    Attributes:
        key: The key.
        start: The place of its first character.
        end: Just behind its last.
        line: Its line, from 1.
    """

    key: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Renamed:
    """A document in which keys were renamed.

    Attributes:
        text: Its text; only keys differ.
        done: How many mentions were renamed.
        left: Mentions that stay, since the new key cannot be written there.
    """

    text: str
    done: int
    left: tuple[KeyUse, ...] = ()


def find_uses(text: str, kind: str, keys: Collection[str] | None = None) -> list[KeyUse]:
    """All mentions of keys, in the order of the text.

    Args:
        text: The document.
        kind: One of the kinds in `KINDS`.
        keys: The keys to look for; None for whatever is cited.
    """
    uses: list[KeyUse] = []
    line, counted = 1, 0
    for start, end in sorted(set(_FINDERS[kind](text))):
        key = text[start:end]
        if keys is None or key in keys:
            line += text.count("\n", counted, start)
            counted = start
            uses.append(KeyUse(key, start, end, line))
    return uses


def rename_uses(text: str, kind: str, new: Mapping[str, str]) -> Renamed:
    """The document with keys renamed where they are cited, and nothing else.

    Args:
        text: The document.
        kind: One of the kinds in `KINDS`.
        new: Old key to new one; all at once, so that two may change places.
    """
    pieces: list[str] = []
    left: list[KeyUse] = []
    place = done = 0
    for use in find_uses(text, kind, new):
        written = _written(new[use.key], kind, text, use)
        if written is None:
            left.append(use)
            continue
        pieces += [text[place : use.start], written]
        place = use.end
        done += 1
    return Renamed("".join(pieces) + text[place:], done, tuple(left))


def _written(key: str, kind: str, text: str, use: KeyUse) -> str | None:
    """The key as it is to stand in place of a use; None if it cannot."""
    before = text[use.start - 1 : use.start]
    if kind == "md" and before == "@":
        if _PANDOC_KEY.fullmatch(key):
            return key
        return None if set(key) & set("{}\n") else f"{{{key}}}"
    if kind == "typ":
        return key if before == '"' or _TYPST_KEY.fullmatch(key) else None
    if kind == "org" and before in "@&":
        return key if _ORG_KEY.fullmatch(key) else None
    return key if is_lawful_key(key) else None


# LaTeX

_TEX_HIDDEN: Final = re.compile(
    r"(?P<escape>\\[\\%])|%[^\n]*"
    r"|\\begin\{(?P<env>verbatim\*?|lstlisting|comment|minted|Verbatim)\}"
    r"(?:(?!\\end\{(?P=env)\})[\s\S])*+"
    r"|\\(?:verb|lstinline)\*?(?P<mark>[^\w\s*{\[])(?:(?!(?P=mark))[^\n])*+"
)
# Every command with "cite" in its name but those that set how citations look or define one
_TEX_COMMAND: Final = re.compile(
    r"\\(?!(?:bibcite|(?:set)?citestyle|setcitestyle|citeindex\w*|DeclareCite\w*|newcite\w*"
    r"|citereset|AtEveryCite\w*|AtNextCite\w*|[A-Za-z]*citedelim)(?![A-Za-z]))"
    r"(?P<name>[A-Za-z]*[Cc]ite[A-Za-z]*|bibentry)\*?"
)
_BLANK: Final = re.compile(r"[ \t]*(?:\r?\n[ \t]*)?")  # a blank line ends a paragraph
_CLOSING: Final = {"[": "]", "(": ")", "<": ">", "{": "}"}
_BRACKET: Final = {closer: re.compile(f"[{{}}{re.escape(closer)}]") for closer in "])>}"}
_IN_LIST: Final = re.compile(r"[^\s,]+(?:[ \t]+[^\s,]+)*")


def _in_tex(text: str) -> Iterator[tuple[int, int]]:
    masked = _masked(text, _TEX_HIDDEN)
    for command in _TEX_COMMAND.finditer(masked):
        name = command["name"].lower()
        groups = 1
        if name.endswith("cites"):
            groups = _MOST_ARGUMENTS  # \cites[12]{a}[13]{b}
        elif "volcite" in name:
            groups = 2  # \volcite{2}[13]{a}
        for start, end in _groups(masked, command.end(), groups):
            for key in _IN_LIST.finditer(masked, start, end):
                if not set(key[0]) & {"\\", "#"}:  # a macro, an argument of a definition
                    yield key.span()


def _groups(text: str, place: int, most: int) -> Iterator[tuple[int, int]]:
    """What is between the braces that follow a command; what is optional is passed over."""
    for _ in range(_MOST_ARGUMENTS * 3):
        blank = _BLANK.match(text, place)
        assert blank is not None  # it matches nothing, too
        opener = text[blank.end() : blank.end() + 1]
        end = _closed(text, blank.end()) if opener in _CLOSING else None
        if not opener or end is None:
            return
        if opener == "{":
            yield blank.end() + 1, end - 1
            most -= 1
            if not most:
                return
        place = end


def _closed(text: str, start: int) -> int | None:
    """Just behind what closes the bracket at `start`; None where it is not near."""
    closer = _CLOSING[text[start]]
    depth = 0
    for found in _BRACKET[closer].finditer(text, start + 1, start + _LONGEST_ARGUMENT):
        if found[0] == closer and depth == 0:
            return found.end()
        if found[0] == "{":
            if closer == "}":
                return None  # no list of keys
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth < 0:
                return None
    return None


# Markdown

_FENCED: Final = re.compile(
    r"^(?P<indent>[ ]{0,3})(?P<fence>`{3,}+|~{3,}+)(?P<head>[^\n]*)\n(?P<body>[\s\S]*?)"
    r"(?:^[ ]{0,3}(?P=fence)[`~]*[ \t]*$|\Z)",
    re.MULTILINE,
)
_OPTION_LINE: Final = re.compile(r"^[ \t]*#\|[^\n]*", re.MULTILINE)  # of Quarto: captions cite
_MD_HIDDEN: Final = re.compile(
    r"(?P<escape>\\[\\`@])|<!--[\s\S]*?(?:-->|\Z)"
    r"|(?P<ticks>(?<!`)`+(?!`))(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)(?P=ticks)(?!`)"
)
_PANDOC_KEY: Final = re.compile(r"\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*")
_PANDOC_USE: Final = re.compile(rf"(?<![\w@\\/])-?@(?:\{{([^{{}}\n]+)\}}|({_PANDOC_KEY.pattern}))")


def _in_markdown(text: str) -> Iterator[tuple[int, int]]:
    masked = _masked(_FENCED.sub(_without_code, text), _MD_HIDDEN)
    for found in _PANDOC_USE.finditer(masked):
        yield found.span(1 if found[1] is not None else 2)
    yield from _in_tex(masked)


def _without_code(block: re.Match[str]) -> str:
    """A fenced block as blanks, but for the options of a chunk, where captions are."""
    pieces: list[str] = []
    place = block.start("body")
    for option in _OPTION_LINE.finditer(block.string, *block.span("body")):
        pieces += [_blanks(block.string[place : option.start()]), option[0]]
        place = option.end()
    head = block.string[block.start() : block.start("body")]
    is_chunk = block["head"].lstrip().startswith("{")
    head = head.replace("`", " ") if is_chunk else _blanks(head)
    return head + "".join(pieces) + _blanks(block.string[place : block.end()])


# Typst

_TYPST_HIDDEN: Final = re.compile(
    r"(?P<escape>\\[^\n])|\bhttps?://[^\s\])]*|//[^\n]*|/\*[\s\S]*?(?:\*/|\Z)"
    r"|(?P<ticks>(?<!`)(?:```+|`)(?!`))[\s\S]*?(?P=ticks)"
)
_TYPST_KEY: Final = re.compile(r"\w(?:[\w-]|[.:](?=[\w-]))*")
_TYPST_USE: Final = re.compile(
    rf"(?<![\w@\\])@({_TYPST_KEY.pattern})"
    r"|\bcite\s*\(\s*(?:<([^<>\s]{1,500})>|label\(\s*\"([^\"\n]{1,500})\")"
)


def _in_typst(text: str) -> Iterator[tuple[int, int]]:
    for found in _TYPST_USE.finditer(_masked(text, _TYPST_HIDDEN)):
        yield found.span(found.lastindex or 1)


# Org

_ORG_HIDDEN: Final = re.compile(
    r"^[ \t]*#(?:[ \t][^\n]*|$)"
    r"|^[ \t]*#\+begin_(?P<block>src|example|comment)\b[\s\S]*?(?:^[ \t]*#\+end_(?P=block)|\Z)",
    re.MULTILINE | re.IGNORECASE,
)
_ORG_CITATION: Final = re.compile(r"\[cite(?:/[\w/-]{1,40})?:([^\[\]]{1,5000})\]")
_ORG_KEY: Final = re.compile(r"[\w.:?!`'/*@+|(){}<>&^$#%~-]+")
_ORG_CITED: Final = re.compile(rf"@({_ORG_KEY.pattern})")
_ORG_REF: Final = re.compile(
    r"(?<![\w/])[A-Za-z]{0,20}[Cc]ite[A-Za-z]{0,20}\*?:(?!/)(?=[&\w])([^\s\[\]{}()<>]{1,2000})"
)
_ORG_REF_KEY: Final = re.compile(r"[^\s,;&]+")


def _in_org(text: str) -> Iterator[tuple[int, int]]:
    masked = _masked(text, _ORG_HIDDEN)
    for citation in _ORG_CITATION.finditer(masked):
        for key in _ORG_CITED.finditer(masked, *citation.span(1)):
            yield key.span(1)
    for link in _ORG_REF.finditer(masked):
        for key in _ORG_REF_KEY.finditer(masked, *link.span(1)):
            start, end = key.span()
            if end == link.end(1):  # the punctuation of the sentence is no part of it
                end = start + len(key[0].rstrip(".:?!'\"*/"))
            yield start, end
    yield from _in_tex(masked)


# What is hidden


def _masked(text: str, hidden: re.Pattern[str]) -> str:
    """The text with what is hidden as blanks; an escaped sign hides nothing."""

    def blank(found: re.Match[str]) -> str:
        return found[0] if found.groupdict().get("escape") else _blanks(found[0])

    return hidden.sub(blank, text)


def _blanks(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


_FINDERS: Final = {"tex": _in_tex, "md": _in_markdown, "typ": _in_typst, "org": _in_org}
