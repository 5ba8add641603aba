"""查找只能按流转表走：表上有的一步走得通，表上没有的一步走不通且什么也不变。
A search moves only by its table; every other (state, step) raises and changes nothing.
"""

from __future__ import annotations

from itertools import product

import pytest

from core.errors import ImpossibleStep
from core.lost.search import ENDED, SEARCH_TRANSITIONS, Search, SearchState, SearchStep
from tests.support.clock import MORNING
from tests.support.lost import WAYS, Searching

EVERY = list(product(SearchState, SearchStep))


@pytest.mark.parametrize(("state", "step"), EVERY)
def test_a_search_moves_by_the_table_or_not_at_all(state: SearchState, step: SearchStep) -> None:
    search = Search(
        volume_id=1, label="V", ordinal=1, room_id=1, noticed="shelf", state=state,
        reported_by=1, reported_at=MORNING, term_at=MORNING,
    )  # fmt: skip
    target = SEARCH_TRANSITIONS.get((state, step))
    if target is None:
        with pytest.raises(ImpossibleStep) as raised:
            search.take(step)
        assert raised.value.facts == {"state": state, "step": step}
    else:
        search.take(step)
    assert (search.state, search.version) == (target or state, 1 if target is None else 2)


@pytest.mark.parametrize("state", SearchState)
async def test_every_command_keeps_to_the_table(world: Searching, state: SearchState) -> None:
    ref = await world.in_state(state)
    for step in SearchStep:
        before = world.search(ref)
        outcome = await world.do(step, ref)
        if (state, step) not in SEARCH_TRANSITIONS:
            assert not outcome.done, step
            assert world.search(ref) == before, step
        elif outcome.done:
            ref = await world.in_state(state, world.shelve(f"GB-9{step[:6]}").labels[0])


def test_every_state_can_be_reached_and_only_the_ends_are_ends() -> None:
    assert set(WAYS) == set(SearchState)
    moves = {s for (s, _), target in SEARCH_TRANSITIONS.items() if target != s}
    assert moves == set(SearchState) - ENDED
