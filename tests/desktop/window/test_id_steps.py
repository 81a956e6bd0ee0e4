"""Few steps lead from one list of ids to another, and they lead there."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.window.table.id_steps import Step, steps_between


def ids(*values: int) -> array[int]:
    return array("q", values)


NONE = ids()
HUNDRED = ids(*range(100))


def without(*gone: int) -> array[int]:
    return array("q", (each for each in HUNDRED if each not in gone))


@pytest.mark.parametrize(
    ("old", "new", "steps"),
    [
        pytest.param(HUNDRED, HUNDRED, [], id="the same"),
        pytest.param(HUNDRED, without(7), [Step(7, 1, NONE)], id="one went"),
        pytest.param(without(7), HUNDRED, [Step(7, 1, ids(7))], id="one came"),
        pytest.param(
            HUNDRED, ids(*without(7)[:50], 7, *without(7)[50:]), [Step(7, 1, NONE, 50)],
            id="one moved down",
        ),
        pytest.param(
            HUNDRED, ids(90, *without(90)), [Step(90, 1, NONE, 0)], id="one moved to the top"
        ),
        pytest.param(
            HUNDRED, without(3, 4, 50, 99),
            [Step(99, 1, NONE), Step(50, 1, NONE), Step(3, 2, NONE)], id="some went here and there",
        ),
        pytest.param(
            without(3, 4, 50), HUNDRED, [Step(3, 2, ids(3, 4)), Step(50, 1, ids(50))],
            id="some came back",
        ),
        pytest.param(
            HUNDRED[:60], HUNDRED, [Step(60, 40, HUNDRED[60:])], id="the rest came"
        ),
        pytest.param(HUNDRED, HUNDRED[::-1], None, id="sorted the other way"),
        pytest.param(ids(1, 2, 3, 4, 5), ids(2, 4, 1, 5, 3), None, id="a few sorted anew"),
        pytest.param(ids(1, 2), ids(9), [Step(0, 2, NONE), Step(0, 1, ids(9))], id="others"),
        pytest.param(HUNDRED, NONE, None, id="nothing left"),
        pytest.param(NONE, HUNDRED, None, id="the first ones"),
    ],
)  # fmt: skip
def test_steps(old: array[int], new: array[int], steps: list[Step] | None) -> None:
    big = ids(*range(1000, 3000))  # a long end that stays, so that few are few
    if steps is None or not steps or not old or not new:
        assert steps_between(old, new) == steps
    else:
        assert steps_between(old + big, new + big) == steps


LISTS = st.lists(st.integers(0, 30), unique=True)


@given(LISTS, LISTS)
def test_steps_lead_there(old: list[int], new: list[int]) -> None:
    steps = steps_between(array("q", old), array("q", new))
    if steps is None:
        return
    now = list(old)
    for step in steps:
        if step.to is not None:
            now.insert(step.to, now.pop(step.first))
        elif step.come:
            now[step.first : step.first] = step.come
        else:
            del now[step.first : step.first + step.count]
    assert now == new
