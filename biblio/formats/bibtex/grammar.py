"""The grammar: how blocks, names, keys and values begin, and where delimiters are closed.

As bibtex.web has it (§§ 215-262) for what is lawful, and looser where a name or a key can
still be told from what is around it.
"""

from __future__ import annotations

import re

# No dot, so that an e-mail address in text begins nothing.
TYPE = r"[^\W\d][\w+:/-]*"
#: Where a block begins; the white space after ``@`` is BibTeX's (bibtex.web, § 238).
START = re.compile(rf"@\s*({TYPE})\s*([{{(])")
#: Where a block begins, or would if it had a type: ``@{``.
BEGIN = re.compile(rf"@(?:\s*{TYPE}\s*|\w*[ \t]*)[{{(]")
#: Where a line begins with a block.
LINE_START = re.compile(rf"^[ \t]*(?=@[ \t]*{TYPE}\s*[{{(])", re.MULTILINE)

NAME = r"[^\s\"#%,={}()@][^\s\"#%,={}()]*"
SPACED_NAME = re.compile(rf"{NAME}(?:[ \t]+{NAME})*")
FIELD = re.compile(rf"{NAME}\s*=")
FIELD_LINE = re.compile(rf"(?:,[ \t]*+(?:%[^\r\n]*+)?)?[\r\n][ \t]*+(?={NAME}\s*=\s*[\"{{\w])")
#: What stands behind an entry whose last brace is one too many: its next field.
GOES_ON = re.compile(rf"\}}*+\s*+,\s*+{NAME}\s*+=\s*+[\"{{\w]")
#: A field in the midst of a line.
INLINE_FIELD = re.compile(rf",[ \t]*+(?={NAME}\s*+=\s*+(?:[\"{{]|\d+\s*+[,}}]))")
#: The end of an entry: its last field and the closing brace.
ENTRY_END = re.compile(
    rf",\s*+{NAME}\s*+=\s*+(?:\{{[^{{}}]*+\}}|\"[^\"{{}}]*+\"|\w++)\s*+,?\s*+\}}\s*+\Z"
)
#: The first line of an entry: type, key and the name of a field.
ENTRY_HEAD = re.compile(rf"@[ \t]*+({TYPE})\s*+[{{(]\s*+[^\s,{{}}=]++\s*+,\s*+{NAME}\s*+=")
#: A field outside any entry, in one line of text.
LOOSE_FIELD = re.compile(rf"(?:^|,)[ \t]*+{NAME}[ \t]*+=[ \t]*+[\"{{\d]")
WORD = re.compile(r"[^\s\"#%(),={}]+")
KEY = re.compile(r"[^\s,{}=]+(?:[^\S\r\n]+[^\s,{}=]+)*")
BRACED_KEY = re.compile(r"\{([^\s,{}=]+)\}(?=\s*,)")
ODD_KEY = re.compile(r"[^\s,}]+")
BEGINS_FIELD = re.compile(
    r"={|=$|^(?:author|editor|title|year|date|month|journal|booktitle|key|url|doi|note)=",
    re.IGNORECASE,
)
BLANK = re.compile(r"\s*")
LINE = re.compile(r"[^\r\n]*")
BRACE = re.compile(r"[{}]")
_UNESCAPED_BRACE = re.compile(r"(?<!\\)(?:\\\\)*([{}])")
_BRACE_OR_PAREN = re.compile(r"[{})]")
RAW_MARK = re.compile(r"[{},)]")
_QUOTE_OR_BRACE = re.compile(r"[\"{}]")


def match_braces(text: str, start: int, limit: int, opener: str = "{") -> int | None:
    """Just behind the brace that closes the one at ``start``; escaped braces count."""
    depth = 0
    if opener == "(":
        for match in _BRACE_OR_PAREN.finditer(text, start + 1, limit):
            depth += {"{": 1, "}": -1, ")": 0}[match[0]]
            if match[0] == ")" and depth == 0:
                return match.end()
        return None
    for match in BRACE.finditer(text, start, limit):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return None


def match_unescaped(text: str, start: int, limit: int) -> int | None:
    """Like `match_braces`, where a brace after a backslash is text."""
    depth = 0
    for match in _UNESCAPED_BRACE.finditer(text, start, limit):
        depth += 1 if match[1] == "{" else -1
        if depth == 0:
            return match.end()
    return None


def match_quotes(text: str, start: int, limit: int) -> int | None:
    """Just behind the quote that ends the one at ``start``: the next one outside braces."""
    depth = 0
    for match in _QUOTE_OR_BRACE.finditer(text, start + 1, limit):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if depth < 0:
                return None
        elif depth == 0:
            return match.end()
    return None
