"""Encodings: bytes to text and back to the same bytes, whatever the bytes are.

Text of a source lives in the library and in Qt, so it may hold neither lone surrogates nor
NULs. What no encoding can explain is therefore mapped to reserved private-use code points,
and back when the source is written:

* U+10FE00 + *n* stands for the code unit *n* of the input: a stray byte in UTF-8, a NUL in
  any encoding;
* U+10F000 + *n* stands for the lone surrogate U+D800 + *n* in UTF-16;
* U+10F800 + *n* stands for the odd last byte *n* of UTF-16.

A reserved character that an input really holds is itself mapped piece by piece, which keeps
the mapping reversible.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from biblio.formats.code_pages import likely_code_pages, likely_latin

_BYTE = 0x10FE00
_SURROGATE = 0x10F000
_ODD_BYTE = 0x10F800
_RESERVED_BYTES = re.compile("[\U0010fe00-\U0010feff]")
_RESERVED = re.compile("[\U0010f000-\U0010f8ff\U0010fe00-\U0010feff]")
_PLANE_16 = b"\xf4"  # in UTF-8 the lead of them all
_ESCAPED = re.compile("[\udc80-\udcff]")
_LONE = re.compile("[\ud800-\udfff]")

# Our names for UTF-16 whose byte order mark says which order it is: Python's own "utf-16"
# writes the order of the machine it runs on.
_MARKS = {"utf-8-sig": codecs.BOM_UTF8, "utf-16-le-sig": b"\xff\xfe", "utf-16-be-sig": b"\xfe\xff"}

# `% Encoding: …` is what JabRef writes, `-*- coding: … -*-` what Emacs does.
_DECLARED = re.compile(rb"%[^\r\n]*?\b(?:en)?coding\s*[:=]\s*([A-Za-z0-9][\w.-]*)", re.IGNORECASE)
_DECLARED_IN_TEXT = re.compile(_DECLARED.pattern.decode(), re.IGNORECASE)
_DECLARED_NAMES = {"mac": "mac_roman", "macroman": "mac_roman", "ansinew": "cp1252"}
_HEAD = 4096
#: How much is decoded at a time where it need not be all, in bytes or characters.
PART = 1 << 20

_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how it was read.

    Attributes:
        text: The text, line ends as in the bytes, without byte order mark.
        encoding: A Python codec name, or ``utf-16-le-sig``/``utf-16-be-sig`` for UTF-16
            with a byte order mark; `encode` takes it.
        note: One sentence on what was assumed; empty if nothing was.
    """

    text: str
    encoding: str
    note: str = ""


def decode(data: bytes) -> Decoded:
    """Text of any bytes; ``encode(text, encoding)`` gives the same bytes back.

    In order: byte order mark, the encoding that the first lines declare (if it explains all
    bytes), ISO-2022 escapes, UTF-16 without mark, UTF-8, UTF-8 with stray bytes, the code
    pages of other scripts, those of old Macs and of DOS, Windows-1252, Latin-1.
    """
    attempts = (_marked, _iso_2022, _unmarked_utf16, _utf8, _as_declared, _mixed, _guessed)
    for attempt in attempts:
        if (decoded := attempt(data)) is not None:
            return decoded
    if (text := _strict(data, "cp1252")) is not None:
        return Decoded(text, "cp1252", "The text is not UTF-8 and was read as Windows-1252.")
    # A byte that Windows-1252 lacks is a letter in Windows-1250 and nothing in Latin-1
    if (text := _strict(data, "cp1250")) is not None:
        return Decoded(text, "cp1250", "The text is not UTF-8 and was read as Windows-1250.")
    text = data.decode("latin-1").replace("\0", chr(_BYTE))
    return Decoded(text, "latin-1", "The text is not UTF-8 and was read as Latin-1.")


@dataclass(frozen=True, slots=True)
class Parts:
    """The same as `Decoded`, as UTF-8 in parts that are cut anywhere; `texts` gives the text.

    Attributes:
        whole: What is cut: the bytes from `begin` on, or a text.
    """

    whole: bytes | str
    begin: int
    encoding: str
    note: str = ""

    def __iter__(self) -> Iterator[bytes]:
        for at in range(self.begin, len(self.whole), PART):
            part = self.whole[at : at + PART]
            yield part.encode() if isinstance(part, str) else part


