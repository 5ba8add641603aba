"""A step at the counter (窗口一步): a posted form about one case of one's own room."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.web.counter.page import counter_page, keeper, rooms_kept
from bot.web.counter.panel import NO, Panel, unknown
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.posted import Posted
from bot.web.read_case import seen_case
from bot.web.told import audience_over, sentence, told_reasons
from core.command import Command
from core.outcome import Outcome
from core.requests.case import Case


@dataclass(frozen=True, slots=True)
class Step:
    """Who posted what, and the case as it stood when the form arrived."""

    request: web.Request
    who: Person
    form: Posted
    case: Case

    async def do(self, command: Command, part: str) -> Outcome:
        """Carry out one of the form's commands, once."""
        dispatch, key = self.request.app[DISPATCH], self.form.key_of(part)
        return await dispatch(self.request[PRINCIPAL], command, key)

    async def again(self) -> Case:
        """The case as it stands now."""
        return await seen_case(self.request, self.who, self.case.ref) or self.case

    def told(self, outcome: Outcome, title: str = "没有办成") -> Panel:
        """A step that did not go through, in words."""
        reasons = told_reasons(outcome, audience_over(self.who, self.case.room_id))
        return Panel(NO, title, sentence(outcome), self.case.ref, reasons)


async def counter_step(
    request: web.Request, form: Posted, take: Callable[[Step], Awaitable[Panel]]
) -> web.Response:
    """Take the step and answer with the whole page; unknown and foreign cases look alike."""
    who = await keeper(request)
    case = await seen_case(request, who, form.text("case"))
    if case is None or case.room_id not in rooms_kept(who):
        return await counter_page(request, who, unknown())
    return await counter_page(request, who, await take(Step(request, who, form, case)))
