"""Oeuvre's own novelty estimate: how far a paper is from the nearest earlier one of the library.

Each text (title and abstract) is a vector of its most telling words, weighed by TF-IDF
(K. Spärck Jones, "A statistical interpretation of term specificity", Journal of Documentation
28(1), 1972; G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval",
Information Processing & Management 24(5), 1988). A paper's estimate is 1 less the largest cosine
with a text of an earlier day. It says how unlike the papers *in this library* it reads, no more.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from biblio.folding import fold
from biblio.title_words import words as word_set

if TYPE_CHECKING:  # loaded with the first estimate: it takes as long as a search
    import numpy as np
    from numpy.typing import NDArray

VERSION: Final = 1
"""Of the method; estimates of different versions are not to be compared."""
WORDS_OF_TEXT: Final = 48  # the heaviest words of a text, which are its vector
_FEWEST: Final = 12  # different words that a text must have to say anything
_PIECE: Final = 256  # papers between two looks at whether to stop


class Text(NamedTuple):
    """A paper's text.

    Attributes:
        id: Its number.
        day: ISO 8601 as far as known; empty for a paper whose date is unknown.
        work: The number of its work: versions of one are not compared.
        text: Title and abstract, with LaTeX in them or not.
    """

    id: int
    day: str
    work: int
    text: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A paper's estimate.

    Attributes:
        value: From 0, word for word an earlier text, to 1, no telling word in common with any.
        nearest: The earlier paper that is nearest.
        texts: How many earlier texts it was compared with.
    """

    value: float
    nearest: int
    texts: int


