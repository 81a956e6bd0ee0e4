"""Values behave as frozen dataclasses with slots do, and load none of their machinery."""

from __future__ import annotations

import copy
import subprocess
import sys
from dataclasses import dataclass

import pytest

from biblio.value import Value


class Pair(Value):
    """Two things."""

    one: str
    two: int = 2


class Same(Value):
    """Of the same shape."""

    one: str
    two: int = 2


class Empty(Value):
    """Nothing."""


@dataclass(frozen=True, slots=True)
class Model:
    """What a value is like."""

    one: str
    two: int = 2


def test_takes_attributes_in_order_and_by_name() -> None:
    assert (Pair("a").one, Pair("a").two) == ("a", 2)
    assert Pair("a", 3) == Pair(two=3, one="a")
    assert repr(Pair("a", 3)) == repr(Model("a", 3)).replace("Model", "Pair")


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda kind: kind(), id="missing"),
        pytest.param(lambda kind: kind("a", 1, 2), id="too many"),
        pytest.param(lambda kind: kind("a", one="b"), id="twice"),
        pytest.param(lambda kind: kind("a", three=3), id="unknown"),
    ],
)
@pytest.mark.parametrize("kind", [Pair, Model])
def test_refuses_other_attributes(make: object, kind: type) -> None:
    assert callable(make)
    with pytest.raises(TypeError):
        make(kind)


def test_is_equal_by_kind_and_content() -> None:
    assert Pair("a") == Pair("a")
    assert Pair("a") != Pair("b")
    assert Pair("a") != Same("a")
    assert Empty() == Empty()
    assert len({Pair("a"), Pair("a", 2), Same("a"), Empty(), Empty()}) == 3


def test_cannot_be_changed() -> None:
    pair = Pair("a")
    for name in ("one", "other"):
        with pytest.raises(AttributeError):
            setattr(pair, name, "b")
        with pytest.raises(AttributeError):
            delattr(pair, name)
    assert not hasattr(pair, "__dict__")


def test_is_taken_apart_by_a_match() -> None:
    match Pair("a", 5):
        case Same():
            found = None
        case Pair(one, two):
            found = (one, two)
    assert found == ("a", 5)


def test_can_be_copied() -> None:
    assert copy.copy(Pair("a")) == copy.deepcopy(Pair("a")) == Pair("a")


def test_loads_no_compiler() -> None:
    program = "import sys, biblio.value; print({'dataclasses', 'inspect'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"
