"""The register's pages (查借阅登记簿): written up once, printed as often as needed, the book itself."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from aiohttp import web

from bot.replies.dates import full_day
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import REGISTER, person_with
from bot.web.forms.sheet import printed_at, sheet
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.notice import notice_page
from bot.web.pages.person import Person
from bot.web.posted import posted
from bot.web.purpose_words import in_short
from bot.web.read_case import full_name
from bot.web.told import audience_over
from core.clock import SHANGHAI
from core.errors import NotFound
from core.ids import opaque
from core.masked import Masked
from core.register.read_register import ReadRegister
from core.register.register_page import LINES_ON_A_PAGE
from core.register.write_up_day import WriteUpDay
from core.register.written_line import WrittenLine, lines_of_day
from rules.book import RuleBook


@admits(SIGNED)
async def get_register(request: web.Request) -> web.Response:
    """`?room=…&day=2026-11-26`: the day's pages; reading them, names and all, is logged."""
    who = await person_with(request, REGISTER)
    room_id, day = _asked(request.query, who)
    dispatch = request.app[DISPATCH]
    command = ReadRegister(room_id=room_id, day=day)
    outcome = await dispatch(request[PRINCIPAL], command, f"register:{opaque(24)}")
    if not outcome.done:
        raise NotFound
    lines = await dispatch.ask(lambda session: lines_of_day(session, room_id, day))
    if not lines:
        return notice_page(request, "nothing_written", status=404)
    is_head = audience_over(who, room_id) == "head"
    context = {
        "pages": _pages(lines, dispatch.law.book, is_head),
        "day": full_day(day),
        "year": day.year,
        "printed_at": printed_at(request),
    }
    return sheet(request, who, "register", "/desk/register", context)


@admits(SIGNED)
async def post_register(request: web.Request) -> web.Response:
    """登记入簿: new pages for what stands on none, then the pages."""
    who, form = await person_with(request, REGISTER), await posted(request)
    room_id, day = _asked(form.fields, who)
    command = WriteUpDay(room_id=room_id, day=day)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("write_up"))
    if not outcome.done:
        return notice_page(request, outcome.code)
    raise web.HTTPSeeOther(f"/forms/register?room={room_id}&day={day.isoformat()}")


def _asked(fields: Any, who: Person) -> tuple[int, date]:
    """A room of this member's and a day; raises NotFound."""
    try:
        room_id, day = int(fields.get("room", "")), date.fromisoformat(fields.get("day", ""))
    except ValueError:
        raise NotFound from None
    if room_id not in who.rooms:
        raise NotFound
    return room_id, day


def _pages(lines: list[WrittenLine], book: RuleBook, is_head: bool) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "supplements": any(line.supplements for line in on_page),
            "lines": [_line(line, book, is_head) for line in on_page],
            "empty": LINES_ON_A_PAGE - len(on_page),
        }
        for number, on_page in ((n, list(it)) for n, it in groupby(lines, lambda it: it.page))
    ]


def _line(line: WrittenLine, book: RuleBook, is_head: bool) -> dict[str, Any]:
    told = is_head or not line.discreet

    def said(*names: Masked) -> str:
        return "、".join(full_name(name) for name in names) if told else "另册登记"

    purpose = book.purposes.get(line.purpose)
    return {
        "position": line.position,
        "at": f"{line.at.astimezone(SHANGHAI):%H:%M}",
        "movement": "取" if line.movement == "out" else "还",
        "case": line.case,
        "subject": said(line.subject),
        "post": line.subject_post if told else "",
        "volume": f"{line.dossier} {word('kind', line.kind)}{line.ordinal}" if told else "",
        "readers": said(*line.readers),
        "unit": line.unit if told else "",
        "purpose": in_short(purpose.title) if purpose and told else "",
        "mode": word("mode", line.mode),
        "classes": (line.classes or "全卷") if told else "",
        "pages": line.pages or "",
        "staff": full_name(line.staff),
        "result": _result(line),
        "returner": said(line.returner) if line.returner else "",
    }


def _result(line: WrittenLine) -> str:
    found = "有不符，见不符登记" if line.differs else "核对无误" if line.checked else ""
    return "，".join(part for part in (found, "补录" if line.late else "") if part)