def estimate(
    texts: Iterable[Text],
    wanted: Collection[int],
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> dict[int, Estimate]:
    """The estimates of some papers within a library.

    Left out are papers of unknown date, with too short a text, and those that no text is earlier
    than. The texts themselves are not held.

    Args:
        texts: All that the library has.
        wanted: Of which papers.
        progress: Told (papers done, all) now and then.
        cancelled: Asked now and then; what was done until then is returned.
    """
    corpus = _Corpus()
    for text in texts:
        corpus.add(text)
        if len(corpus.ids) % _PIECE == 0 and cancelled():
            return {}
    return corpus.estimates(frozenset(wanted), progress, cancelled)


def words(text: str) -> list[str]:
    """The telling words of a text: folded, without mathematics, commands and function words."""
    plain = _NOT_WORDS.sub(" ", _ACCENT.sub("", text)).translate(_BRACES)
    return [
        word[:-1] if word[-1] == "s" and word[-2] != "s" and len(word) > 4 else word
        for word in _WORD.findall(fold(plain))
        if word not in _FUNCTION_WORDS
    ]


class _Corpus:
    """All texts as numbers: for each its words and how often they come."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self._days: list[str] = []
        self._works: list[int] = []
        self._numbers: dict[str, int] = {}
        self._terms = array("i")
        self._times = array("H")
        self._ends = array("q", [0])

    def add(self, text: Text) -> None:
        counts: dict[int, int] = {}
        for word in words(text.text):
            number = self._numbers.setdefault(word, len(self._numbers))
            counts[number] = counts.get(number, 0) + 1
        if len(counts) < _FEWEST or not text.day:
            return
        self.ids.append(text.id)
        self._days.append(text.day)
        self._works.append(text.work)
        self._terms.extend(counts)
        self._times.extend(min(times, 65535) for times in counts.values())
        self._ends.append(len(self._terms))

    def estimates(
        self,
        wanted: frozenset[int],
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> dict[int, Estimate]:
        import numpy as np

        if len(self.ids) < 2:
            return {}
        order = sorted(range(len(self.ids)), key=self._days.__getitem__)
        texts, terms, weights = self._vectors(order)
        by_term = np.argsort(terms, kind="stable")  # texts stay in the order of their days
        ends = np.zeros(len(self._numbers) + 1, dtype=np.int64)
        np.cumsum(np.bincount(terms, minlength=len(self._numbers)), out=ends[1:])
        index = _Index(texts[by_term], weights[by_term], ends)
        starts = np.searchsorted(texts, np.arange(len(order) + 1))
        works = np.array([self._works[place] for place in order])
        asked = [row for row, place in enumerate(order) if self.ids[place] in wanted]
        first_of_day = self._first_of_days(order)
        found: dict[int, Estimate] = {}
        for done, row in enumerate(asked):
            if done % _PIECE == 0:
                progress(done, len(asked))
                if cancelled():
                    break
            earlier = first_of_day[row]
            own = slice(int(starts[row]), int(starts[row + 1]))
            cosines = index.cosines(terms[own], weights[own], earlier)
            cosines[works[:earlier] == works[row]] = -1.0
            if earlier and (best := int(np.argmax(cosines))) >= 0 and cosines[best] >= 0:
                value = max(0.0, 1.0 - float(cosines[best]))
                compared = int(np.count_nonzero(cosines >= 0))
                found[self.ids[order[row]]] = Estimate(value, self.ids[order[best]], compared)
        progress(len(asked), len(asked))
        return found

    def _vectors(
        self, order: list[int]
    ) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
        """The rows of texts, their words and the weights of these, text by text in order."""
        import numpy as np

        terms = np.frombuffer(self._terms, dtype=np.int32)
        times = np.frombuffer(self._times, dtype=np.uint16)
        number = np.log((1 + len(order)) / (1 + np.bincount(terms))) + 1
        heavy = ((1 + np.log(times)) * number[terms]).astype(np.float32)
        bounds = list(pairwise(self._ends))
        rows, chosen, weights = [], [], []
        for row, place in enumerate(order):
            start, end = bounds[place]
            own = heavy[start:end]
            top = np.arange(len(own))
            if len(own) > WORDS_OF_TEXT:
                top = np.argpartition(own, -WORDS_OF_TEXT)[-WORDS_OF_TEXT:]
            picked = own[top]
            rows.append(np.full(len(top), row))
            chosen.append(terms[start:end][top])
            weights.append(picked / np.sqrt(np.dot(picked, picked)))
        return np.concatenate(rows), np.concatenate(chosen), np.concatenate(weights)

    def _first_of_days(self, order: list[int]) -> list[int]:
        """For each row the first row of the same day, before which all are earlier.

        A date that is less precise is taken to be as early as it can be.
        """
        first: dict[str, int] = {}
        return [first.setdefault(self._days[place], row) for row, place in enumerate(order)]


class _Index:
    """Word by word the texts that have it, in order, with the weights."""

    def __init__(
        self, texts: NDArray[np.int64], weights: NDArray[np.float32], ends: NDArray[np.int64]
    ) -> None:
        self._texts, self._weights, self._ends = texts, weights, ends

    def cosines(
        self, terms: NDArray[np.int32], weights: NDArray[np.float32], before: int
    ) -> NDArray[np.float64]:
        """The cosines of a text with all rows before one."""
        import numpy as np

        texts, products = [], []
        for term, weight in zip(terms.tolist(), weights.tolist(), strict=True):
            start, end = int(self._ends[term]), int(self._ends[term + 1])
            end = start + int(np.searchsorted(self._texts[start:end], before))
            texts.append(self._texts[start:end])
            products.append(self._weights[start:end] * weight)
        found: NDArray[np.float64] = np.bincount(
            np.concatenate(texts), np.concatenate(products), minlength=before
        ).astype(np.float64)  # without any it counts in whole numbers
        return found


_ACCENT: Final = re.compile(r"\\[\"'`^~=.](?:\s*\{)?|\\[cvuHk]\{")
_NOT_WORDS: Final = re.compile(r"\$\$?[^$]*\$\$?|\\[a-zA-Z]+\*?(?:\[[^\]]*\])?|\\.|https?://\S+")
_BRACES: Final = str.maketrans("", "", "{}")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
# English words that no text is told by, and those of every abstract
_FUNCTION_WORDS: Final = word_set(
    """
    about above after against all also although among and any are because been before being
    between both but can could did does during each either for from further given had has have
    having her here his how however into its itself may might more most moreover much must nor not
    now off once one only other our ours out over own same she should since some such than that
    the their them then there therefore these they this those three through thus too two under
    until upon use used using very via was well were what when where whereas whether which while
    who whom whose why will with within without would yet you your
    abstract achieve approach available based code consider demonstrate different evaluate
    existing experiment experimental experiments find first good however idea important improve
    include introduce investigate large main many method methods model models new novel number
    often paper papers particular performance present problem problems propose proposed provide
    recent recently result results several show shows showing significant significantly simple
    state study task tasks technique techniques used work works
    """
)
