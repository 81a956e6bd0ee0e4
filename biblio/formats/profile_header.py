"""The header of a profile page: the person, the main field, and the numbers reported there."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from biblio.formats.profile_authors import looks_like_authors
from biblio.formats.profile_lines import Line, filled
from biblio.formats.profile_papers import MONTHS
from biblio.formats.result import ReportedMetric

_KNOWN = {
    "paper": "papers",
    "papers": "papers",
    "citation": "citations",
    "citations": "citations",
    "h_index": "h_index",
    "hindex": "h_index",
    "g_index": "g_index",
    "i10_index": "i10_index",
    "novelty": "novelty",
    "ai_score": "ai_score",
    "aiscore": "ai_score",
}
_NUMBER = r"\d[\d,.'’ ]*\d|\d"
_AMOUNT = rf"\(?(?:{_NUMBER})(?: ?%|(?: ?[KkMm])?\+?)\)?"
_WORD_FIRST = re.compile(rf"(?P<word>[A-Za-z].*?) ?[:=]? ?(?P<amount>{_AMOUNT})")
_NUMBER_FIRST = re.compile(rf"(?P<amount>{_AMOUNT}) ?(?P<word>[A-Za-z].*)")
_PARTS = re.compile(
    rf"\(?(?P<number>{_NUMBER})(?: ?(?P<percent>%)| ?(?P<factor>[KkMm]))?(?P<more>\+)?\)?"
)
_KNOWN_WORD = r"(?:h-?index|g-index|i10-index|papers?|citations?|novelty|AI ?score)"
_ONE_KNOWN = re.compile(
    rf"{_KNOWN_WORD} ?:? ?\(?\d[\d,.'’]*(?:%|[KkMm])?\+?\)?"
    rf"|\(?\d[\d,.'’]*(?:%|[KkMm])?\+?\)? ?{_KNOWN_WORD}(?![a-z])",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"\t+| {2,}|\s*[|·•]\s*")
_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*")
_LONGEST_WORD = 40
_LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Reported:
    """A metric as the header states it.

    Attributes:
        metric: Its name and value.
        line: The line that it stands on.
        written: The number as written.
        rounded: Whether it was written in short (``5.0K``).
    """

    metric: ReportedMetric
    line: int
    written: str
    rounded: bool


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the list of papers.

    Attributes:
        name: The person's name; empty if none was found.
        field: The main field's code; empty if none was found.
        reported: The metrics as they stand there, with repetitions.
        rest: Lines that are none of these.
    """

    name: str
    field: str
    reported: tuple[Reported, ...]
    rest: tuple[Line, ...]


def read_header(lines: Sequence[Line], known_names: Collection[str]) -> Header:
    """Read the lines before the first paper.

    Args:
        lines: The lines, blank ones included.
        known_names: Names of authors of the papers: of several lines that could be the
            person's name, one of these is it.
    """
    texts = filled(lines)
    metrics = [_metrics_of(line) for line in texts]
    anchors = [at for at, found in enumerate(metrics) if _has_known(found)]
    if not anchors:
        return Header("", "", (), tuple(texts))
    # The site's own menu may count papers too; only a person has an h-index.
    first = next((at for at in anchors if "h_index" in _names(metrics[at])), anchors[0])
    while first and metrics[first - 1]:  # metrics with unknown words directly before
        first -= 1
    reported = [each for found in metrics[first:] for each in found]
    rest = [line for line, found in zip(texts[first:], metrics[first:], strict=True) if not found]
    above = texts[:first]
    field = ""
    if len(above) > 1 and _CODE.fullmatch(above[-1].key):
        field = above.pop().key
    named = _name_line(above, {name.casefold() for name in known_names})
    junk = [line for line in above if line is not named]
    return Header(named.text if named else "", field, tuple(reported), (*junk, *rest))


def count_known_metrics(lines: Sequence[Line]) -> int:
    """How many different metrics with a known name the lines state."""
    found = {name for line in filled(lines) for name in _names(_metrics_of(line))}
    return len(found.intersection(_KNOWN.values()))


