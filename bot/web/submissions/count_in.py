"""Counting in at the counter (清点签收): the scanned list as work in hand, both names, one confirm."""

from __future__ import annotations

from aiohttp import web

from bot.web.access import SIGNED, admits
from bot.web.counter.page import counter_page, keeper, rooms_kept
from bot.web.counter.panel import ASK, NO, YES, Panel, unknown
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.posted import Posted, posted
from bot.web.submissions.read import seen
from bot.web.told import sentence
from core.collection.count_in import CountIn
from core.collection.submission_view import SubmissionSeen
from core.errors import NotFound
from core.outcome import Outcome


@admits(SIGNED)
async def post_count_in(request: web.Request) -> web.Response:
    """One confirm; what does not go through changes nothing and says why."""
    who, form = await keeper(request), await posted(request)
    found = await of_this_counter(request, who, form.text("submission"))
    if found is None:
        return await counter_page(request, who, unknown())
    command = _command(found, form)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("count_in"))
    return await counter_page(request, who, _told(found, outcome))


def _command(found: SubmissionSeen, form: Posted) -> CountIn:
    missing = [it.serial for it in found.pieces if form.ticked(f"missing.{it.serial}")]
    return CountIn(
        submission=found.row.ref,
        seen_version=form.number("version"),
        handed_by=form.text("handed_by"),
        missing=tuple(missing),
    )


def _told(found: SubmissionSeen, outcome: Outcome) -> Panel:
    ref, number = found.row.ref, found.row.number or ""
    if outcome.done:
        text = f"收到 {outcome.data['counted']} 份。请打印两份签字，一份当场交给来人。"
        links = [{"label": "打印清单（两份）", "href": f"/forms/submission-list/{ref}"}]
        return Panel(YES, f"已清点签收　{number}", text, links=links, submission=ref)
    if outcome.data.get("field") == "handed_by":
        text = "请写送来的同志的姓名，签收时双方都要署名。"
        return Panel(NO, "没有办成", text, submission=ref)
    return Panel(NO, "没有办成", sentence(outcome), submission=ref)


async def of_this_counter(request: web.Request, who: Person, ref: str) -> SubmissionSeen | None:
    """None alike for what there is not and what another room receives."""
    try:
        found = await seen(request, who, ref)
    except NotFound:
        return None
    return found if found.row.room_id in rooms_kept(who) else None


def scanned_list(found: SubmissionSeen) -> Panel:
    """What a scanned list means now."""
    number, ref = found.row.number or "草稿", found.row.ref
    if found.row.state == "listed":
        text = "只清点份数，不看内容。缺的打勾，写上来人姓名，确认后打印两份签字。"
        return Panel(YES, f"移交清单　{number}", text, submission=ref)
    if found.row.state == "drafted":
        text = "清单后来改过，还没有重新打印。请移交方打印新清单再来，没有改动任何内容。"
        return Panel(ASK, f"移交清单　{number}", text, submission=ref)
    return Panel(ASK, f"移交清单　{number}", "已清点签收过，情况见下面。没有改动。", submission=ref)
