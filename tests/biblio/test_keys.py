"""Citation keys follow the pattern, are valid, and are never empty."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.entry import make_entry
from biblio.keys import DEFAULT_PATTERN, PatternError, check_pattern, make_key, unique_key

ENTRY = make_entry(
    "inproceedings",
    "old",
    [
        (
            "author",
            (
                "Kaba, S{\\'e}kou-Oumar and P{\\'o}czos, Barnab{\\'a}s and van den Oord, A. "
                "and Đorđević, X. and Zed, Y."
            ),
        ),
        ("editor", "Ravanbakhsh, Siamak and Bengio, Yoshua"),
        ("title", "{E}(n)-Equivariance of the Learned $N$-Body Problem"),
        ("year", "2022"),
        ("pages", "L7--L12, 30"),
        ("journal", "Journal of Fish Biology"),
        ("keywords", "deep learning, groups; meshes"),
    ],
)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        (DEFAULT_PATTERN, "kaba2022equivariance"),
        ("[auth]", "Kaba"),
        ("[auth3]", "Kab"),
        ("[auth3_2]", "Poc"),
        ("[auth3_9][year]", "2022"),
        ("[authors]", "KabaPoczosOordDordevicZed"),
        ("[authors2]", "KabaPoczosEtAl"),
        ("[authEtAl]", "KabaEtAl"),
        ("[auth.etal]", "Kaba.etal"),
        ("[auth.auth.ea]", "Kaba.Poczos.ea"),
        ("[authorIni]", "KabaPODZ"),
        ("[authIni7]", "KaPoODZ"),
        ("[authorLast]", "Zed"),
        ("[authForeIni]", "S"),
        ("[authorLastForeIni]", "Y"),
        ("[authorsAlpha]", "KPO+"),
        ("[authorsAlphaLNI]", "KPvdO+"),
        ("[authshort]", "KPO+"),
        ("[edtr]", "Ravanbakhsh"),
        ("[editors]", "RavanbakhshBengio"),
        ("[edtrEtAl]", "RavanbakhshBengio"),
        ("[edtr.edtr.ea]", "Ravanbakhsh.Bengio"),
        ("[edtrshort]", "RB"),
        ("[pureauth]", "Kaba"),
        ("[year]-[shortyear]", "2022-22"),
        ("[title]", "ENEquivarianceLearnedNBodyProblem"),
        ("[fulltitle]", "En-EquivarianceoftheLearnedN-BodyProblem"),
        ("[shorttitle]", "EquivarianceLearnedBody"),
        ("[veryshorttitle]", "Equivariance"),
        ("[camel4]", "ENEquivarianceOf"),
        ("[firstpage]-[lastpage]", "7-12"),
        ("[pageprefix]", "L"),
        ("[keyword2]", "groups"),
        ("[entrytype]:[citationkey]", "inproceedings:old"),
        ("[JOURNAL]", "JournalofFishBiology"),
        ("[journal:abbr]", "JoFB"),
        ("[journal:abbr:lower]", "jofb"),
        ("[JOURNAL:truncate4:upper]", "JOUR"),
        ("[JOURNAL:sentencecase]", "Journaloffishbiology"),
        ("[fulltitle:titlecase]", "En-EquivarianceoftheLearnedN-BodyProblem"),
        ("[keyword1:titlecase]", "DeepLearning"),
        ("[authors:capitalize]", "KabaPoczosOordDordevicZed"),
        ('[journal:regex("Fish","Fowl")]', "JournalofFowlBiology"),
        ('[journal:regex("(\\w+) of (\\w+)","$2 \\1")]', "FishJournalBiology"),
        ('[journal:regex("\\s+.*$","")]', "Journal"),
        ("[VOLUME:(novolume)]", "novolume"),
        ("[VOLUME:(v):upper]", "V"),
        ("[journal:camel]", "JournalOfFishBiology"),
        ("[journal:camel2]", "JournalOf"),
        ("[fulltitle:shorttitle]", "EquivarianceLearnedBody"),
        ("[fulltitle:veryshorttitle]", "Equivariance"),
        ("[pages:normalize_page_numbers]", "L7--L1230"),
        ("[pages:remove_digits]", "L-L"),
        ("[auth:clear:(x)]", "x"),
        ("[bibtexkey]", "old"),
        ("lit: {[year]}", "lit:2022"),
        ("[VOLUME]", "untitled"),
        ("{}", "untitled"),
        ("-", "untitled"),
    ],
)
def test_makes_a_key(pattern: str, key: str) -> None:
    check_pattern(pattern)
    assert make_key(ENTRY, pattern) == key


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ([], "untitled"),
        ([("author", "van Beethoven, L."), ("year", "1800")], "beethoven1800"),
        ([("author", "O'Brien, A"), ("title", "2001: A Space Odyssey")], "obrienspace"),
        ([("author", "{European Space Agency}"), ("date", "2020-05")], "esa2020"),
        ([("author", "{NASA}")], "nasa"),
        ([("editor", "Doe, J"), ("title", "The of A")], "doethe"),
        ([("author", "Иванов, П."), ("year", "in press")], "ivanovinpress"),
        ([("author", "Παπαδόπουλος, Γ.")], "papadopoylos"),
        ([("author", "王小明"), ("year", "2020")], "wangxiaoming2020"),
        ([("author", "김, 철수"), ("title", "机器学习")], "gimjiqixuexi"),
        ([("author", "\U000f0000")], "untitled"),
        ([("author", "Þórðarson and Straße and Æ")], "thordarson"),
        ([("title", "{\\'E}tudes sur l'analyse")], "etudes"),
        ([("title", "E(3)-Equivariant Mesh Networks")], "equivariant"),
        ([("title", "D$^3$M: Robustness")], "d3m"),
    ],
)
def test_makes_a_default_key(fields: list[tuple[str, str]], key: str) -> None:
    assert make_key(make_entry("book", "", fields)) == key


def test_editors_stand_in_for_authors_unless_refused() -> None:
    entry = make_entry("book", "", [("editor", "Doe, J"), ("year", "2020")])
    assert make_key(entry, "[auth][year]") == "Doe2020"
    assert make_key(entry, "[pureauth][year]") == "2020"


def test_and_others_counts_as_more_authors() -> None:
    entry = make_entry("book", "", [("author", "Doe, J and others")])
    patterns = ["[authors]", "[authEtAl]", "[authshort]", "[authorsAlpha]"]
    assert [make_key(entry, p) for p in patterns] == ["DoeEtAl", "DoeEtAl", "D+", "D+"]


@pytest.mark.parametrize(
    ("pattern", "position", "reason"),
    [
        ("", 0, "the pattern is empty"),
        ("[]", 0, "there is no marker name after the bracket"),
        ("a[auth", 1, "this bracket is not closed"),
        ("a[auth:lower", 1, "this bracket is not closed"),
        ("auth]", 4, "this bracket closes nothing"),
        ("[aut]", 1, "there is no marker “aut”"),
        ("[year][auth:lowr]", 11, "there is no modifier “lowr”"),
        ("[auth:truncate]", 5, "there is no modifier “truncate”"),
        ("[auth:regex(a,b)]", 5, "this is no modifier"),
        ('[auth:regex("(a","")]', 13, "the regular expression is invalid: "),
        ('[auth:regex("a","$1")]', 13, "the regular expression is invalid: "),
        ("x" * 1001, 1000, "the pattern is over 1000 characters"),
    ],
)
def test_says_where_a_pattern_is_wrong(pattern: str, position: int, reason: str) -> None:
    with pytest.raises(PatternError) as caught:
        check_pattern(pattern)
    assert caught.value.position == position
    assert caught.value.reason.startswith(reason)


@pytest.mark.parametrize(
    "regex",
    [
        "(a+)+b", "(a|a)*b", "(a|aa)+b", "(a*)*", "((a?){1,9}){1,9}", ".*.*.*x", "(?:a+){20}",
        "(?x)(a+) +", "(a+)(?#c)+", "a{1,999}",
        "((a{30}){30}){30}", "a{31}",
        "a{99999999}",
        "a?" * 13, "(a|aa)" * 13, "a?a?a?\\\\w*\\\\w*x", "a" * 201, "(?P=x)", "(?(1)a)",
        "(?=(a+)+)",
    ],
)  # fmt: skip
def test_refuses_expressions_that_could_take_forever(regex: str) -> None:
    with pytest.raises(PatternError):
        check_pattern(f'[title:regex("{regex}","")]')


@pytest.mark.parametrize(
    "regex",
    ["[ab]*[ab]*x", "a?a?[ab]*[ab]*x", "(a|b)(a|aa)[ab]*[ab]*x", "a?" * 6 + "a*x", "a?" * 12 + "x",
     "(a|aa)" * 12 + "x", "(.*)a(.*)x", "(a*)\\1x", "a{30}x", "(?=[ab]*x)[ab]*"],
)  # fmt: skip
def test_allowed_expressions_end_soon(regex: str) -> None:
    started = time.process_time()
    make_key(make_entry("book", "", [("title", "a" * 9000)]), f'[fulltitle:regex("{regex}","")]')
    assert time.process_time() - started < 5


def position_of_mistake(pattern: str) -> int | None:
    try:
        check_pattern(pattern)
    except PatternError as error:
        return error.position
    return None


@given(st.text(st.sampled_from('[]:()"\\,authregexlower1_') | st.characters()))
def test_a_pattern_is_read_or_refused_with_a_place(pattern: str) -> None:
    assert position_of_mistake(pattern) in {None, *range(len(pattern) + 1)}


@given(st.text(), st.text(), st.text())
def test_keys_are_valid(author: str, title: str, year: str) -> None:
    key = make_key(make_entry("a", "", [("author", author), ("title", title), ("year", year)]))
    assert key
    assert key.isascii()
    assert not set(key) & set("{}(),=\\\"#%~'?!;^`$ \t\n")


def test_a_taken_key_gets_the_first_free_letters() -> None:
    taken = {"k", *(f"k{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")}
    assert unique_key("new", taken.__contains__) == "new"
    assert unique_key("k", (taken - {"kc"}).__contains__) == "kc"
    assert unique_key("k", taken.__contains__) == "kaa"
    assert unique_key("k", (taken | {"kaa"}).__contains__) == "kab"
