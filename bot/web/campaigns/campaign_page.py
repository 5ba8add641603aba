"""A page of one campaign (专项工作的一页): its board or its ledgers, as it stands now or after a press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.web.desk.shared import desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from core.campaigns.campaign import Campaign
from core.campaigns.questions import campaign_in
from core.clock import local_date
from core.members.member import ROOM_ROLES


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page is read from: the campaign, who looks, on which day."""

    session: Session
    campaign: Campaign
    who: Person
    today: date


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """A template and what it shows; only the staff of the room that runs the campaign see it."""

    template: str
    rows: Callable[[Seen], dict[str, Any]]

    async def show(
        self,
        request: web.Request,
        *,
        notice: dict[str, Any] | None = None,
        draft: dict[str, str] | None = None,
    ) -> web.Response:
        """The page as it stands now; raises NotFound."""
        who, dispatch = await person_with(request, ROOM_ROLES), request.app[DISPATCH]
        today = local_date(dispatch.clock.now())

        def look(session: Session) -> dict[str, Any]:
            campaign = campaign_in(session, request.match_info["ref"], who.rooms)
            return self.rows(Seen(session, campaign, who, today))

        context = {
            **desk_shown(request, who, "campaigns"),
            **await dispatch.ask(look),
            "draft": draft or {},
        }
        if notice is not None:
            context["notice"] = notice
        return page(request, self.template, context)
