"""What a document cites: the keys in LaTeX's .aux, biblatex's .bcf and in .tex sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Final

# bibtex.web, section 116: \citation{a,b}; \@input names the .aux of an \include. biblatex
# writes \abx@aux@cite{refsection}{key}, before version 3.17 without the section.
_AUX_CITATION: Final = re.compile(r"\\citation\{([^{}]*)\}")
_AUX_BIBLATEX: Final = re.compile(r"\\abx@aux@cite(?:\{\d+\})?\{([^{}]*)\}")
_AUX_INPUT: Final = re.compile(r"\\@input\{([^{}]*)\}")
# biblatex's control file is XML; only these elements are looked at, so no parser is needed
# that could be made to read entities.
_BCF_KEY: Final = re.compile(r"<bcf:citekey\b[^>]*>([^<]*)</bcf:citekey>")
# Every command with "cite" in it (\cite, \citep, \textcite*, \Autocites, \nocite, \footfullcite)
# but those that set how citations look, and \bibcite, which is LaTeX's own.
_TEX_CITE: Final = re.compile(
    r"\\(?!(?:bibcite|(?:set)?citestyle|setcitestyle|citeindex\w*|DeclareCite\w*|newcite\w*)\b)"
    r"[A-Za-z]*[Cc]ite[A-Za-z]*\*?"
    r"((?:\s*(?:\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>)){0,4}\s*\{[^{}]*\}"
    r"(?:(?:\s*(?:\([^()]*\)|\[[^\[\]]*\])){1,2}\s*\{[^{}]*\}){0,50})"
)
_BRACES: Final = re.compile(r"\{([^{}]*)\}")
_OPTIONAL: Final = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_TEX_INPUT: Final = re.compile(r"\\(?:input|include|subfile)\s*\{([^{}]*)\}")
_TEX_COMMENT: Final = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_TEX_VERBATIM: Final = re.compile(
    r"\\begin\{(verbatim|lstlisting|comment)\}.*?\\end\{\1\}", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Cited:
    r"""What a document cites.

    Attributes:
        keys: The keys, in the order of their first citation.
        everything: Whether all entries are cited (``\nocite{*}``).
        inputs: Files that it includes, as written there, which may cite too.
    """

    keys: tuple[str, ...] = ()
    everything: bool = False
    inputs: tuple[str, ...] = ()


def cited_in(text: str, kind: str) -> Cited:
    """The citations in one file.

    Args:
        text: The file's text.
        kind: ``aux``, ``bcf`` or ``tex``; anything else is read as ``tex``.
    """
    match kind:
        case "aux":
            keys = _in_order(text, (_AUX_CITATION, _AUX_BIBLATEX))
            return _cited(keys, _AUX_INPUT.findall(text))
        case "bcf":
            return _cited((unescape(key) for key in _BCF_KEY.findall(text)), ())
        case _:
            source = _TEX_VERBATIM.sub("", _TEX_COMMENT.sub(r"\1", text))
            groups = (_OPTIONAL.sub("", found) for found in _TEX_CITE.findall(source))
            lists = (keys for group in groups for keys in _BRACES.findall(group))
            return _cited(lists, _TEX_INPUT.findall(source))


def _in_order(text: str, patterns: Iterable[re.Pattern[str]]) -> list[str]:
    found = [match for pattern in patterns for match in pattern.finditer(text)]
    return [match[1] for match in sorted(found, key=re.Match.start)]


def _cited(lists: Iterable[str], inputs: Iterable[str]) -> Cited:
    keys = dict.fromkeys(key.strip() for found in lists for key in found.split(","))
    everything = "*" in keys
    return Cited(
        tuple(key for key in keys if key and key != "*" and "#" not in key),
        everything,
        tuple(dict.fromkeys(name.strip() for name in inputs if name.strip())),
    )