def in_parts(data: bytes) -> Parts:
    """What `decode` gives; of faultless UTF-8, which most is, never more than a part at once."""
    encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    begin = len(_MARKS.get(encoding, b""))
    if _is_faultless(data, begin):
        return Parts(data, begin, encoding)
    decoded = decode(data)
    return Parts(decoded.text, 0, decoded.encoding, decoded.note)


def texts(parts: Iterable[bytes]) -> Iterator[str]:
    """The text of UTF-8 that comes in parts."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for part in parts:
        yield decoder.decode(part)


def _is_faultless(data: bytes, begin: int) -> bool:
    """Whether these bytes are UTF-8 that `decode` takes for that, and changes nothing in."""
    # Single bytes are looked for ten times as fast as two
    if b"\0" in data or (b"\x1b" in data and b"\x1b$" in data):
        return False
    if b"\xf4" in data and b"\xf4\x8f" in data:
        return False
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    try:
        for at in range(begin, len(data), PART):
            decoder.decode(view[at : at + PART])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def encode(text: str, encoding: str) -> bytes:
    """The bytes of a text that `decode` gave with this encoding.

    Raises:
        UnicodeEncodeError: If the text was changed since and now holds a character that the
            encoding lacks.
    """
    mark = _MARKS.get(encoding, b"")
    if encoding.startswith("utf-16-"):
        return mark + _to_utf16(text, encoding.removesuffix("-sig"))
    if encoding.startswith("utf-8"):
        escaped = _sub(_RESERVED_BYTES, _escape, text)
        return mark + escaped.encode("utf-8", "surrogateescape")
    return _sub(_RESERVED_BYTES, _escape, text).encode(encoding)


def redeclared(text: str, encoding: str) -> str:
    """The text with another encoding declared, where its first lines declare one."""
    match = _DECLARED_IN_TEXT.search(text[:_HEAD])
    if match is None:
        return text
    name = encoding.removesuffix("-sig")
    return (
        text[: match.start(1)] + (name.upper() if name == "utf-8" else name) + text[match.end(1) :]
    )


def readable(text: str) -> str:
    """The text with each reserved character shown as the Windows-1252 character it may be."""
    return text if text.isascii() else _RESERVED.sub(_shown, text)


def has_reserved(text: str) -> bool:
    """Whether a text holds characters that stand for stray bytes."""
    if text.isascii() or _PLANE_16 not in text.encode("utf-8", "surrogatepass"):
        return False  # known ten times sooner than by the expression
    return _RESERVED.search(text) is not None


def _marked(data: bytes) -> Decoded | None:
    for encoding, mark in _MARKS.items():
        if data.startswith(mark):
            rest = data[len(mark) :]
            if encoding == "utf-8-sig":
                return _decode_utf8(rest, encoding)
            return Decoded(_from_utf16(rest, encoding.removesuffix("-sig")), encoding)
    return None


def _iso_2022(data: bytes) -> Decoded | None:
    text = _strict(data, "iso2022_jp") if b"\x1b$" in data else None
    if text is None:
        return None
    return Decoded(text, "iso2022_jp", "The text was read as ISO-2022-JP.")


def _unmarked_utf16(data: bytes) -> Decoded | None:
    order = _utf16_order(data)
    if order is None:
        return None
    note = "The text was read as UTF-16 without byte order mark."
    return Decoded(_from_utf16(data, order), order, note)


def _utf8(data: bytes) -> Decoded | None:
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    return _decode_utf8(data, "utf-8")


def _as_declared(data: bytes) -> Decoded | None:
    name = _declared(data)
    if name is None or (text := _strict(data, name)) is None:
        return None
    return Decoded(text, name, f"The text was read as {name}, as it declares.")


def _mixed(data: bytes) -> Decoded | None:
    return _decode_utf8(data, "utf-8") if _is_mostly_utf8(data) else None


def _guessed(data: bytes) -> Decoded | None:
    latin = likely_latin(data)
    for name in [*likely_code_pages(data), *([latin] if latin else [])]:
        if (text := _strict(data, name)) is not None:
            return Decoded(text, name, f"The text is not UTF-8 and was read as {name}.")
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    """The text, if this encoding explains every byte and writes the same bytes again."""
    try:
        text = data.decode(encoding)
        # A stateful or ambiguous encoding may write other bytes for the same text.
        same = encoding in ("cp1252", "latin-1") or text.encode(encoding) == data
    except (UnicodeError, LookupError):
        return None
    if not same or has_reserved(text) or _LONE.search(text):
        return None
    return text.replace("\0", chr(_BYTE)) if "\0" in text else text


def _decode_utf8(data: bytes, encoding: str) -> Decoded:
    """UTF-8 whatever the bytes are: each byte that is not becomes a reserved character."""
    text = data.decode("utf-8", "surrogateescape")
    strays = 0
    if not text.isascii():
        strays = len(_ESCAPED.findall(text))
        if b"\xf4\x8f" in data:  # the lead of every reserved character
            text = _RESERVED.sub(_as_bytes, text)
        if strays or b"\xf4\x8f" in data:
            text = _ESCAPED.sub(lambda m: chr(_BYTE + ord(m[0]) - 0xDC00), text)
    if "\0" in text:
        text = text.replace("\0", chr(_BYTE))
    note = ""
    if strays:
        count = "1 byte of the text is" if strays == 1 else f"{strays:,} bytes of the text are"
        note = f"{count} not UTF-8 like the rest and shown as in Windows-1252."
    return Decoded(text, encoding, note)


def _as_bytes(match: re.Match[str]) -> str:
    return "".join(chr(0xDC00 + byte) for byte in match[0].encode())


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether more of the non-ASCII is valid UTF-8 than not, or many whole lines are.

    Text in an 8-bit encoding has next to no accidental UTF-8 sequences. Lines of both kinds are
    in a file that was put together from two.
    """
    sequences = len(_MULTIBYTE.findall(data))
    rest = _MULTIBYTE.sub(b"", data)
    strays = len(rest) - len(rest.translate(None, bytes(range(0x80, 0x100))))
    return sequences > strays or _has_lines_of_both(data)


