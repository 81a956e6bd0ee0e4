"""Planned keys are unique, stable, and never those of others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from biblio.entry import Entry, make_entry
from biblio.key_plan import KeyPatterns, is_made, plan_keys

AUTHORS = st.sampled_from(["Kaba, S", "kaba, S", "Li, B", "", "Müller, X"])
KEYS = st.sampled_from(["", "kaba2022", "Kaba2022", "kaba2022a", "li2022b", "x"])


def held(entries: list[tuple[int, Entry]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for number, entry in entries:
        if entry.key:
            found.setdefault(entry.key.lower(), set()).add(number)
    return found


@given(st.lists(st.tuples(AUTHORS, KEYS), max_size=12), st.integers(0, 12))
def test_no_two_entries_end_with_one_key_and_a_second_plan_changes_nothing(
    made: list[tuple[str, str]], chosen: int
) -> None:
    whole = [
        (number, make_entry("misc", key, [("author", author), ("year", "2022")]))
        for number, (author, key) in enumerate(made)
    ]
    patterns = KeyPatterns("[auth][year]")
    plan = list(plan_keys(whole[:chosen], patterns, held(whole), {}))
    new = {each.id: each.new for each in plan}
    assert len({key.lower() for key in new.values()}) == len(new)
    others = {entry.key.lower() for number, entry in whole[chosen:] if entry.key}
    for each in plan:
        assert each.new.lower() not in others
        assert is_made(each.new, each.wanted)
    after = [(n, Entry(e.type, new.get(n, e.key), e.fields)) for n, e in whole]
    again = list(plan_keys(after[:chosen], patterns, held(after), {}))
    assert all(each.new == each.old for each in again)


def test_each_type_has_its_pattern() -> None:
    patterns = KeyPatterns("[year]", {"book": "[title]"})
    entries = [(n, make_entry(kind, "", [("title", "T"), ("year", "2022")]))
               for n, kind in enumerate(["book", "misc"])]  # fmt: skip
    assert [each.new for each in plan_keys(entries, patterns, {}, {})] == ["T", "2022"]
