"""Presses on a campaign's pages (专项工作办理): each is one command of the core, told in a sentence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from bot.web.access import SIGNED, admits
from bot.web.bodies import BadBody
from bot.web.campaigns.board_page import board_page
from bot.web.campaigns.ledgers_page import ledgers_page
from bot.web.campaigns.verbs import ON_BOARD, ON_LEDGERS, Verb
from bot.web.campaigns.words import DONE, field_missing, no
from bot.web.desk.shared import person_with
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.posted import posted
from core.campaigns.questions import campaign_in
from core.errors import NotFound
from core.members.member import ROOM_ROLES

Show = Callable[..., Awaitable[web.Response]]


@admits(SIGNED)
async def post_campaign(request: web.Request) -> web.Response:
    """One press on the board."""
    return await _pressed(request, ON_BOARD, board_page)


@admits(SIGNED)
async def post_ledgers(request: web.Request) -> web.Response:
    """One press on the ledgers."""
    return await _pressed(request, ON_LEDGERS, ledgers_page)


async def _pressed(request: web.Request, verbs: Mapping[str, Verb], show: Show) -> web.Response:
    who, form = await person_with(request, ROOM_ROLES), await posted(request)
    ref, name = request.match_info["ref"], form.text("press")
    await request.app[DISPATCH].ask(lambda session: campaign_in(session, ref, who.rooms))
    if name not in verbs:
        raise NotFound
    try:
        command = verbs[name](ref, form)
    except BadBody as bad:
        return await show(
            request, who, ref, notice=field_missing(bad.field), draft=dict(form.fields)
        )
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of(name))
    if outcome.done:
        return await show(request, who, ref, notice={"kind": "yes", "text": DONE[name]})
    return await show(request, who, ref, notice=no(outcome), draft=dict(form.fields))
