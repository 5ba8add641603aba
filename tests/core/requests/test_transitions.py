"""申请与明细只能按流转表走：表上有的一步走得通，表上没有的一步走不通且什么也不变。
A request and a line move only by their tables; every other (state, step) raises and changes nothing.
"""

from __future__ import annotations

from itertools import product

import pytest

from core.errors import ImpossibleStep
from core.requests.line import LINE_TRANSITIONS, Line, LineState, LineStep
from core.requests.request import ENDED, TRANSITIONS, Request, State, Step
from tests.support.clock import MORNING


def a_request(state: State) -> Request:
    return Request(
        number="1", short="1", room_id=1, unit_id=1, applicant_id=1, mode="consult", purpose="x",
        state=state, state_since=MORNING,
    )  # fmt: skip


@pytest.mark.parametrize(("state", "step"), list(product(State, Step)))
def test_a_request_moves_by_the_table_or_not_at_all(state: State, step: Step) -> None:
    request = a_request(state)
    target = TRANSITIONS.get((state, step))
    if target is None:
        with pytest.raises(ImpossibleStep) as raised:
            request.take(step, MORNING)
        assert raised.value.facts == {"state": state, "step": step}
    else:
        request.take(step, MORNING)
    moved = target is not None
    assert (request.state, request.version) == (target or state, 2 if moved else 1)


@pytest.mark.parametrize(("state", "step"), list(product(LineState, LineStep)))
def test_a_line_moves_by_the_table_or_not_at_all(state: LineState, step: LineStep) -> None:
    line = Line(request_id=1, volume_id=1, state=state)
    target = LINE_TRANSITIONS.get((state, step))
    if target is None:
        with pytest.raises(ImpossibleStep) as raised:
            line.take(step)
        assert raised.value.facts == {"state": state, "step": step}
    else:
        line.take(step)
    assert (line.state, line.version) == (target or state, 1 if target is None else 2)


def test_nothing_leads_out_of_an_end() -> None:
    assert not [state for state, _ in TRANSITIONS if state in ENDED]


def test_every_state_can_be_reached_and_left_or_is_an_end() -> None:
    assert set(TRANSITIONS.values()) == set(State) - {State.DRAFTED}
    assert {state for state, _ in TRANSITIONS} == set(State) - ENDED


def test_only_a_hand_over_takes_a_volume_out() -> None:
    out = {LineState.READING, LineState.LENT}
    ways = {step for (state, step), target in LINE_TRANSITIONS.items() if target in out}
    assert ways == {LineStep.HAND_OVER_TO_READ, LineStep.HAND_OVER_TO_LEND, LineStep.RESUME}