def _has_lines_of_both(data: bytes) -> bool:
    """Whether a third of the lines that are not ASCII are UTF-8."""
    lines = [line for line in data.splitlines() if not line.isascii()]
    good = sum(_MULTIBYTE.sub(b"", line).isascii() for line in lines)
    return good > 1 and 3 * good >= len(lines)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    name = match[1].decode("ascii", "replace").lower()
    try:
        found = codecs.lookup(_DECLARED_NAMES.get(name, name)).name
        "a".encode(found)  # a codec such as hex is no text encoding
    except (LookupError, TypeError, ValueError):
        return None
    return None if found.startswith(("utf", "idna", "punycode", "unicode", "raw")) else found


def _utf16_order(data: bytes) -> str | None:
    """The byte order, if every other byte of the head is NUL as in UTF-16 of Latin text."""
    head = data[:_HEAD]
    if len(head) < 8 or b"\0" not in head:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _from_utf16(data: bytes, encoding: str) -> str:
    even = data[: len(data) // 2 * 2]
    text = even.decode(encoding, "surrogatepass")
    if not text.isascii():
        text = _RESERVED.sub(_as_surrogates, text)
        text = _LONE.sub(lambda m: chr(_SURROGATE + ord(m[0]) - 0xD800), text)
    if "\0" in text:
        text = text.replace("\0", chr(_BYTE))
    return text if len(data) % 2 == 0 else text + chr(_ODD_BYTE + data[-1])


def _to_utf16(text: str, encoding: str) -> bytes:
    tail = b""
    if text and _ODD_BYTE <= ord(text[-1]) <= _ODD_BYTE + 0xFF:
        tail, text = bytes([ord(text[-1]) - _ODD_BYTE]), text[:-1]
    if not text.isascii():
        text = _RESERVED.sub(_as_unit, text)
    return text.encode(encoding, "surrogatepass") + tail


def _as_surrogates(match: re.Match[str]) -> str:
    code = ord(match[0]) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def _as_unit(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(code - _BYTE) if code >= _BYTE else chr(0xD800 + code - _SURROGATE)


def _escape(match: re.Match[str]) -> str:
    byte = ord(match[0]) - _BYTE
    return chr(byte) if byte < 0x80 else chr(0xDC00 + byte)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0]) - _BYTE
    if code < 0x80:
        return "\ufffd"
    return bytes([code]).decode("cp1252", "replace")


def _sub(pattern: re.Pattern[str], function: Callable[[re.Match[str]], str], text: str) -> str:
    return text if text.isascii() else pattern.sub(function, text)
