"""The page 不符与查找 (案头): everything open, the oldest first; and the form that reports a volume."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.words import words
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.lost.named import label_named
from bot.web.lost.rows import differing_row, search_row
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import posted
from bot.web.told import audience_over, sentence
from core.command import Place
from core.lost.found_differing import open_differing
from core.lost.report_missing import ReportMissing
from core.lost.search_view import ended_searches, open_searches
from core.members.member import ROOM_ROLES, Role

NOT_NAMED = "没有这个标签或档案编号，请核对后再登记；没有改动任何内容。"


@admits(SIGNED)
async def get_lost(request: web.Request) -> web.Response:
    """With `?what=` (a label or number) the form is filled in."""
    who = await person_with(request, ROOM_ROLES)
    asked = request.query
    draft = {name: asked.get(name, "")[:40] for name in ("what", "noticed")}
    return await lost_page(request, who, draft=draft)


@admits(SIGNED)
async def post_lost(request: web.Request) -> web.Response:
    """登记查找: the volume stands still from now on."""
    who, form = await person_with(request, frozenset({Role.ARCHIVIST})), await posted(request)
    label = await request.app[DISPATCH].ask(lambda session: label_named(session, who.rooms, form))
    draft = dict(form.fields)
    if label is None:
        return await lost_page(request, who, draft=draft, why=NOT_NAMED)
    command = ReportMissing(
        label=label, noticed=form.text("noticed") or "shelf", note=form.text("note")
    )
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("report"))
    if outcome.done:
        raise web.HTTPSeeOther(f"/desk/lost/{outcome.data['search']}")
    return await lost_page(request, who, draft=draft, why=_why(outcome.code) or sentence(outcome))


def _why(code: str) -> str:
    return {
        "stale": "这一卷已经在查找，见下面的清单。没有改动任何内容。",
        "impossible_step": "这一卷正在窗口清点，或者已转出、已另存，不能登记查找。没有改动任何内容。",
    }.get(code, "")


async def lost_page(
    request: web.Request, who: Person, *, draft: dict[str, Any], why: str = ""
) -> web.Response:
    dispatch = request.app[DISPATCH]
    now = dispatch.clock.now()

    def look(session: Session) -> dict[str, Any]:
        rows = [search_row(view, now) for view in open_searches(session, who.rooms)]
        rows += [
            differing_row(it, now)
            for it in open_differing(session, who.rooms)
            if not it.discreet or audience_over(who, it.room_id) == "head"
        ]
        return {
            "rows": sorted(rows, key=lambda row: row["since_at"]),
            "ended": [search_row(view, now) for view in ended_searches(session, who.rooms)],
        }

    context = {
        **desk_shown(request, who, "lost"),
        **await dispatch.ask(look),
        "may_report": any(
            held.covers(frozenset({Role.ARCHIVIST}), Place(room_id=room))
            for held in who.grants
            for room in who.rooms
        ),
        "draft": draft,
        "why": why,
        "noticed": [{"id": code, "word": said} for code, said in words("noticed").items()],
        "kinds": [{"id": code, "word": said} for code, said in words("kind").items()],
    }
    return page(request, "lost/list.html.j2", context, status=409 if why else 200)
