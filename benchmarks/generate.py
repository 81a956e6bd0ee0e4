"""Make a .bib file that looks like real ones: ``python -m benchmarks.generate N > file.bib``.

The same number and seed give the same bytes. The file has abstracts of some 1,200
characters, accents in LaTeX and in Unicode, mathematics, @string journals, crossref to
proceedings (which come last), concatenations, comments, and several layouts.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks import words

PROCEEDINGS_EVERY = 40  # this many entries share one proceedings


@dataclass(frozen=True, slots=True)
class Layout:
    """How one person, or one program, writes an entry."""

    open: str
    close: str
    indent: str
    equals: str
    align: int  # width of the column of names; 0 for none
    upper: bool


LAYOUTS = (
    Layout("{", "}", "  ", " = ", 0, upper=False),
    Layout("{", "}", "  ", " = ", 14, upper=False),
    Layout('"', '"', "\t", "=", 0, upper=False),
    Layout("{", "}", "    ", " = ", 12, upper=True),
)


def main() -> None:
    """Write the entries to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("entries", type=int, help="how many entries")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # a text file
    sys.stdout.writelines(blocks(options.entries, options.seed))


def blocks(count: int, seed: int = 1) -> Iterator[str]:
    """The text of a file with this many entries, block by block."""
    random = Random(seed)
    yield '@preamble{ "\\providecommand{\\noop}[1]{}" }\n\n'
    for macro, name in words.JOURNALS:
        yield f"@string{{{macro} = {{{name}}}}}\n"
    yield "\n"
    meetings = count // PROCEEDINGS_EVERY
    for number in range(count - meetings):
        if number % 97 == 0:
            yield f"% ---- {_capital(random.choice(words.NOUNS))} ----\n"
        if number % 500 == 499:
            yield f"@comment{{group: {random.choice(words.NOUNS)}; {number} entries so far}}\n\n"
        yield _entry(random, number, meetings)
    for number in range(meetings):
        yield _proceedings(random, number)


def _entry(random: Random, number: int, meetings: int) -> str:
    kind = random.choices(
        ("article", "inproceedings", "misc", "book", "phdthesis"), (45, 35, 14, 3, 3)
    )[0]
    latex = random.random() < 0.55
    year = random.randint(1985, 2025)
    authors = [_author(random, latex=latex) for _ in range(random.choice((1, 2, 2, 3, 3, 4, 5, 9)))]
    fields = {
        "author": "{" + " and ".join(authors) + (" and others}" if number % 25 == 0 else "}"),
        "title": "{" + _title(random) + "}",
        "year": str(year) if random.random() < 0.5 else "{" + str(year) + "}",
    }
    match kind:
        case "article":
            fields |= {
                "journal": random.choice(words.JOURNALS)[0],
                "volume": str(random.randint(1, 90)),
                "pages": _pages(random),
                "month": _month(random),
                "doi": f"{{10.5555/{year}.{number:07}}}",
            }
        case "inproceedings" if meetings and random.random() < 0.6:
            fields |= {"crossref": f"{{proc{random.randrange(meetings)}}}"}
        case "inproceedings":
            fields |= {"booktitle": f"{{Proceedings of the {random.choice(words.MEETINGS)}}}"}
        case "misc":
            identifier = f"{year % 100:02}{random.randint(1, 12):02}.{number % 100000:05}"
            fields |= {
                "eprint": f"{{{identifier}}}",
                "archiveprefix": "{arXiv}",
                "primaryclass": "{cs.LG}",
            }
        case "book":
            fields |= {"publisher": f"{{{random.choice(words.PUBLISHERS)}}}", "isbn": "{0-00-0}"}
        case _:
            fields |= {"school": "{University of Elsewhere}"}
    if random.random() < 0.85:
        fields["abstract"] = "{" + _abstract(random, latex=latex) + "}"
    if random.random() < 0.3:
        fields["keywords"] = "{" + ", ".join(random.sample(words.NOUNS, 3)) + "}"
    if random.random() < 0.1:
        fields["note"] = f"{{{_capital(random.choice(words.ADJECTIVES))} version}}"
    family = "".join(c for c in authors[0].split(",")[0] if c.isascii() and c.isalpha()).lower()
    key = f"{family}{random.choice(('', ':', '_'))}{year}{random.choice(words.NOUNS)}{number}"
    return _write(random.choice(LAYOUTS), kind, key, fields)


