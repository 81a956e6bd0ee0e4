"""The mark of a method that overrides one of Qt's, for Python 3.11, which has none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """Mark a method as an override; a type checker sees whether it is one."""
        return method


__all__ = ["override"]
