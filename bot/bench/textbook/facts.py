"""May this member do it, and what the law must know (授权、事实): the house's own questions."""

from __future__ import annotations

from sqlmodel import select

from bot.bench.textbook.turn import Turn
from core.custody.hand_over import HandOver
from core.requests.facts import lending_facts, window_opens
from core.requests.line import Line
from core.requests.reader import Reader
from core.requests.request import Request
from core.unit import authorise
from rules.facts.lending import LendingFacts


async def admit(turn: Turn, command: HandOver) -> None:
    """Raise Forbidden unless the member may hand over in the request's room."""
    await turn.session.run_sync(lambda _session: authorise(turn.unit, command))


async def facts_of(turn: Turn, request: Request, line: Line) -> LendingFacts:
    """The fact sheet of the hand-over of this line's volume."""
    readers = await turn.all(select(Reader).where(Reader.request_id == request.id))
    since = window_opens(turn.unit, request.room_id)
    sheets = await turn.session.run_sync(
        lambda _session: lending_facts(turn.unit, request, "hand_over", readers, since)
    )
    return next(facts for volume, facts in sheets if volume.line_id == line.id)
