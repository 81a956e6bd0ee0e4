"""Words: how texts are cut for searching, in the search index and everywhere else.

The index's tokenizer (FTS5 ``unicode61``) makes words of letters and digits. The text that goes
into the index is folded first, so that both sides agree on accents and LaTeX; and in writing
without spaces each character becomes a word of its own, so that a run of them is found by
standing side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from biblio.folding import fold, fold_letters
from biblio.latex import to_text
from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Final

# Kana and Han; Hangul is written with spaces.
_UNSPACED: Final = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]"
_WORD: Final = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """A text in LaTeX as it is compared: decoded and folded."""
    return fold(to_text(text))


def indexable(text: str) -> str:
    """A text in LaTeX as it goes into the index."""
    return indexed(to_text(text))


def indexed(readable: str) -> str:
    """A readable text as it goes into the index; its spaces stay, since it is cut into words."""
    folded = fold_letters(readable)
    return folded if folded.isascii() else re.sub(_UNSPACED, r" \g<0> ", folded)


def cut(indexed: str) -> list[str]:
    """The words of a text that is `indexable` already."""
    return _WORD.findall(indexed)


def words(text: str) -> list[str]:
    """The words of a text in LaTeX."""
    return cut(indexable(text))


@lru_cache(maxsize=256)
def asked_words(text: str) -> tuple[str, ...]:
    """The words of a text that the user asks for."""
    return tuple(words(text))


def holds(have: Sequence[str], asked: Sequence[str], *, prefix: bool = False) -> bool:
    """Whether `asked` stand side by side in `have`; the last may go on where `prefix`.

    Nothing asked is held by everything.
    """
    if not asked:
        return True
    *whole, last = asked
    size = len(asked)
    for start in range(len(have) - size + 1):
        end = have[start + size - 1]
        if (end.startswith(last) if prefix else end == last) and all(
            have[start + i] == word for i, word in enumerate(whole)
        ):
            return True
    return False