def _has_known(found: list[Reported]) -> bool:
    return not _names(found).isdisjoint(_KNOWN.values())


def _names(found: list[Reported]) -> set[str]:
    return {each.metric.metric for each in found}


def _name_line(above: list[Line], known_names: set[str]) -> Line | None:
    """The nearest line that names an author, else that could be a name, else the nearest."""
    nearest = above[::-1]
    known = (line for line in nearest if line.text.casefold() in known_names)
    likely = (line for line in nearest[:4] if looks_like_authors(line.text))
    return next(known, None) or next(likely, None) or next(iter(nearest), None)


def _metrics_of(line: Line) -> list[Reported]:
    """The metrics that a line states; empty when it is anything else."""
    if len(line.text) > _LONGEST_LINE:
        return []
    single = _metric(line.key, line.number)
    if single is not None:
        return [single]
    parts = [part for part in _SEPARATORS.split(line.raw.strip()) if part.strip()]
    several = [_metric(" ".join(part.split()), line.number) for part in parts]
    if len(several) > 1 and all(several):
        return [each for each in several if each]
    if not _ONE_KNOWN.sub("", line.key).strip():
        each_one = (_metric(found.group(), line.number) for found in _ONE_KNOWN.finditer(line.key))
        return [each for each in each_one if each]
    return []


def _metric(text: str, line: int) -> Reported | None:
    """A number glued to, or beside, one to three words."""
    for pattern in (_NUMBER_FIRST, _WORD_FIRST):
        found = pattern.fullmatch(text)
        if found is None:
            continue
        amount, word = _rejoin_factor(found["amount"], found["word"])
        name = _metric_name(word)
        value = _value(amount, name)
        if name and value is not None:
            rounded = amount.strip("()")[-1] in "KkMm+"
            return Reported(ReportedMetric(name, value), line, amount, rounded)
    return None


def _rejoin_factor(amount: str, word: str) -> tuple[str, str]:
    """Give a letter back to the word that it belongs to: ``12 map score`` is no 12 million."""
    letter = amount[-1]
    if letter not in "KkMm" or word[:1].isspace():
        return amount, word
    whole = _snake(letter + word)
    if whole in _KNOWN or (letter.islower() and _snake(word) not in _KNOWN and word):
        return amount[:-1].strip(), letter + word
    return amount, word


def _metric_name(word: str) -> str:
    """The name of a metric (``AI Score``: ``ai_score``); empty when the words are none."""
    name = _snake(word)
    if name in _KNOWN:
        return _KNOWN[name]
    words = word.split()
    sentence = len(word) > _LONGEST_WORD or len(words) > 3 or word.endswith((".", ","))
    a_date = bool(words) and words[-1][:3].lower() in MONTHS
    return "" if sentence or a_date or re.search(r"[,;\d]\s*$|©", word) else name


def _snake(word: str) -> str:
    return re.sub(r"[^0-9a-z]+", "_", word.lower()).strip("_")


def _value(amount: str, name: str) -> float | None:
    """The number that was written, or None when it is not one.

    A comma, apostrophe or space before three digits separates thousands. A full stop does
    so in numbers that count something, and marks decimals in scores and shortened numbers.
    """
    found = _PARTS.fullmatch(amount)
    if found is None:
        return None
    number = re.sub(r"[ '’]", "'", found["number"])
    scaled = bool(found["percent"] or found["factor"])
    counts = name in ("papers", "citations") or name.endswith("index")
    thousands = "',." if counts and not scaled else "'" if scaled else "',"
    grouped = re.fullmatch(rf"[1-9]\d{{0,2}}([{thousands}])\d{{3}}(?:\1\d{{3}})*", number)
    if grouped:
        number = number.replace(grouped[1], "")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+", number):
        number = number.replace(",", "")
    else:
        number = number.replace(",", ".")
    try:
        value = float(number)
    except ValueError:
        return None
    factor = {"k": 1_000, "m": 1_000_000}.get((found["factor"] or "").lower(), 1)
    return round(value * factor, 6)
