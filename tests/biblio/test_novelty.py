"""Oeuvre's own novelty estimate."""

from __future__ import annotations

import pytest

from biblio.novelty import Text, estimate, words

BIRDS = "heron kingfisher wagtail dipper goosander cormorant bittern grebe moorhen coot teal wigeon"
STONES = "basalt granite gneiss marble slate dolomite obsidian pumice quartzite schist gabbro tuff"
TOOLS = "chisel mallet gimlet bradawl spokeshave rasp adze auger clamp plane router lathe"


def texts(*given: tuple[str, str]) -> list[Text]:
    return [Text(i, day, i, text) for i, (day, text) in enumerate(given, 1)]


def test_the_nearest_earlier_text_decides() -> None:
    half = " ".join([*BIRDS.split()[:6], *STONES.split()[:6]])
    found = estimate(
        texts(("2001", BIRDS), ("2002", STONES), ("2003", BIRDS), ("2004", half), ("2005", TOOLS)),
        {3, 4, 5},
    )
    assert found[3].value == pytest.approx(0.0, abs=1e-6)
    assert (found[3].nearest, found[3].texts) == (1, 2)
    assert 0.2 < found[4].value < 0.8
    assert found[4].texts == 3
    assert found[5].value == pytest.approx(1.0)


def test_only_earlier_days_count() -> None:
    found = estimate(texts(("2001-05-03", BIRDS), ("2001-05-03", BIRDS), ("2001-05-04", BIRDS)),
                     {1, 2, 3})  # fmt: skip
    assert list(found) == [3]
    assert (found[3].nearest, found[3].texts) == (1, 2)


def test_versions_of_one_work_are_not_compared() -> None:
    given = [Text(1, "2001", 1, STONES), Text(2, "2002", 2, BIRDS), Text(3, "2003", 2, BIRDS)]
    assert estimate(given, {3})[3].nearest == 1


@pytest.mark.parametrize(
    "given",
    [
        [("", BIRDS), ("2001", STONES)],
        [("2001", "too short"), ("2002", STONES)],
        [("2001", "")],
        [],
        [("2001", "$x^2$ \\emph{}"), ("2002", "the of and")],
    ],
    ids=["no date", "short", "no text", "nothing", "no words"],
)
def test_what_has_no_data_has_no_estimate(given: list[tuple[str, str]]) -> None:
    assert estimate(texts(*given), {1, 2}) == {}


def test_can_be_stopped_and_tells_how_far_it_is() -> None:
    steps: list[tuple[int, int]] = []
    given = texts(("2001", BIRDS), ("2002", STONES))
    assert estimate(given, {2}, lambda *step: steps.append(step), lambda: True) == {}
    estimate(given, {2}, lambda *step: steps.append(step))
    assert steps[-1] == (1, 1)


def test_words_are_folded_and_bare() -> None:
    assert words(r"The {G}r\"obner bases of $x_1$ — \emph{Fr\'echet} spaces, classes") == [
        "grobner", "base", "frechet", "space", "classe",
    ]  # fmt: skip


def test_more_texts_than_fit_one_piece() -> None:
    given = texts(*((f"{1000 + i}", f"{BIRDS} {'ab' * (i % 7 + 2)}") for i in range(600)))
    found = estimate(given, {each.id for each in given})
    assert set(found) == {each.id for each in given} - {1}
    assert all(0 <= each.value <= 1 for each in found.values())
