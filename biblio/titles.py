"""Titles: how they sort, and which of their capitals have to stay.

Styles such as plain.bst set titles in sentence case with BibTeX's ``change.case$ "t"``, which
lowers every letter outside braces but the first of the title and the first after a colon and
a space (bibtex.web, § 367). Names, acronyms and symbols need braces to survive that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from biblio.folding import fold
from biblio.latex import to_text
from biblio.latex_math import split_math
from biblio.latex_tables import GREEK, LETTERS, LOGOS, MATH_SYMBOLS, SIGNS, SILENT
from biblio.title_words import ARTICLES, NOT_ARTICLES, PROPER_NAMES


def sort_title(title: str) -> str:
    """The title as it sorts: readable, folded, without the punctuation and article it begins with.

    Articles are those of English, French, German, Spanish, Italian, Dutch and Portuguese that
    are hardly ever another word. A title of nothing else stays.
    """
    folded = fold(to_text(title))
    plain = _LEADING.sub("", folded) or folded
    article = _ARTICLE.match(plain)
    if article is None or any(plain.startswith(name) for name in NOT_ARTICLES):
        return plain
    return _LEADING.sub("", plain[article.end() :]) or plain


_LEADING: Final = re.compile(r"\A[^\w$#@+*<>=]+")
_ARTICLE: Final = re.compile(rf"(?:{'|'.join(ARTICLES)})\s+|(?:l|un|dell|all)'(?=\w)")


def protect_capitals(title: str) -> str:
    r"""The title with braces around the capitals that sentence case must not lower.

    Those are: words with a capital after their first letter (``{SymmCD}``, ``{RBM}``), single
    capitals that are symbols (``{E}(n)``), the names in `title_words` (``{Markov}``), and as a
    whole mathematics and logos with capitals of their own (``{$N$}``, ``{\LaTeX}``). Words
    that merely begin with a capital, the article ``A``, what is in braces already, and commands
    stay as they are, and so does all of a title that is set in capitals throughout or whose
    braces are unbalanced. Doing it again changes nothing.
    """
    parts = _parts(title)
    if parts is None:
        return title
    return "".join(_protected(parts, index) for index in range(len(parts)))


def _protected(parts: list[_Part], index: int) -> str:
    part = parts[index]
    if _is_argument(parts, index):
        return part.text
    if part.kind == _WORD and _must_stay(parts, index):
        # A brace and a backslash would make a special character, whose case is changed.
        return f"{{{{{part.text}}}}}" if part.text[0] == "\\" else f"{{{part.text}}}"
    if part.kind == _MATH and _math_is_lowered(part.text):
        return f"{{{part.text}}}"
    if part.kind == _COMMAND and part.text[1:] in LOGOS:
        return f"{{{part.text}}}"  # a special character, too, but not of a letter
    return part.text


# The parts of a title

_WORD: Final = "word"  # letters and digits, accents included
_GROUP: Final = "group"  # in braces, and so safe
_MATH: Final = "math"
_COMMAND: Final = "command"
_OTHER: Final = "other"  # space and punctuation


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    text: str
    start: bool  # whether change.case$ keeps its first letter


# An accent, within braces or not, is a part of the word it is in.
_ACCENT: Final = r"""\\(?:[`'^"~=.]|[cvHukrdbthfG](?![A-Za-z]))\s*(?:\{\\?[A-Za-z]\}|\\?[A-Za-z])"""
_ACCENTED: Final = rf"\{{(?:{_ACCENT}|\\(?:{'|'.join(LETTERS)}))\s*\}}|{_ACCENT}"
_TOKEN: Final = re.compile(
    rf"""
      (?P<word>
          (?:[^\W\d_]\.){{2,}}(?![^\W_])                          # U.S.
        | (?:[^\W_]|[\u0300-\u036f]|{_ACCENTED})+
          (?:['’](?:[^\W_]|{_ACCENTED})+)*
      )
    | (?P<group>\{{)
    | (?P<close>\}})
    | (?P<command>\\(?:[A-Za-z]+|.))
    | (?P<other>[^\w\\{{}}]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_BRACES: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_COLON_SPACE: Final = re.compile(r":\s+\Z")


def _parts(title: str) -> list[_Part] | None:
    """The parts of a title; None if its braces are unbalanced or it is all in capitals."""
    parts: list[_Part] = []
    for kind, text in _tokens(title):
        if kind == "close":
            return None
        before = parts[-1] if parts else None
        start = before is None or (
            before.kind == _OTHER and _COLON_SPACE.search(before.text) is not None
        )
        parts.append(_Part(kind, text, start))
    words = [to_text(part.text) for part in parts if part.kind == _WORD]
    letters = [word for word in words if any(map(str.isalpha, word))]
    if len(letters) > 1 and all(word.isupper() for word in letters):
        return None
    return parts


def _tokens(title: str) -> Iterator[tuple[str, str]]:
    for segment in split_math(title):
        if segment.is_math:
            yield _MATH, segment.source
            continue
        text = segment.source
        position = 0
        while token := _TOKEN.match(text, position):
            position = token.end()
            kind = token.lastgroup or _OTHER
            if kind == _GROUP:
                position = _end_of_group(text, token.start())
                if not position:
                    yield "close", ""
                    return
            yield kind, text[token.start() : position]


def _end_of_group(text: str, start: int) -> int:
    depth = 0
    for brace in _BRACES.finditer(text, start):
        if brace[0] == "{":
            depth += 1
        elif brace[0] == "}":
            depth -= 1
            if depth == 0:
                return brace.end()
    return 0


# What has to stay


def _math_is_lowered(source: str) -> bool:
    r"""Whether mathematics has a capital outside braces, even in a command (``\Delta``)."""
    depth = 0
    for char in source:
        # As in BibTeX, a brace after a backslash counts, too.
        depth += (char == "{") - (char == "}")
        if depth <= 0 and char.isupper():
            return True
    return False


def _must_stay(parts: list[_Part], index: int) -> bool:
    part = parts[index]
    word = to_text(part.text)
    if not any(map(str.isupper, word)):
        return False
    if any(map(str.isupper, word[1:])):
        return True
    before = parts[index - 1] if index else None
    after = parts[index + 1] if index + 1 < len(parts) else None
    if _touches(before) or _touches(after):
        return True  # a piece of a word of which someone protected another piece, or D$^3$M
    if len(word) == 1:
        return _is_symbol(word, part, before, after)
    if any(map(str.isdigit, word)):
        return True  # L2, H3
    return not part.start and word.removesuffix("'s").removesuffix("’s") in PROPER_NAMES


def _touches(part: _Part | None) -> bool:
    """Whether a neighbour without space between has capitals of its own, or is mathematics."""
    if part is None:
        return False
    if part.kind == _COMMAND:
        return part.text[1:] in LOGOS
    return part.kind == _MATH or (part.kind == _GROUP and any(map(str.isupper, part.text)))


_WITHOUT_ARGUMENT: Final = {*SILENT, *LOGOS, *SIGNS, *LETTERS, *GREEK, *MATH_SYMBOLS}


def _is_argument(parts: list[_Part], index: int) -> bool:
    """Whether braces could make a word the argument of the command before it."""
    if index and parts[index - 1].kind == _OTHER and parts[index - 1].text.isspace():
        index -= 1
    before = parts[index - 1] if index else None
    return (
        before is not None
        and before.kind == _COMMAND
        and before.text[1:].isalpha()
        and before.text[1:] not in _WITHOUT_ARGUMENT
    )


def _is_symbol(word: str, part: _Part, before: _Part | None, after: _Part | None) -> bool:
    """Whether a single capital is a symbol (E(n), X-ray, vitamin C) and no word (A, I)."""
    following = after.text[0] if after is not None else ""
    if following and following in "({$-+*_^/'’\\0123456789":
        return True
    if part.start:
        return False  # kept anyway
    alone = not following or following.isspace()
    if word == "A" and alone and after is not None:
        quoted = before is not None and not before.text[-1].isspace()
        return quoted and before is not None and before.text[-1] not in "`'\"“‘«¿("
    return True
