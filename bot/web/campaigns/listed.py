"""专项工作 listed: for a room's staff what it runs, for a unit's people their batch and last day."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.campaign_words import coverage, figures, nth_batch
from bot.replies.dates import day
from bot.web.access import SIGNED, admits
from bot.web.campaigns.words import no
from bot.web.desk.shared import CAMPAIGNS, desk_shown, person_with
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import posted
from core.campaigns.begin_campaign import BeginCampaign
from core.campaigns.progress import progress_of
from core.campaigns.questions import campaigns_of
from core.campaigns.turn_of_unit import turns_seen
from core.clock import local_date
from core.errors import NotFound
from core.members.member import Role
from core.members.room import Room


@admits(SIGNED)
async def get_campaigns(request: web.Request) -> web.Response:
    return await _page(request, await person_with(request, CAMPAIGNS))


@admits(SIGNED)
async def post_campaigns(request: web.Request) -> web.Response:
    """The head begins one; its page opens."""
    who, form = await person_with(request, frozenset({Role.HEAD})), await posted(request)
    if form.text("press") != "begin":
        raise NotFound
    command = BeginCampaign(
        room_id=form.number("room"),
        title=form.text("title"),
        document=form.text("document"),
        covers=form.text("covers"),
    )
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("begin"))
    if outcome.done:
        raise web.HTTPSeeOther(f"/desk/campaigns/{outcome.data['campaign']}")
    return await _page(request, who, notice=no(outcome), draft=dict(form.fields))


async def _page(
    request: web.Request,
    who: Person,
    notice: dict[str, Any] | None = None,
    draft: dict[str, str] | None = None,
) -> web.Response:
    dispatch = request.app[DISPATCH]
    today = local_date(dispatch.clock.now())
    context = {
        **desk_shown(request, who, "campaigns"),
        **await dispatch.ask(lambda session: _looked_up(session, who, today)),
        "draft": draft or {},
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "campaigns/listed.html.j2", context)


def _looked_up(session: Session, who: Person, today: date) -> dict[str, Any]:
    headed = select(Room).where(col(Room.id).in_(who.viewer.headed)).order_by(col(Room.id))
    return {
        "rooms": [{"id": it.id, "word": it.name} for it in session.exec(headed).all()],
        "keeps": bool(who.rooms),
        "rows": [_row(session, it, today) for it in campaigns_of(session, who.rooms)],
        "turns": [_turn(it, today) for it in turns_seen(session, who.viewer.units, today)],
    }


def _row(session: Session, campaign: Any, today: date) -> dict[str, Any]:
    found = progress_of(session, campaign, today)
    return {
        "href": f"/desk/campaigns/{campaign.ref}",
        "title": campaign.title,
        "document": campaign.document,
        "state": "进行中" if campaign.state == "running" else "已结束",
        "covers": coverage(campaign.codes),
        "units": len(found.units),
        "done": sum(it.is_done for it in found.units),
        "figures": figures(found.counts),
    }


def _turn(it: Any, today: date) -> dict[str, Any]:
    turn, counts = it.turn, it.counts
    return {
        "unit": it.unit,
        "title": turn.title,
        "batch": nth_batch(turn.nth),
        "span": f"{day(turn.starts_on)}至{day(turn.due_on)}",
        "state": _state_of_turn(turn, counts.owed, today),
        "covers": coverage(turn.codes),
        "figures": figures(counts),
        "guides": [
            "　".join(part for part in (str(name), post, telephone) if part)
            for name, post, telephone in it.guides
        ],
    }


def _state_of_turn(turn: Any, owed: int, today: date) -> str:
    if not owed:
        return "已补齐"
    if turn.due_on < today:
        return "已过时限"
    return "未开始" if turn.starts_on > today else "补收中"
