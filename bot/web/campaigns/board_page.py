"""The board of a campaign (进度看板): batches, what is settled and what is owed, what is late."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.web.access import SIGNED, admits
from bot.web.campaigns.board_rows import board_rows
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from core.campaigns.progress import progress_of
from core.campaigns.questions import campaign_in
from core.clock import local_date
from core.members.member import ROOM_ROLES


@admits(SIGNED)
async def get_campaign(request: web.Request) -> web.Response:
    """Only the staff of the room that runs it."""
    who = await person_with(request, ROOM_ROLES)
    return await board_page(request, who, request.match_info["ref"])


async def board_page(
    request: web.Request,
    who: Person,
    ref: str,
    *,
    notice: dict[str, Any] | None = None,
    draft: dict[str, str] | None = None,
) -> web.Response:
    """The page as it stands now; raises NotFound."""
    dispatch = request.app[DISPATCH]
    today = local_date(dispatch.clock.now())

    def look(session: Session) -> dict[str, Any]:
        campaign = campaign_in(session, ref, who.rooms)
        shown = board_rows(progress_of(session, campaign, today), today)
        return {**shown, "may_close": campaign.room_id in who.viewer.headed}

    context = {
        **desk_shown(request, who, "campaigns"),
        **await dispatch.ask(look),
        "draft": draft or {},
        "today": today.isoformat(),
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "campaigns/board.html.j2", context)
