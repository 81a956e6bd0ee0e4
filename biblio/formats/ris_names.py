"""Names in RIS: ``Last, First, Suffix``, and bodies, which have no comma or one at the end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from biblio.formats.exchange import from_plain
from biblio.person import Name


@lru_cache(maxsize=16_384)
def read_name(text: str) -> Name:
    """The name in a tag's text, its parts as LaTeX.

    A name without comma is a body's (``World Health Organization``) unless it looks like that
    of a person in natural order (``A. Einstein``, ``Marie Curie``).
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1 and _is_person(text):
        words = text.split()
        at = _particle_start(words)
        given, particle, family = words[:at], *_split_particle(words[at:])
        return Name(from_plain(" ".join(given)), particle, family)
    if len(parts) == 1 or parts[1:] == [""] or len(parts) > 3 or not parts[0]:
        body = text.strip(" ,")
        alone = len(body.split()) == 1 and "," not in body
        return Name(family=from_plain(body)) if alone else Name(literal=from_plain(body or text))
    particle, family = _split_particle(parts[0].split())
    suffix = parts[2] if len(parts) == 3 else ""
    return Name(from_plain(parts[1]), particle, family, from_plain(suffix))


def write_name(name: Name) -> str:
    """The text of a tag for a name in plain text; `read_name` reads it as the same name.

    A name that has a comma within a part is divided there, which RIS cannot avoid.
    """
    if name.literal:
        is_body = read_name(name.literal) == Name(literal=from_plain(name.literal))
        return name.literal if is_body else f"{name.literal},"
    family = " ".join(filter(None, (name.particle, name.family)))
    if not name.given and not name.suffix:
        return family if len(family.split()) == 1 else f"{family}, "
    return ", ".join(filter(None, (family, name.given or " ", name.suffix)))


def _particle_start(words: list[str]) -> int:
    """Where the family name of a name in natural order begins, its particle included."""
    return next((i for i in range(1, len(words)) if words[i][0].islower()), len(words) - 1)


def _split_particle(words: list[str]) -> tuple[str, str]:
    """Particle and family name: the former ends with the last word in lower case but the final."""
    end = 0
    if words[0][0].islower():
        end = max((i + 1 for i in range(len(words) - 1) if words[i][0].islower()), default=0)
    return from_plain(" ".join(words[:end])), from_plain(" ".join(words[end:]))


_INITIAL: Final = re.compile(r"(?:[^\W\d_]\.-?)+")
_NAME_WORD: Final = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]*)*")
_PARTICLES: Final = frozenset(
    ("van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "ter", "zu")
)
# Words that bodies have in their names and people do not.
_BODY: Final = re.compile(
    r"\b(?:universit\w*|institut\w*|cent(?:er|re)|group|team|consorti\w+|collaboration|committee|"
    r"council|society|association|organi[sz]ation|union|agency|ministry|department|commission|"
    r"network|foundation|fund|bank|company|corporation|inc|ltd|gmbh|lab\w*|research|project|"
    r"program\w*|office|bureau|board|service\w*|academy|college|school|museum|library|federation|"
    r"nations|states|european|international|national|and|of|for|the|on|in|de la sant\w+)\b",
    re.IGNORECASE,
)


def _is_person(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= 5 or _BODY.search(text):
        return False
    if any(_INITIAL.fullmatch(word) for word in words[:-1]):
        return True
    words = [words[0], *(word for word in words[1:] if word not in _PARTICLES)]
    capitals = all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in words)
    return capitals and 2 <= len(words) <= 3 and not any(w.isupper() and len(w) > 2 for w in words)
