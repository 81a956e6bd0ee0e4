"""Invented data that is hard to show: long, many, from right to left, broken, a great deal."""

from __future__ import annotations

import hashlib
import itertools

from biblio.entry import Entry, make_entry
from biblio.formats.result import ReadResult
from db import Library
from db.imports.importing import Origin

MANY = 100_000

BROKEN_BIB = r"""
% The literature of a thesis that several people wrote at.
@string{jip = "Journal of Invented Physics"}

@article{sandberg2019,
  author  = {Sandberg, Ada and M{\aa}nsson, Ilse},
  title   = {On the Stability of {P}aper Boats},
  journal = jip,
  year    = 2019,
  pages   = {12-34},
}

@article{sandberg2019,
  author  = {Sandberg, Ada},
  title   = {On the Stability of Paper Planes},
  journal = jip,
  year    = 2019,
}

@inproceedings{li2021,
  author    = {Bo Li and others},
  title     = {Counting $k$-Colourings of Small Maps},
  booktitle = {Proceedings of the Ninth Meeting on Maps},
  title     = {Counting Colourings},
  year      = 2021,
}

@misc{,
  title = {Untitled Notes},
}

@book{otto2020,
  author = {Otto, Cyrus},
  title  = {A Book whose Brace is {Missing,
  year   = 2020,

@article{moreau2022,
  author  = {Moreau, Dina},
  title   = {Folding Maps by Learning},
  journal = undefinedmacro,
  year    = 2022,
}
"""

_FORMULAS = r"On {$\mathcal{O}(n^2)$} and \emph{Sch{\"o}n} $\sqrt{2}$"
_WORDS = [
    "symmetry",
    "sampling",
    "quiet",
    "gradients",
    "folding",
    "maps",
    "sparse",
    "lattices",
    "noise",
    "inference",
    "narrow",
    "channels",
    "paths",
    "counting",
    "equivariant",
    "energy",
    "crystals",
    "small",
    "networks",
    "tensors",
    "knots",
    "bounds",
    "learning",
]
_FAMILIES = [
    "Sandberg",
    "Månsson",
    "Li",
    "Otto",
    "Moreau",
    "Abe",
    "Wu",
    "Novák",
    "Okafor",
    "Silva",
    "Haddad",
    "Kim",
    "Rossi",
]
_GIVEN = [
    "Ada",
    "Ilse",
    "Bo",
    "Cyrus",
    "Dina",
    "Gil",
    "Fan",
    "Jan",
    "Ngozi",
    "Rui",
    "Lina",
    "Sora",
    "Pia",
]


def ugly_bib() -> str:
    """Entries that are hard to show."""
    long_title = " ".join(itertools.islice(itertools.cycle(_WORDS), 55)).capitalize()[:400]
    crowd = " and ".join(f"Person{n}, {_GIVEN[n % len(_GIVEN)]}" for n in range(3000))
    entries = (
        ("long2024", long_title, "Sandberg, Ada", "2024", "A Journal with a Name"),
        ("crowd2023", "What Three Thousand People Saw", crowd, "2023", "Big Science"),
        ("hebrew2022", "מבוא לסימטריה ברשתות קטנות", "לוי, דנה and כהן, יעל", "2022", "כתב עת"),
        ("arabic2022", "التناظر في الشبكات الصغيرة (part 2)", "حداد, لينا", "2022", "مجلة"),
        ("cjk2021", "小型网络中的对称性：理论与实验", "李, 波 and 王, 芳", "2021", "测试学报"),
        ("tex2020", _FORMULAS, r"Nov{\'a}k, Jan", "2020", ""),
        ("a-key-that-somebody-made-by-hand-and-that-never-ends:2019", "Short", "", "2019", ""),
        (
            "emoji2018",
            "Reading 📚 at 3 °C — “quotes”, <b>no markup</b> & more",
            "Kim, S",
            "2018",
            "",
        ),
        ("untitled", "", "Anonymous", "", ""),
    )
    return "\n\n".join(
        f"@article{{{key},\n  title = {{{title}}},\n  author = {{{author}}},\n"
        f"  year = {{{year}}},\n  journal = {{{journal}}},\n}}"
        for key, title, author, year, journal in entries
    )


def fill_with_many(library: Library) -> None:
    """A hundred thousand entries, the same ones each time."""
    entries = tuple(_entry(number) for number in range(MANY))
    digest = hashlib.sha256(str(MANY).encode()).hexdigest()
    library.import_result(
        ReadResult("bibtex", "utf-8", entries), Origin("many.bib", "", digest, MANY)
    )


def _entry(number: int) -> Entry:
    def pick(words: list[str], step: int) -> str:
        return words[number * step % len(words)]

    title = f"{pick(_WORDS, 3)} {pick(_WORDS, 7)} {pick(_WORDS, 11)} {pick(_WORDS, 5)} {number}"
    authors = " and ".join(
        f"{pick(_FAMILIES, step)}, {pick(_GIVEN, step + 2)}" for step in range(1, 2 + number % 4)
    )
    return make_entry(
        "article",
        f"key{number}",
        [
            ("title", title.capitalize()),
            ("author", authors),
            ("journal", f"Journal of {pick(_WORDS, 13)}"),
            ("year", str(1980 + number % 46)),
        ],
    )
