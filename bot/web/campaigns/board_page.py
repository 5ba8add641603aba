"""The board of a campaign (进度看板): batches, what is settled and what is owed, what is late."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.web.access import SIGNED, admits
from bot.web.campaigns.board_rows import board_rows
from bot.web.campaigns.campaign_page import CampaignPage, Seen
from core.campaigns.progress import progress_of


@admits(SIGNED)
async def get_campaign(request: web.Request) -> web.Response:
    return await BOARD.show(request)


def _rows(seen: Seen) -> dict[str, Any]:
    campaign = seen.campaign
    return {
        **board_rows(progress_of(seen.session, campaign, seen.today), seen.today),
        "may_close": campaign.room_id in seen.who.viewer.headed,
        "today": seen.today.isoformat(),
    }


BOARD = CampaignPage("campaigns/board.html.j2", _rows)
