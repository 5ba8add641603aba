"""One who reports (发表、收表): the workbook goes out, comes back, is checked, and is added up or named."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.campaign_words import figures, nth_batch
from bot.replies.dates import day
from bot.replies.roster_problems import as_row
from bot.web.access import SIGNED, admits, demand_csrf
from bot.web.campaigns.words import no
from bot.web.desk.shared import desk_shown, person_with
from bot.web.file_named import workbook
from bot.web.handed_in import handed_in
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from core.campaigns.campaign import Campaign
from core.campaigns.progress import UnitProgress, progress_of
from core.campaigns.questions import campaign_in
from core.campaigns.read_return import Returned, read_return
from core.campaigns.report_figures import ReportFigures
from core.clock import local_date
from core.errors import NotFound
from core.holdings.roster.workbook import MOST_BYTES
from core.ids import opaque
from core.members.member import ROOM_ROLES


@admits(SIGNED)
async def get_return(request: web.Request) -> web.Response:
    return await _page(request, await person_with(request, ROOM_ROLES))


@admits(SIGNED)
async def get_return_file(request: web.Request) -> web.Response:
    """The workbook to fill in."""
    from bot.replies.campaign_workbooks import return_workbook

    who = await person_with(request, ROOM_ROLES)
    campaign, found = await _found(request, who)
    body = return_workbook(campaign.title, found.joined)
    name = f"{found.joined.name} 专项工作上报表.xlsx"
    return workbook(body, name)


@admits(SIGNED, csrf_inside=True)
async def post_return(request: web.Request) -> web.Response:
    """A workbook that came back: all of it, or nothing and every place to put right."""
    who = await person_with(request, ROOM_ROLES)
    _, found = await _found(request, who)
    handed = await handed_in(request, "file")
    demand_csrf(request, handed.fields.get("csrf", ""))
    name, content = handed.name, await handed.content(MOST_BYTES)
    if not name or len(content) > MOST_BYTES:
        said = "请先选一个文件。" if not name else "这个文件太大，没有收下。"
        return await _page(request, who, notice={"kind": "no", "text": said})
    today = local_date(request.app[DISPATCH].clock.now())
    ref = found.joined.row.ref
    returned = await asyncio.to_thread(read_return, content, ref, today)
    if returned.problems:
        said = f"没有收下：有 {len(returned.problems)} 处需要改，一行也没有计入。"
        return await _page(request, who, returned, notice={"kind": "no", "text": said})
    command = ReportFigures(
        unit=ref,
        figures=tuple(returned.figures),
        persons=tuple(returned.persons),
        problems=tuple(returned.troubles),
    )
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, f"report:{opaque(20)}")
    if not outcome.done:
        return await _page(request, who, notice=no(outcome))
    counted = outcome.data
    said = (
        f"已收下并汇总：进度 {counted['lines']} 行，新备案 {counted['persons']} 人，"
        f"新问题 {counted['problems']} 个。"
    )
    return await _page(request, who, notice={"kind": "yes", "text": said})


async def _found(request: web.Request, who: Person) -> tuple[Campaign, UnitProgress]:
    """The campaign and the one who reports; raises NotFound for a unit that is counted here."""
    ref, unit = request.match_info["ref"], request.match_info["unit"]
    dispatch = request.app[DISPATCH]
    today = local_date(dispatch.clock.now())

    def look(session: Session) -> tuple[Campaign, UnitProgress]:
        campaign = campaign_in(session, ref, who.rooms)
        for it in progress_of(session, campaign, today).units:
            if it.joined.row.ref == unit and it.joined.reports:
                return campaign, it
        raise NotFound

    return await dispatch.ask(look)


async def _page(
    request: web.Request,
    who: Person,
    returned: Returned | None = None,
    notice: dict[str, Any] | None = None,
) -> web.Response:
    campaign, found = await _found(request, who)
    context = {
        **desk_shown(request, who, "campaigns"),
        "campaign": {
            "ref": campaign.ref,
            "title": campaign.title,
            "running": campaign.state == "running",
        },
        "unit": {
            "ref": found.joined.row.ref,
            "name": found.joined.name,
            "batch": nth_batch(found.joined.batch.nth),
            "due": day(found.joined.batch.due_on),
            "as_of": day(found.as_of),
            "figures": figures(found.counts) if found.counts else "",
        },
        "problems": [as_row(it) for it in returned.problems] if returned else [],
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "campaigns/returned.html.j2", context)
