"""Presses on a campaign's pages (专项工作办理): each is one command of the core, told in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from bot.web.access import SIGNED, admits
from bot.web.bodies import BadBody
from bot.web.campaigns.board_page import BOARD
from bot.web.campaigns.campaign_page import CampaignPage
from bot.web.campaigns.ledgers_page import LEDGERS
from bot.web.campaigns.verbs import ON_BOARD, ON_LEDGERS, Verb
from bot.web.campaigns.words import DONE, field_missing, no
from bot.web.desk.shared import person_with
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.posted import posted
from core.campaigns.questions import campaign_in
from core.errors import NotFound
from core.members.member import ROOM_ROLES


@admits(SIGNED)
async def post_campaign(request: web.Request) -> web.Response:
    """One press on the board."""
    return await _pressed(request, ON_BOARD, BOARD)


@admits(SIGNED)
async def post_ledgers(request: web.Request) -> web.Response:
    """One press on the ledgers."""
    return await _pressed(request, ON_LEDGERS, LEDGERS)


async def _pressed(
    request: web.Request, verbs: Mapping[str, Verb], here: CampaignPage
) -> web.Response:
    who, form = await person_with(request, ROOM_ROLES), await posted(request)
    ref, name = request.match_info["ref"], form.text("press")
    await request.app[DISPATCH].ask(lambda session: campaign_in(session, ref, who.rooms))
    if name not in verbs:
        raise NotFound
    try:
        command = verbs[name](ref, form)
    except BadBody as bad:
        return await here.show(request, notice=field_missing(bad.field), draft=dict(form.fields))
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of(name))
    if outcome.done:
        return await here.show(request, notice={"kind": "yes", "text": DONE[name]})
    return await here.show(request, notice=no(outcome), draft=dict(form.fields))
