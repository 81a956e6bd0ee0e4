"""The bytes of an export, and how they begin."""

from __future__ import annotations

from desktop import wording

_SHOWN = 200_000  # bytes


def encoded(text: str, encoding: str) -> bytes:
    """The bytes of a text.

    Raises:
        UsageError: The encoding lacks one of its characters.
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        raise wording.UsageError(
            f"“{letter}” cannot be written in {encoding}; choose UTF-8, or accents as LaTeX"
            " commands."
        ) from error


def beginning(data: bytes, encoding: str) -> str:
    """How a file begins, without its byte order mark.

    Args:
        data: The file.
        encoding: As `biblio.formats.encoding` names it.
    """
    codec = encoding.removesuffix("-sig")
    return data[:_SHOWN].decode(codec, "replace").removeprefix("\ufeff")
