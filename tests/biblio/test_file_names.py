"""Files get names that every system takes, from entries that say anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.entry import make_entry
from biblio.file_names import clean_name, file_name, free_name

ENTRY = make_entry(
    "article",
    "kaba2022",
    [("author", "Kaba, S{\\'e}kou"), ("title", "A/B: {Tests}?"), ("year", "2022")],
)


@pytest.mark.parametrize(
    ("pattern", "original", "name"),
    [
        ("[citationkey]", "Download (3).PDF", "kaba2022.pdf"),
        ("[auth] [year] - [fulltitle]", "x.pdf", "Kaba 2022 - A B Tests.pdf"),
        ("[VOLUME]", "My Paper.pdf", "My Paper.pdf"),
        ("[VOLUME]", "??.pdf", "file.pdf"),
        ("[citationkey]", "noending", "kaba2022"),
        ("con[VOLUME]", "x.pdf", "con-.pdf"),
        ("../[citationkey]", "x.pdf", "kaba2022.pdf"),
    ],
)
def test_names_a_file(pattern: str, original: str, name: str) -> None:
    assert file_name(ENTRY, pattern, original) == name


def test_counts_where_a_name_is_taken() -> None:
    assert free_name("a.pdf", {"a.pdf", "a-2.pdf"}.__contains__) == "a-3.pdf"
    assert free_name("a.tar.gz", {"a.tar.gz"}.__contains__) == "a.tar-2.gz"


@given(st.text(max_size=300))
def test_a_name_is_one_part_of_a_path_and_not_too_long(text: str) -> None:
    name = clean_name(text)
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name not in {".", ".."}
    assert name == name.strip(" .")
    assert len(name.encode()) <= 181
