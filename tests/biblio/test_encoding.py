"""Text of any bytes, and the same bytes again."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from biblio.formats.encoding import (
    Decoded,
    decode,
    encode,
    has_reserved,
    in_parts,
    readable,
    texts,
)

ENTRY = "@misc{k,\n  title = {Größe und Ærø – “naïve”},\n}\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(b"", "utf-8", id="empty"),
        pytest.param(ENTRY.encode(), "utf-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + ENTRY.encode(), "utf-8-sig", id="utf-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + ENTRY.encode("utf-16-le"), "utf-16-le-sig", id="le"),
        pytest.param(codecs.BOM_UTF16_BE + ENTRY.encode("utf-16-be"), "utf-16-be-sig", id="be"),
        pytest.param(ENTRY.encode("utf-16-le"), "utf-16-le", id="utf-16 without mark"),
        pytest.param(ENTRY.encode("utf-16-be"), "utf-16-be", id="big endian without mark"),
        pytest.param(ENTRY.encode("cp1252"), "cp1252", id="windows-1252"),
    ],
)
def test_finds_the_encoding_and_keeps_the_text(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert decoded.text == (ENTRY if data else "")
    assert encode(decoded.text, decoded.encoding) == data


@pytest.mark.parametrize(
    ("title", "codec"),
    [
        ("Об устойчивости движения тела с полостью, целиком заполненной жидкостью", "cp1251"),
        ("Об устойчивости движения тела с полостью, целиком заполненной жидкостью", "koi8_r"),
        ("Об устойчивости движения тела с полостью, целиком заполненной жидкостью", "cp866"),
        ("Η θεωρία των αριθμών στην αρχαία Ελλάδα", "cp1253"),
        ("מבוא לתורת המספרים האלגברית והאנליטית, ועוד על השורשים", "cp1255"),
        ("图的着色问题研究", "gb18030"),
        ("圖的著色問題研究", "big5"),
        ("木構造のデータの検索", "shift_jis"),
        ("木構造のデータの検索", "euc_jp"),
        ("그래프의 색칠 문제", "euc_kr"),
    ],
    ids=lambda value: value if value.isascii() else "",
)
def test_knows_other_scripts_by_their_letters(title: str, codec: str) -> None:
    text = f"@misc{{k,\n  author = {{Someone}},\n  title = {{{title}}},\n}}\n"
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, codec)
    assert decoded.note == f"The text is not UTF-8 and was read as {codec}."


@pytest.mark.parametrize(
    "title",
    ["Théorie née à Orléans", "Größenänderungen über „Bäche“", "Ærøskøbing på øen", "São João"],
)
def test_takes_no_latin_text_for_another_script(title: str) -> None:
    assert decode(title.encode("cp1252") * 20).encoding == "cp1252"


@pytest.mark.parametrize("codec", ["mac_roman", "cp850", "cp1252"])
@pytest.mark.parametrize(
    "title",
    [
        "Théorie née à Orléans",
        "Größenänderungen über Bäche",
        "Ångström längs Älven",
        "Gérard and l'Hôpital",
    ],
)
def test_knows_texts_of_old_macs_and_of_dos(title: str, codec: str) -> None:
    assert decode(title.encode(codec)) == Decoded(title, codec, decode(title.encode(codec)).note)


@pytest.mark.parametrize("title", ["l’Hôpital’s rule", "Ærøskøbing på øen", "Dvořák".lower()])
def test_takes_no_text_of_windows_for_one_of_a_mac(title: str) -> None:
    data = title.encode("cp1252", "ignore")
    assert decode(data).encoding == "cp1252" or data.isascii()


def test_takes_letters_that_windows_1252_lacks_for_those_of_windows_1250() -> None:
    assert decode("Vážená paní Ťulpová".encode("cp1250")).text == "Vážená paní Ťulpová"


def test_falls_back_to_latin_1_for_bytes_that_windows_lacks() -> None:
    assert decode(b"caf\xe9 \x81") == Decoded(
        "café \x81", "latin-1", "The text is not UTF-8 and was read as Latin-1."
    )


def test_says_nothing_when_nothing_was_assumed() -> None:
    assert decode(ENTRY.encode()).note == ""
    assert decode(ENTRY.encode("cp1252")).note != ""


@pytest.mark.parametrize(
    ("line", "codec"),
    [
        ("% Encoding: windows-1251", "cp1251"),
        ("%% -*- coding: koi8-r -*-", "koi8-r"),
        ("% Encoding: Shift_JIS", "shift_jis"),
    ],
)
def test_believes_a_declared_encoding_that_explains_every_byte(line: str, codec: str) -> None:
    text = "テスト" if codec == "shift_jis" else "Что делать?"
    data = f"{line}\n@misc{{k, title={{{text}}}}}".encode(codec)
    decoded = decode(data)
    assert (decoded.encoding, text in decoded.text) == (codec, True)
    assert encode(decoded.text, decoded.encoding) == data


@pytest.mark.parametrize("name", ["utf-8", "hex", "no-such", "rot13", "utf-7", "undefined"])
def test_does_not_believe_a_declaration_that_cannot_be(name: str) -> None:
    assert decode(f"% Encoding: {name}\n".encode() + b"caf\xe9").encoding == "cp1252"


def test_a_few_stray_bytes_leave_the_rest_in_utf_8() -> None:
    data = "Größe Ærø ø".encode() + b" caf\xe9 \x96"
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert has_reserved(decoded.text)
    assert readable(decoded.text) == "Größe Ærø ø café –"
    assert decoded.note == (
        "2 bytes of the text are not UTF-8 like the rest and shown as in Windows-1252."
    )
    assert encode(decoded.text, decoded.encoding) == data


PIECES = st.sampled_from(
    [
        b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0", b"a", b"\r", b"\n", b"\x81", b"\xe9",
        "é".encode(), "\U0010fe85".encode(), "\U0010f001".encode(), "\U0010f8ff".encode(),
        "\ud800".encode("utf-16-le", "surrogatepass"), "\U0010fe00".encode("utf-16-le"),
        b"\x1b$B$3\x1b(B", b"\xf4\x8f", b"% Encoding: gb18030\n", b"a\0b\0c\0d\0", b"\0a\0b\0c\0d",
        "\U0010fe85".encode("gb18030"), b"\xed\xa0\x80",
    ]
)  # fmt: skip


@example(codecs.BOM_UTF16_LE + b"\0")
@example(codecs.BOM_UTF16_LE + "\U0010fe00".encode("utf-16-le") + b"\0\0\0")
@example(codecs.BOM_UTF8 + codecs.BOM_UTF8)
@given(st.binary() | st.lists(PIECES).map(b"".join))
def test_every_byte_string_comes_back(data: bytes) -> None:
    decoded = decode(data)
    assert encode(decoded.text, decoded.encoding) == data


@given(st.binary() | st.lists(PIECES).map(b"".join))
def test_text_can_be_stored(data: bytes) -> None:
    text = decode(data).text
    text.encode()  # no lone surrogates
    assert "\0" not in text
    readable(text).encode()


@example(b"")
@example("é".encode() * 40)
@example(codecs.BOM_UTF8 + b"x")
@example(b"\xc3")
@example("\U0010fe41".encode())
@given(st.binary() | st.text().map(str.encode) | st.text().map(lambda t: t.encode("utf-16")))
def test_parts_give_what_the_whole_gives(data: bytes) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("biblio.formats.encoding.PART", 3)
        parts = in_parts(data)
        text = "".join(texts(parts))
    assert Decoded(text, parts.encoding, parts.note) == decode(data)


def test_lines_of_two_encodings_are_each_read_as_what_they_are() -> None:
    lines = ["Kába, Jörg", "Über Straße"]
    data = b"".join(f"{line}\n".encode(name) for name in ("utf-8", "cp1252") for line in 5 * lines)
    decoded = decode(data)
    assert readable(decoded.text).split("\n")[:-1] == 10 * lines
    assert encode(decoded.text, decoded.encoding) == data
