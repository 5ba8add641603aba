"""The three ledgers as a file (三本台账.xlsx)."""

from __future__ import annotations

from aiohttp import web
from sqlmodel import Session

from bot.replies.dates import full_day
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import person_with
from bot.web.file_named import workbook
from bot.web.keys import DISPATCH
from core.campaigns.ledgers import persons_of, problems_of
from core.campaigns.progress import progress_of
from core.campaigns.questions import campaign_in
from core.clock import local_date
from core.members.member import ROOM_ROLES


@admits(SIGNED)
async def get_ledgers_file(request: web.Request) -> web.Response:
    """人员·进度·问题, as they stand now; the staff of the room only."""
    from bot.replies.campaign_workbooks import ledgers_workbook

    who = await person_with(request, ROOM_ROLES)
    dispatch, ref = request.app[DISPATCH], request.match_info["ref"]
    today = local_date(dispatch.clock.now())

    def look(session: Session) -> bytes:
        campaign = campaign_in(session, ref, who.rooms)
        found = progress_of(session, campaign, today)
        return ledgers_workbook(
            found, persons_of(session, campaign), problems_of(session, campaign)
        )

    body = await dispatch.ask(look)
    return workbook(body, f"三本台账 {full_day(today)}.xlsx")
