"""Parts of English sentences that are made of numbers and names."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, one: str, many: str = "") -> str:
    """``1 key``, ``1,204 keys``.

    Args:
        number: How many.
        one: The word for one.
        many: The word for several, where it is not the other with an s.
    """
    return f"1 {one}" if number == 1 else f"{number:,} {many or one + 's'}"


def all_of(names: Sequence[str]) -> str:
    """``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
