"""Alphabets: where each language has its letters, and that the rest stays as folding has it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.alphabets import ALPHABETS, PLAIN, SAME, SPELLINGS, known_language
from biblio.collation import Alphabet, alphabet
from biblio.folding import fold

TEXTS = st.text(
    st.sampled_from("abcdhijlnsyz åäöÅÆøñÑčČžłçğıIİôơấéẞß'-1чйѓ漢\u0301\u030a"), max_size=12
)


def letters_of(language: str) -> Alphabet:
    found = alphabet(language)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("sv", "Alfa Ovid va wa xa yb übung yxa zebra Ångström år ängel ärlig öken Østergaard"),
        ("fi", "vanha wa yö zoo Åbo äiti Örn"),
        ("da", "Abel az zebra Æble ærlig Øre ål Aarhus åse"),
        ("no", "az zebra ære øy Åse"),
        ("is", "az áb bera dz ðal eb éa oz óa þa ær ör"),
        ("es", "na nz ñandú Ñuñoa oda"),
        ("cs", "cz čas da hz chata Chod ia rz řeka sz šach zz žena"),
        ("sk", "az äb ba cz čas hz chata ia oz ôs pa"),
        ("pl", "az ąb ba lz łza ma oz ósma pa zz źle żaba"),
        ("hu", "az cukor cz csak da dz dzéta dzsem ez ggyanta gyz oz öa ős pa sz zsak"),
        ("hr", "cz čas ćud dz džep đak ez lz ljeto ma nz njuška ob sz šuma zz žena"),
        ("sl", "cz čas ćud da đak sz šuma zz žaba"),
        ("ro", "az ăl âl ba iz îl ja sz şa ta tz ţa ua"),
        ("tr", "cz çay da gz ğ ha hz ısı Isparta inek iz İzmir oz ö pa uz ü va"),
        ("et", "sa šokk zoo žanr ta va wb õun ära öö üks xa"),
        ("lt", "cz čia da ikona yla inas yra ja sz šuo zz žuvis"),
        ("lv", "cz čau da gz ģ ha kz ķ la nz ņ oz"),
        ("vi", "az ăn ân ấp ậy ba dz đa ea oz ô ơ pa uz ư va"),
        ("cy", "cz chi da dz ddoe ea lz llan ma rz rhif sa"),
        ("sq", "cz ça da dz dhe ea ez ë fa sz shi ta"),
        ("mt", "bz ċa ca fz ġa ga gz għa ha hz ħa ia yz ża za"),
        ("az", "ez əl fa hz xa ıl il kz qa la"),
        ("ru", "ил ия йод кот"),
        ("uk", "гя ґава да ея єва жа ия іва їжа йод ка"),
        ("fa", "بو پا تا قو کتاب گل لب وا هوا یک"),
        ("de-phonebook", "Mufti"),
    ],
)
def test_has_the_letters_where_the_alphabet_has_them(language: str, in_order: str) -> None:
    words = in_order.split()
    key = letters_of(language).key
    assert all(key(a) < key(b) for a, b in pairwise(words))


@pytest.mark.parametrize(
    ("language", "same"),
    [
        ("sv", ("Ærø", "äRÖ", "a\u0308ro\u0308")),
        ("sv", ("\u01fa", "å", "a\u030a\u0301")),
        ("da", ("Aabenraa", "Åbenrå", "ÅBENRÅ")),
        ("de-phonebook", ("Müller", "Mueller", "MÜLLER")),
        ("hu", ("ssz", "szsz")),
        ("hr", ("Ǆ", "dž", "Dž")),
        ("vi", ("ậ", "â", "ấ")),
        ("sv", ("élan vital", "Elan  Vital")),
    ],
)
def test_accents_and_case_alone_decide_nothing(language: str, same: tuple[str, ...]) -> None:
    assert len({letters_of(language).key(text) for text in same}) == 1


@pytest.mark.parametrize("language", sorted(ALPHABETS))
def test_every_table_can_be_read_and_moves_something(language: str) -> None:
    letters = letters_of(language)
    written = [part for group in ALPHABETS[language].split() for part in group.split("=")]
    written += SPELLINGS.get(language, {})
    assert any(letters.moves(text) for text in written)
    assert not letters.moves("123 .")


@pytest.mark.parametrize("language", sorted(ALPHABETS))
@given(text=TEXTS)
def test_says_what_folding_says_where_nothing_moves(language: str, text: str) -> None:
    letters = letters_of(language)
    key = letters.key(text)
    if not letters.moves(text):
        assert key == fold(text)
    assert key == key.strip()
    assert "  " not in key


@pytest.mark.parametrize("language", sorted(PLAIN))
def test_most_languages_need_no_alphabet(language: str) -> None:
    assert alphabet(language) is None


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("sv", "sv"),
        ("sv_SE.UTF-8", "sv"),
        ("nb-NO", "no"),
        ("NN_no@euro", "no"),
        ("sr_Latn_RS", "sr"),
        ("de_DE.ISO8859-1", "de"),
        ("de-phonebook", "de-phonebook"),
        ("fil-PH", "fil"),
        ("C.UTF-8", ""),
        ("POSIX", ""),
        ("", ""),
        ("xx_YY", ""),
    ],
)
def test_knows_a_language_by_the_name_of_a_locale(tag: str, language: str) -> None:
    assert known_language(tag) == language


def test_all_codes_lead_to_a_language() -> None:
    assert {known_language(code) for code in SAME.values()} == set(SAME.values())
