"""Profiles: forms of a name, whose entries are whose, and what the numbers rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from db import ImportReport, Library, Metric, ProfileSummary, View
from db.errors import NameTakenError, NoSuchViewError
from db.person.profile_rows import Affiliation, Doubts, Variant
from db.sites.entering import NewCount, enter
from tests.db.conftest import PAGE

AddBib = Callable[..., ImportReport]
BIB = """\
@article{a, title = {Sets}, author = {Example, Ada and Li, Bo}, year = 2018, journal = {J}}
@article{b, title = {Graphs}, author = {Li, Bo and Example, A.}, year = 2020, journal = {J}}
@article{c, title = {Trees}, author = {Li, Bo and Exampel, Ada and Otto, Cy}, year = 2021}
@article{d, title = {Knots}, author = {Miller, Ada}, year = 2012, journal = {J}}
@article{e, title = {Rings}, author = {Example, Amy}, year = 2019, journal = {J}}
@misc{f, title = {Sums}, author = {Li, B. and Example, A. and Otto, Cy}, year = 2022}
"""


def summary(library: Library, profile_id: int | None = None) -> ProfileSummary:
    found = library.profile(profile_id)
    assert found is not None
    return found


def theirs(library: Library, profile_id: int) -> set[str]:
    ids = library.find_ids("", (), View("profile", profile_id))
    return {row.key for row in library.rows(ids)}


def metrics(library: Library, profile_id: int | None = None) -> dict[str, Metric]:
    return {metric.metric: metric for metric in summary(library, profile_id).metrics}


def key_id(library: Library, key: str) -> int:
    return library.ids_of_key(key)[0]


def count(library: Library, source: str, day: str, **counts: int) -> None:
    new = [NewCount(key_id(library, key), source, day, value) for key, value in counts.items()]
    with library._step("Counts") as change:
        enter(library._db, change, new)


@pytest.fixture
def ada(library: Library, add_bib: AddBib) -> int:
    add_bib(BIB)
    return library.add_profile("Ada Example")


def test_ones_name_with_umlauts_written_out_counts_and_is_proposed(
    library: Library, add_bib: AddBib
) -> None:
    add_bib(
        "@misc{a, author = {Mueller, Joerg and Kim, M.}, title = {A}}\n"
        "@misc{b, author = {Müller, Jörg}, title = {B}}\n"
        "@misc{c, author = {Mueller, Jens}, title = {C}}\n"
    )
    joerg = library.add_profile("Jörg Müller")
    assert theirs(library, joerg) == {"a", "b"}
    assert Variant("Joerg Mueller", 1, "likely") in library.variants(joerg)
    assert summary(library, joerg).undecided == 1


def test_a_new_profile_finds_its_entries_by_parsed_names(library: Library, ada: int) -> None:
    assert theirs(library, ada) == {"a", "b", "f"}


def test_proposes_forms_with_counts_and_keeps_what_is_decided(library: Library, ada: int) -> None:
    assert library.variants(ada) == [
        Variant("A. Example", 2, "likely"),
        Variant("Ada Exampel", 1, "possible"),
    ]
    assert summary(library).undecided == 1
    library.decide_variants(ada, {"Ada Exampel": "confirmed", "A. Example": "refused",
                                  "Ada Miller": "confirmed"})  # fmt: skip
    assert theirs(library, ada) == {"a", "c", "d"}
    assert library.variants(ada) == [
        Variant("Ada Exampel", 1, "confirmed"),
        Variant("Ada Miller", 1, "confirmed"),
        Variant("A. Example", 2, "refused"),
    ]
    assert summary(library).undecided == 0
    assert summary(library).names == ("Ada Example", "Ada Exampel", "-A. Example", "Ada Miller")
    library.decide_variants(ada, {"A. Example": ""})
    assert theirs(library, ada) == {"a", "b", "c", "d", "f"}
    library.undo(2)
    assert theirs(library, ada) == {"a", "b", "f"}


def test_what_is_imported_later_is_found_under_all_forms(
    library: Library, add_bib: AddBib, ada: int
) -> None:
    library.decide_variants(ada, {"Ada Miller": "confirmed"})
    add_bib("@misc{z, title = {New}, author = {Miller, A.}}", name="more.bib")
    assert "z" in theirs(library, ada)


def test_an_orcid_in_an_entry_makes_it_theirs(library: Library, add_bib: AddBib, ada: int) -> None:
    add_bib("@misc{o, title = {O}, author = {Nobody}, orcid-numbers = {X/0000-0002-1825-0097}}",
            name="o.bib")  # fmt: skip
    assert "o" not in theirs(library, ada)
    library.set_person(ada, orcid="0000-0002-1825-0097")
    assert "o" in theirs(library, ada)
    library.set_person(ada)
    assert "o" not in theirs(library, ada)


def test_searches_agree_with_the_forms_of_the_first_profile(library: Library, ada: int) -> None:
    def found(query: str) -> set[str]:
        return {row.key for row in library.rows(library.find_ids(query))}

    library.decide_variants(ada, {"Ada Miller": "confirmed", "Ada Exampel": "confirmed"})
    assert found("me:any") == theirs(library, ada)
    assert found("me:sole") == {"d"}
    assert found("me:first") == {"a", "d"}
    assert found("me:last") == {"b", "d"}
    assert found("me:middle") == {"c", "f"}
    bo = library.add_profile("Bo Li")
    assert found("me:first") == {"a", "d"}
    library.put_profile_first(bo)
    assert found("me:first") == {"b", "c", "f"}
    assert [name for _, name in library.profiles()] == ["Bo Li", "Ada Example"]
    assert summary(library).name == "Bo Li"


def test_profiles_are_renamed_and_deleted(library: Library, ada: int) -> None:
    library.add_profile("Bo Li")
    with pytest.raises(NameTakenError):
        library.add_profile("bo li")
    with pytest.raises(NameTakenError):
        library.rename_profile(ada, "Bo  Li")
    library.rename_profile(ada, "Ada Miller")
    assert summary(library, ada).names == ("Ada Miller", "Ada Example")
    assert theirs(library, ada) == {"a", "b", "d", "f"}
    assert library.find_profile("Example, A.") == ada
    library.report_metric(ada, "h_index", 3.0, source="Scopus", as_of="2026-01-01")
    library.delete_profile(ada)
    assert library.profile(ada) is None
    assert library.count(View("all")) == 6
    assert library.verify() == []
    library.undo()
    assert summary(library, ada).name == "Ada Miller"
    with pytest.raises(NoSuchViewError):
        library.rename_profile(999, "x")


def test_a_person_has_affiliations_and_fields(library: Library, ada: int) -> None:
    places = (Affiliation("Uni A", "2010", "2015"), Affiliation("Uni B", "2015"))
    library.set_person(ada, orcid="0000-0002-1825-0097", fields="sets, knots", affiliations=places)
    person = summary(library)
    assert (person.orcid, person.fields, person.affiliations) == (
        "0000-0002-1825-0097",
        ("sets", "knots"),
        places,
    )
    assert library.set_person(
        ada, orcid=person.orcid, fields="sets, knots", affiliations=places
    ).step is None  # fmt: skip


def test_entries_are_claimed_and_disowned(library: Library, ada: int) -> None:
    e, a = key_id(library, "e"), key_id(library, "a")
    library.claim(ada, [e])
    library.disown(ada, [a])
    assert theirs(library, ada) == {"b", "e", "f"}
    assert metrics(library)["papers"].computed == 3
    assert {row.key for row in library.rows(library.find_ids("me:any"))} == {"b", "e", "f"}
    assert library.doubts(ada).refused == (a,)
    library.decide_variants(ada, {"Ada Miller": "confirmed"})
    assert "a" not in theirs(library, ada), "a refusal outlives new forms"
    library.claim(ada, [a])
    library.disown(ada, [e])
    assert theirs(library, ada) == {"a", "b", "d", "f"}
    library.undo(5)
    assert theirs(library, ada) == {"a", "b", "f"}


def test_papers_in_doubt(library: Library, add_bib: AddBib) -> None:
    add_bib(BIB)
    library.import_bytes(PAGE.replace("{title}", "Breaking").encode(), name="page.txt",
                         as_of=dt.date(2026, 5, 31))  # fmt: skip
    ada = library.profiles()[0][0]
    title = {row.title: row.id for row in library.rows(library.find_ids(""))}
    assert library.doubts(ada) == Doubts(
        hidden=(title["Breaking"],),
        unlisted=tuple(key_id(library, key) for key in ("f", "b", "a")),
    )
    library.set_fields(title["Inverting Things"], {"author": "Cy Otto"})
    assert library.doubts(ada).not_author == (title["Inverting Things"],)


# Numbers


def test_counts_by_the_newest_or_by_one_source(library: Library, ada: int) -> None:
    count(library, "OpenAlex", "2025-01-01", a=5, b=2)
    count(library, "Scopus", "2026-01-01", a=3)
    found = summary(library)
    assert metrics(library)["citations"].computed == 5
    assert metrics(library)["citations"].without_data == 1
    assert set(found.basis.sources) == {"Scopus", "OpenAlex"}
    assert (found.basis.first, found.basis.last) == ("2025-01-01", "2026-01-01")
    assert (found.basis.counted, found.basis.uncounted) == (2, 1)
    library.set_counting(ada, "OpenAlex", "maximum")
    assert metrics(library)["citations"].computed == 7
    assert summary(library).basis.chosen == "OpenAlex"
    assert summary(library).basis.sources == ("OpenAlex",)
    library.undo()
    assert metrics(library)["citations"].computed == 5


def test_versions_of_one_work_count_once(library: Library, ada: int) -> None:
    count(library, "OpenAlex", "2025-01-01", a=5, b=3, f=1)
    library.join_versions([key_id(library, "a"), key_id(library, "b")])
    assert (summary(library).papers, summary(library).works) == (3, 2)
    assert metrics(library)["citations"].computed == 6
    assert metrics(library)["h_index"].computed == 1
    library.set_counting(ada, "", "sum")
    assert metrics(library)["citations"].computed == 9
    assert summary(library).basis.merged == 1


@pytest.mark.usefixtures("ada")
def test_trends_follow_the_days_of_the_ledger(library: Library) -> None:
    assert metrics(library)["citations"].trend == ()
    count(library, "OpenAlex", "2024-01-01", a=1, b=0)
    assert metrics(library)["citations"].trend == ()
    count(library, "OpenAlex", "2025-01-01", a=2, b=2)
    count(library, "OpenAlex", "2026-01-01", b=7)
    found = metrics(library)
    assert found["citations"].trend == (
        ("2024-01-01", 1.0),
        ("2025-01-01", 4.0),
        ("2026-01-01", 9.0),
    )
    assert found["h_index"].trend == (("2024-01-01", 1.0), ("2025-01-01", 2.0), ("2026-01-01", 2.0))


@pytest.mark.usefixtures("ada")
def test_days_on_which_few_papers_were_counted_are_no_part_of_a_trend(library: Library) -> None:
    # Of a, of 2018, alone; f is of 2022, and nobody could count it before
    count(library, "OpenAlex", "2019-01-01", a=1)
    count(library, "OpenAlex", "2020-06-01", a=2)
    count(library, "OpenAlex", "2021-01-01", a=2, b=3)
    count(library, "OpenAlex", "2022-06-01", a=4, b=5)
    count(library, "OpenAlex", "2026-01-01", a=5, b=6, f=1)
    assert metrics(library)["citations"].trend == (
        ("2019-01-01", 1.0),
        ("2021-01-01", 5.0),
        ("2026-01-01", 12.0),
    )


def test_reported_numbers_of_several_sources_are_told_apart(library: Library, ada: int) -> None:
    count(library, "OpenAlex", "2026-01-01", a=5)
    library.report_metric(ada, "h_index", 40.0, source="page", as_of="2025-01-01")
    library.report_metric(ada, "h_index", 2.0, source="Scopus", as_of="2026-01-01")
    library.report_metric(ada, "h_index", 3.0, source="Scopus", as_of="2026-01-01")
    found = metrics(library)["h_index"]
    assert (found.reported, found.source, found.stated_by) == (
        3.0,
        "Scopus",
        ("page", "Scopus", "Scopus"),
    )
    assert found.note.startswith("Scopus: Computed is 1, reported 3")
    assert "page: Reported is 40, but an h-index cannot be above" in found.note
    said = library._db.execute("SELECT value FROM reported WHERE source = 'Scopus' ORDER BY id")
    assert said.fetchall() == [(2.0,), (3.0,)]
    library.report_metric(ada, "h_index", None, source="Scopus", as_of="2026-01-01")
    assert metrics(library)["h_index"].reported == 40.0


def test_what_is_shown_is_chosen(library: Library, ada: int) -> None:
    assert [m.metric for m in summary(library).shown()] == [
        "papers", "citations", "h_index", "own_novelty", "g_index", "i10_index",
    ]  # fmt: skip
    library.choose_widgets(ada, [("awcr", "large"), ("papers", "small")])
    assert [(m.metric, m.size) for m in summary(library).shown()] == [
        ("awcr", "large"),
        ("papers", "small"),
    ]
    library.choose_widgets(ada, [])
    assert len(summary(library).shown()) == 6


def test_metrics_of_ones_own(library: Library, ada: int) -> None:
    name = library.add_metric(ada, "Altmetric ★", "pts", "Mentions.")
    library.report_metric(ada, name, 31.5, source="site", as_of="2026-01-01")
    found = metrics(library)[name]
    assert (found.label, found.unit, found.definition, found.own, found.reported, found.size) == (
        "Altmetric ★", "pts", "Mentions.", True, 31.5, "small",
    )  # fmt: skip
    assert library.add_metric(ada, "altmetric ★") == name
    assert library.add_metric(ada, "altmetric ★", "points") == name
    assert (metrics(library)[name].label, metrics(library)[name].unit) == ("Altmetric ★", "pts")
    for name_of_ours in ("h-index", "H Index", "h_index", "Citations per work"):
        with pytest.raises(NameTakenError):
            library.add_metric(ada, name_of_ours)
    library.delete_metric(ada, name)
    assert name not in metrics(library)
    library.undo()
    assert metrics(library)[name].history == (("2026-01-01", 31.5),)


def test_what_if(library: Library, ada: int) -> None:
    count(library, "OpenAlex", "2025-01-01", a=5, b=3)
    a, b, f = (key_id(library, key) for key in "abf")
    everything = library.what_if(ada)
    assert everything is not None
    assert ([(r.work, r.count, r.core) for r in everything.ranked], everything.uncounted) == (
        [(a, 5, True), (b, 3, True)],
        (f,),
    )
    assert (everything.h, everything.whole, everything.outside) == (2, 2, 0)
    first = library.what_if(ada, "me:first")
    assert first is not None
    assert ([r.work for r in first.ranked], first.h, first.whole, first.outside) == ([a], 1, 2, 2)
    without = library.what_if(ada, "", [a])
    assert without is not None
    assert (without.h, [r.work for r in without.ranked]) == (1, [b])
    assert library.what_if(999) is None
    assert summary(library).core == {a, b}


def test_numbers_are_kept_until_the_library_changes(library: Library, ada: int) -> None:
    before = library.profile()
    assert library.profile() is before
    count(library, "OpenAlex", "2025-01-01", a=5)
    after = library.profile()
    assert after is not before
    with Library.open(library.path, readonly=True, create=False) as other:
        seen = other.profile()
        library.report_metric(ada, "h_index", 3.0, source="Scopus", as_of="2026-01-01")
        assert other.profile() is not seen


def test_novelty_is_estimated_of_texts_only(library: Library, add_bib: AddBib) -> None:
    words = ("heron kingfisher wagtail dipper goosander cormorant bittern grebe moorhen coot teal"
             " wigeon curlew")  # fmt: skip
    add_bib(
        f"@misc{{x, title={{A}}, author={{Example, Ada}}, year=2001, abstract={{{words}}}}}\n"
        f"@misc{{y, title={{B}}, author={{Example, Ada}}, year=2002, abstract={{{words}}}}}\n"
        "@misc{z, title={C}, author={Example, Ada}, year=2003}\n"
    )
    library.add_profile("Ada Example")
    assert metrics(library)["own_novelty"].computed is None
    assert not library.novelty_state().current
    found, stamp = library.estimate_novelty()
    library.keep_novelty(found, stamp)
    assert list(found) == [key_id(library, "y")]
    novelty = metrics(library)["own_novelty"]
    assert novelty.computed == pytest.approx(0.0, abs=1e-4)
    assert novelty.without_data == 2
    fact = library.novelty_of(key_id(library, "y"))
    assert fact is not None
    assert (fact.title, fact.texts, fact.version) == ("A", 1, 1)
    assert library.entry(key_id(library, "y")).novelty == fact
    assert library.novelty_of(key_id(library, "z")) is None
    assert library.novelty_state().current
    library.set_fields(key_id(library, "x"), {"abstract": None})
    assert metrics(library)["ai_score"].computed is None


def test_coauthors_have_years_and_forms_and_can_be_unified(library: Library, ada: int) -> None:
    found = {each.name: each for each in library.circle(ada).people}
    assert [each.papers for each in found.values()] == [3, 1]
    assert (found["Bo Li"].forms, found["Bo Li"].first, found["Bo Li"].last) == (
        ("Bo Li", "B. Li"), 2018, 2022,
    )  # fmt: skip
    library.unify_person("Bo Li", {"B. Li": False})
    assert [each.name for each in library.circle(ada).people] == ["Bo Li", "B. Li", "Cy Otto"]
    library.unify_person("Bo Li", {"B. Li": True, "Cy Otto": True})
    assert library.circle(ada).people[0].forms == ("Bo Li", "B. Li", "Cy Otto")
    library.unify_person("Bo Li", {"B. Li": None, "Cy Otto": None})
    assert [each.name for each in library.circle(ada).people] == ["Bo Li", "Cy Otto"]