def _proceedings(random: Random, number: int) -> str:
    year = random.randint(1985, 2025)
    fields = {
        "title": f"{{Proceedings of the {number + 1}th {random.choice(words.MEETINGS)}}}",
        "booktitle": f"{{Proceedings of the {number + 1}th {random.choice(words.MEETINGS)}}}",
        "year": str(year),
        "publisher": f"{{{random.choice(words.PUBLISHERS)}}}",
    }
    return _write(random.choice(LAYOUTS), "proceedings", f"proc{number}", fields)


def _write(layout: Layout, kind: str, key: str, fields: dict[str, str]) -> str:
    lines = [f"@{kind.upper() if layout.upper else kind}{{{key},"]
    for name, value in fields.items():
        written = value
        if value.startswith("{") and '"' not in value:
            written = layout.open + value[1:-1] + layout.close
        shown = (name.upper() if layout.upper else name).ljust(layout.align)
        lines.append(f"{layout.indent}{shown}{layout.equals}{written},")
    return "\n".join(lines) + "\n}\n\n"


def _author(random: Random, *, latex: bool) -> str:
    if random.random() < 0.01:
        return random.choice(words.GROUPS)
    family = random.choice(words.FAMILY)
    if random.random() < 0.15:
        family = random.choice(words.ACCENTED)[0 if latex else 1]
    if random.random() < 0.05:
        family = f"{random.choice(words.PARTICLES)} {family}"
    given = random.choice(words.GIVEN)
    if random.random() < 0.3:
        given += f" {random.choice('ABCDEFGHKLMNPRSTW')}."
    return f"{family}, {given}" if random.random() < 0.6 else f"{given} {family}"


def _title(random: Random) -> str:
    adjective, noun, other = (
        random.choice(words.ADJECTIVES),
        random.choice(words.NOUNS),
        random.choice(words.NOUNS),
    )
    title = f"{_capital(adjective)} {noun} {random.choice(words.SMALL)} {other}s"
    chance = random.random()
    if chance < 0.15:
        title = f"{{{random.choice(words.NAMES_OF_SYSTEMS)}}}: {title}"
    elif chance < 0.25:
        title += f" in {random.choice(words.FORMULAS)}"
    elif chance < 0.5:
        title += f": {_capital(random.choice(words.ADJECTIVES))} {random.choice(words.NOUNS)}s"
    return title


def _abstract(random: Random, *, latex: bool) -> str:
    length = random.randint(700, 1700)
    parts: list[str] = []
    written = 0
    while written < length:
        sentence = (
            f"{_capital(random.choice(words.SMALL))} {random.choice(words.ADJECTIVES)} "
            f"{random.choice(words.NOUNS)} {random.choice(words.VERBS)} the "
            f"{random.choice(words.ADJECTIVES)} {random.choice(words.NOUNS)}"
        )
        chance = random.random()
        if chance < 0.08:
            sentence += f" {random.choice(words.FORMULAS)}"
        elif chance < 0.12:
            sentence += f" of {random.choice(words.ACCENTED)[0 if latex else 1]}"
        elif chance < 0.14:
            sentence += " by 12\\%"
        parts.append(sentence + ".")
        written += len(sentence) + 2
    return " ".join(parts)


def _pages(random: Random) -> str:
    first = random.randint(1, 900)
    return f"{{{first}--{first + random.randint(1, 30)}}}"


def _month(random: Random) -> str:
    month = random.choice(words.MONTHS)
    return f'{random.randint(1, 28)} # "~" # {month}' if random.random() < 0.1 else month


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


if __name__ == "__main__":
    main()
