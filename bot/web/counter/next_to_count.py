"""After a count the next one (接着清点): several volumes were scanned back, one after the other."""

from __future__ import annotations

from sqlmodel import Session

from bot.web.counter.counter_step import Step
from bot.web.counter.page import rooms_kept
from bot.web.keys import DISPATCH
from core.clock import local_date
from core.requests.counter_lists import Asked, counter_counts, counter_list


async def next_to_count(step: Step) -> list[dict[str, str]]:
    """The way to the next case with a volume that came back; the case in hand shows its own."""
    dispatch = step.request.app[DISPATCH]
    asked = Asked(
        rooms=rooms_kept(step.who),
        headed=step.who.viewer.headed,
        today=local_date(dispatch.clock.now()),
    )

    def look(session: Session) -> tuple[list[str], int]:
        return counter_list(session, "check", asked), counter_counts(session, asked)["check"]

    refs, count = await dispatch.ask(look)
    others = [ref for ref in refs if ref != step.case.ref]
    if not others or step.case.ref in refs:
        return []
    words = f"还有 {count} 件待核，接着清点"
    return [{"label": words, "href": f"/counter?list=check&case={others[0]}"}]
