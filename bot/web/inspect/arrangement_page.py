"""Arrangement jobs at the desk (整理): begun, each volume by its label, ended; with the counts."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.dates import day
from bot.replies.words import word, words
from bot.web.access import SIGNED, admits
from bot.web.bodies import BadBody
from bot.web.desk.confirm import Ask, sure_page
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.inspect.seen_form import count_of
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from bot.web.told import sentence
from core.arrangement.arrange_volume import ArrangeVolume
from core.arrangement.begin_job import BeginArrangement
from core.arrangement.end_job import EndArrangement
from core.arrangement.job import ArrangementJob
from core.arrangement.questions import counted
from core.command import Command
from core.errors import NotFound
from core.outcome import Outcome

SAID = {
    "title": "请写明整理什么，60 字以内。",
    "planned": "计划卷数请填数字。",
    "sheets": "张数请填数字。",
    "kind": "请选整理的方式。",
}
TOLD = {
    "taken": "这一卷在这次整理里已经登记过了，没有重复计数。",
    "not_found": "本室没有这个标签的卷，请核对后再扫。没有改动任何内容。",
}


@admits(SIGNED)
async def get_arrangement(request: web.Request) -> web.Response:
    who = await person_with(request, ROOM_STAFF)
    return await arrangement_page(request, who)


@admits(SIGNED)
async def post_arrangement(request: web.Request) -> web.Response:
    """`press` is begin, volume or end."""
    who, form = await person_with(request, ROOM_STAFF), await posted(request)
    press = form.text("press")
    if press == "end" and form.text("short") and form.text("sure") != "yes":
        return sure_page(request, who, _ask_to_end(form))
    try:
        command = _command(press, form, who)
    except BadBody as bad:
        return await _no(request, who, SAID.get(bad.field, "请核对后再提交。"), form)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of(press))
    if not outcome.done:
        named = SAID.get(str(outcome.data.get("field", "")), "") or TOLD.get(outcome.code, "")
        return await _no(request, who, named or sentence(outcome), form)
    return await arrangement_page(request, who, notice=_yes(press, outcome))


def _ask_to_end(form: Posted) -> Ask:
    """A count that stands for good is not ended by a slip of the hand."""
    action = "这次整理还没有到计划的卷数。完成以后不再登记，数就定下来。"
    carry = (("job", form.text("job")),)
    return Ask(action, "/desk/arrangement", "/desk/arrangement", carry, "完成", "end")


def _command(press: str, form: Posted, who: Person) -> Command:
    if press == "begin":
        return BeginArrangement(
            room=min(who.rooms),
            kind=form.text("kind"),
            title=form.text("title"),
            planned=count_of(form, "planned") or 0,
        )
    if press == "volume":
        sheets = count_of(form, "sheets") or 0
        return ArrangeVolume(job=form.text("job"), volume=form.text("volume"), sheets=sheets)
    if press == "end":
        return EndArrangement(job=form.text("job"))
    raise NotFound


def _yes(press: str, outcome: Outcome) -> dict[str, str]:
    said = {
        "begin": "已开始。整理好一卷，扫一下它的标签。",
        "volume": f"已登记，这次已整理 {outcome.data.get('volumes')} 卷。",
        "end": f"整理完成：{outcome.data.get('volumes')} 卷，{outcome.data.get('sheets')} 张。",
    }[press]
    return {"kind": "yes", "text": said}


async def _no(request: web.Request, who: Person, said: str, form: Posted) -> web.Response:
    notice = {"kind": "no", "text": said}
    return await arrangement_page(request, who, notice=notice, draft=dict(form.fields))


async def arrangement_page(
    request: web.Request,
    who: Person,
    *,
    notice: dict[str, Any] | None = None,
    draft: dict[str, str] | None = None,
) -> web.Response:
    """Jobs under way, then those that have ended."""
    rows = await request.app[DISPATCH].ask(lambda session: _rows(session, who))
    context = {
        **desk_shown(request, who, "arrangement"),
        "running": [it for it in rows if not it["ended"]],
        "ended": [it for it in rows if it["ended"]],
        "kinds": [{"id": code, "word": said} for code, said in words("arrangement").items()],
        "draft": draft or {},
    }
    if notice is not None:
        context["notice"] = notice
    status = 409 if notice and notice["kind"] == "no" else 200
    return page(request, "desk/arrangement.html.j2", context, status=status)


def _rows(session: Session, who: Person) -> list[dict[str, Any]]:
    jobs = session.exec(
        select(ArrangementJob)
        .where(col(ArrangementJob.room_id).in_(who.rooms))
        .order_by(col(ArrangementJob.begun_at).desc())
        .limit(100)
    ).all()
    return [_row(session, it) for it in jobs]


def _row(session: Session, job: ArrangementJob) -> dict[str, Any]:
    volumes, sheets = counted(session, job.id)
    return {
        "ref": job.ref,
        "title": job.title,
        "kind": word("arrangement", job.kind),
        "volumes": volumes,
        "sheets": sheets,
        "planned": job.planned,
        "since": day(job.begun_at),
        "ended": day(job.ended_at),
    }
