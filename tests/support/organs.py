"""办案机关的办件 / A case of a discipline organ, entered at the window, played to a state."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.outcome import Outcome
from core.requests.request import Source
from tests.support.lending import TWO, Lending

LETTER = "市纪函〔2026〕7号"
OFFICERS = tuple(replace(r, is_personnel=False, exception=LETTER) for r in TWO)


async def organ(world: Lending, **changes: Any) -> Outcome:
    """Enter an organ's application in order, with some of its fields changed."""
    asked: dict[str, Any] = {"source": Source.ORGAN, "channel": "counter", "readers": OFFICERS}
    asked |= {"purpose": "inspection_and_discipline", "approval_document": LETTER}
    return await world.house.do(world.archivist, world.application(**asked | changes))


async def an_organs_case(world: Lending, state: str, **changes: Any) -> str:
    """Played to submitted, room_reviewed, ready, out, returned or closed; gives its reference."""
    ref: str = (await organ(world, **changes)).data["ref"]
    for reached, step in (("room_reviewed", world.room_review), ("ready", world.make_ready)):
        if state == "submitted" or (state == "room_reviewed" and reached == "ready"):
            return ref
        outcome = await step(ref)
        assert outcome.done, outcome
    if state != "ready":
        await world.show_evidence(ref)
        assert (await world.hand_over(ref)).done
    for label in world.labels(ref):
        if state in ("returned", "closed"):
            assert (await world.take_back(label)).done
        if state == "closed":
            assert (await world.check(label)).done
    return ref
