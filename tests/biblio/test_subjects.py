"""Field codes and the arXiv categories that they stand for."""

from __future__ import annotations

import pytest

from biblio.subjects import Subject, candidates, category_name, subject_of
from biblio.taxonomy import ALIASES, ARCHIVES, CATEGORIES


@pytest.mark.parametrize(
    ("code", "category"),
    [
        ("LG", "cs.LG"),
        ("ML", "stat.ML"),
        ("AI", "cs.AI"),
        ("IM", "astro-ph.IM"),
        ("MTRL-SCI", "cond-mat.mtrl-sci"),
        ("OPTICS", "physics.optics"),
        ("QUANT-PH", "quant-ph"),
        ("ASTRO-PH", "astro-ph"),
        ("cs.LG", "cs.LG"),
        ("q-bio.GN", "q-bio.GN"),
        ("math.CO", "math.CO"),
    ],
)
def test_names_the_one_category_of_a_code(code: str, category: str) -> None:
    assert subject_of(code) == Subject(code, category, CATEGORIES[category], ())


@pytest.mark.parametrize(
    ("code", "category", "alternatives"),
    [
        ("CV", "cs.CV", ("math.CV",)),
        ("CO", "astro-ph.CO", ("math.CO", "stat.CO")),
        ("ST", "math.ST", ("q-fin.ST",)),
        ("AP", "math.AP", ("stat.AP",)),
        ("GR", "cs.GR", ("math.GR",)),
        ("SP", "eess.SP", ("math.SP",)),
        ("GN", "math.GN", ("q-bio.GN", "q-fin.GN", "econ.GN")),
    ],
)
def test_assumes_the_first_archive_for_an_ambiguous_code(
    code: str, category: str, alternatives: tuple[str, ...]
) -> None:
    subject = subject_of(code)
    assert subject == Subject(code, category, CATEGORIES[category], alternatives)
    assert subject.assumed


@pytest.mark.parametrize(
    ("code", "category"),
    [
        ("NA", "math.NA"),
        ("SY", "eess.SY"),
        ("IT", "cs.IT"),
        ("MP", "math-ph"),
        ("stat.TH", "math.ST"),
        ("TH", "econ.TH"),
        ("CHAO-DYN", "nlin.CD"),
        ("CMP-LG", "cs.CL"),
    ],
)
def test_reads_second_names_as_the_category_itself(code: str, category: str) -> None:
    subject = subject_of(code)
    assert subject is not None
    assert (subject.category, subject.assumed) == (category, False)


@pytest.mark.parametrize("code", ["", "ZZ", "PHYSICS", "cs.ZZ", ".", "LG."])
def test_knows_no_other_code(code: str) -> None:
    assert subject_of(code) is None
    assert candidates(code) == ()


def test_gives_archive_and_english_name() -> None:
    subject = subject_of("MTRL-SCI")
    assert subject is not None
    assert (subject.archive, ARCHIVES[subject.archive]) == ("cond-mat", "Condensed Matter")
    assert category_name("cs.LG") == category_name("stat.ML") == "Machine Learning"
    assert category_name("stat.TH") == "Statistics Theory"
    assert category_name("cs.ZZ") is None


def test_taxonomy_is_whole() -> None:
    current_aliases = [alias for alias in ALIASES if "." in alias]
    undivided = {"astro-ph", "cond-mat"}
    assert len(CATEGORIES.keys() - undivided) + len(current_aliases) == 155
    assert {category.partition(".")[0] for category in CATEGORIES} == set(ARCHIVES)
    assert set(ALIASES.values()) <= set(CATEGORIES)
    assert not set(ALIASES) & set(CATEGORIES)
    assert all(candidates(category)[0] == category for category in CATEGORIES)
