"""Values: what BibTeX's grammar allows for a key, a field name and a field's expression."""

from __future__ import annotations

import re
from functools import lru_cache

_KEY = re.compile(r"[^\s,{}()=\"#%]+")
_NAME = re.compile(r"[^\s\"#%'(),={}@]+")
_BRACED = re.compile(r"\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}")
_QUOTED = re.compile(r"\"[^{}\"]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}\"]*+)*+\"")
_OPERAND = re.compile(r"\s*(?:(\d+|[^\s\"#%'(),={}\d][^\s\"#%'(),={}]*)|([{\"]))")
_BRACE = re.compile(r"[{}]")
#: What begins a block that is no entry, in lower case.
NO_ENTRIES = frozenset({"comment", "preamble", "string"})
_MARK = re.compile(r"[{}\"]")


def is_lawful_key(key: str) -> bool:
    """Whether a citation key needs no guessing: characters that other programs take too."""
    return _KEY.fullmatch(key) is not None


@lru_cache(maxsize=4096)
def is_lawful_name(name: str) -> bool:
    """Whether a name is one to BibTeX (bibtex.web, § 216: `id_class`)."""
    return _NAME.fullmatch(name) is not None


def is_new_name(name: str) -> bool:
    """Whether a field can be given this name: one with a digit first ends an entry to BibTeX."""
    return is_lawful_name(name) and not name[0].isdigit()


def is_new_type(name: str) -> bool:
    """Whether an entry can be given this type, which begins no other block of a .bib."""
    return is_new_name(name) and name.lower() not in NO_ENTRIES


def delimited(value: str) -> str | None:
    """The text of a value that is one delimited text of moderate depth; None for any other."""
    inner = value[1:-1]
    match value[:1], value[-1:]:
        case "{", "}":
            if "{" not in inner:
                return inner if "}" not in inner else None
            return inner if _BRACED.fullmatch(value) is not None else None
        case '"', '"':
            return inner if _QUOTED.fullmatch(value) is not None else None
    return None


def operands(expression: str) -> list[tuple[bool, str]] | None:
    """Whether each operand of an expression is a macro, and its text without delimiters.

    None for an expression that BibTeX would not read.
    """
    found: list[tuple[bool, str]] = []
    pos = 0
    while (match := _OPERAND.match(expression, pos)) is not None:
        if match[1] is not None:
            found.append((not match[1].isdecimal(), match[1]))
            pos = match.end()
        else:
            end = closing(expression, match.start(2))
            if end is None:
                return None
            found.append((False, expression[match.end() : end - 1]))
            pos = end
        rest = expression[pos:].lstrip() if pos < len(expression) else ""
        if not rest:
            return found
        if rest[0] != "#":
            return None
        pos = len(expression) - len(rest) + 1
    return None


def closing(text: str, start: int) -> int | None:
    """Just behind the brace or quote that closes the one at ``start``, as BibTeX counts."""
    quoted = text[start] == '"'
    depth = 0
    for match in _MARK.finditer(text, start + 1):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            if depth == 0:
                return None if quoted else match.end()
            depth -= 1
        elif quoted and depth == 0:
            return match.end()
    return None


def unbalanced_at(text: str) -> int | None:
    """Where the first brace without a partner is; None if all pair."""
    return next(iter(unpaired(text)), None)


def unpaired(text: str) -> list[int]:
    """Where the braces without a partner are."""
    opened: list[int] = []
    lone: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            lone.append(match.start())
    return lone + opened  # what is open at the end was opened after the last lone one


def paired(value: str) -> str:
    r"""The value with each brace that has no partner as a command that prints it."""
    pieces: list[str] = []
    end = 0
    for place in unpaired(value):
        start = place - 1 if value[place - 1 : place] == "\\" and place > end else place
        name = "textbraceleft" if value[place] == "{" else "textbraceright"
        pieces += [value[end:start], f"{{\\{name}}}"]
        end = place + 1
    return "".join(pieces) + value[end:] if pieces else value
