"""Immutable values like frozen dataclasses with slots, for modules that every start loads.

`dataclasses` imports half of the interpreter's own compiler (inspect, ast, dis) and compiles six
methods for each class: together a third of the time that a search on the command line takes.
Here the methods are written once. Creating an object is slower than with a dataclass, so what is
made by the hundred thousand stays one.
"""

from __future__ import annotations

from biblio.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, ClassVar, Self, dataclass_transform
else:

    def dataclass_transform(**_):
        """Nothing: it says something to type checkers only."""
        return lambda kind: kind


@dataclass_transform(frozen_default=True)
class _Shape(type):
    """Makes the annotated names of a class its slots, and what they are set to its defaults."""

    def __new__(mcs, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> _Shape:
        names = tuple(space.get("__annotations__", ()))
        if bases:
            space["_defaults"] = {each: space.pop(each) for each in names if each in space}
            space["__slots__"] = space["__match_args__"] = names
        return super().__new__(mcs, name, bases, space)


class Value(metaclass=_Shape):
    """What a class of values derives from, directly: its annotated names are its attributes."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[dict[str, Any]] = {}

    def __init__(self, *values: Any, **named: Any) -> None:
        """Take the attributes in their order or by their names.

        Raises:
            TypeError: One is missing, given twice or unknown.
        """
        names = self.__match_args__
        given = dict(zip(names, values, strict=False))
        if len(values) > len(names) or given.keys() & named.keys():
            raise TypeError(f"{type(self).__name__} takes {', '.join(names)} once each")
        given.update(named)
        known = {**self._defaults, **given}
        if known.keys() != set(names):
            wrong = ", ".join(sorted(known.keys() ^ set(names)))
            raise TypeError(f"{type(self).__name__}: missing or unknown: {wrong}")
        for name, value in known.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name}")

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__match_args__)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        pairs = zip(self.__match_args__, self._values(), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in pairs)})"

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), self._values()
