"""The working calendar (工作日历): this year and the next, the notice read in, and what is missing."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.dates import day, moment
from bot.web.access import SIGNED, admits, demand_csrf
from bot.web.desk.calendar_words import problem_said, source_said, warning_said
from bot.web.desk.shared import CALENDAR, desk_shown, person_with
from bot.web.handed_in import handed_in
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, of_fields
from bot.web.told import sentence
from core.clock import local_date
from core.errors import NotFound
from core.members.member import Role
from core.reminders.import_workdays import ImportWorkdays
from core.reminders.known_year import KnownYear
from core.reminders.workday_sheet import LARGEST, WorkdaySheet, read_sheet
from core.reminders.workdays import Workday


@admits(SIGNED)
async def get_calendar(request: web.Request) -> web.Response:
    return await calendar_page(request, await person_with(request, CALENDAR))


@admits(SIGNED)
async def get_calendar_sheet(request: web.Request) -> web.Response:
    """`?year=`: the year as a CSV that can be changed and read in again."""
    await person_with(request, CALENDAR)
    asked = request.query.get("year", "")
    if not (asked.isdecimal() and len(asked) == 4):
        raise NotFound
    rows = await request.app[DISPATCH].ask(lambda session: _exceptions(session, int(asked)))
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(["日期", "休或班"])
    writer.writerows([row.day.isoformat(), "班" if row.is_work else "休"] for row in rows)
    named = {"Content-Disposition": f'attachment; filename="workdays-{asked}.csv"'}
    body = ("\ufeff" + text.getvalue()).encode()
    return web.Response(body=body, content_type="text/csv", charset="utf-8", headers=named)


@admits(SIGNED, csrf_inside=True)
async def post_calendar(request: web.Request) -> web.Response:
    """Read in a notice; a sheet with anything amiss changes nothing and every row is named."""
    who = await person_with(request, frozenset({Role.ADMINISTRATOR}))
    form, content = await _received(request)
    draft = {"document": form.text("document")}
    this_year = local_date(request.app[DISPATCH].clock.now()).year
    sheet = read_sheet(content, this_year)
    problems = [problem_said(it) for it in sheet.problems]
    if not form.text("document"):
        problems.insert(0, "请填通知的文号，如“国办发明电〔2026〕7号”。")
    if problems:
        return await calendar_page(request, who, problems=problems, draft=draft)
    outcome = await request.app[DISPATCH](
        request[PRINCIPAL], _command(form, sheet), form.key_of("calendar")
    )
    if not outcome.done:
        return await calendar_page(request, who, problems=[sentence(outcome)], draft=draft)
    year, days = outcome.data["year"], outcome.data["days"]
    text = f"{year} 年已按通知记下 {days} 天。暂定的日子已重新核定，有变动的都已告知。"
    return await calendar_page(request, who, notice={"kind": "yes", "text": text})


def _command(form: Posted, sheet: WorkdaySheet) -> ImportWorkdays:
    return ImportWorkdays(
        document=form.text("document"),
        off=tuple(sorted(it for it, works in sheet.days.items() if not works)),
        works=tuple(sorted(it for it, works in sheet.days.items() if works)),
    )


async def calendar_page(
    request: web.Request,
    who: Person,
    *,
    notice: dict[str, Any] | None = None,
    problems: list[str] | None = None,
    draft: dict[str, str] | None = None,
) -> web.Response:
    """The page, with what became of an import above it."""
    dispatch = request.app[DISPATCH]
    today = local_date(dispatch.clock.now())
    years = await dispatch.ask(lambda session: _years(session, today))
    context = {
        **desk_shown(request, who, "calendar"),
        "years": years,
        "warning": warning_said(today, {it["year"] for it in years if it["known"]}),
        "may_import": Role.ADMINISTRATOR in who.roles,
        "problems": problems or [],
        "draft": draft or {},
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "desk/calendar.html.j2", context, status=422 if problems else 200)


def _years(session: Session, today: date) -> list[dict[str, Any]]:
    return [_year(session, year) for year in (today.year, today.year + 1)]


def _year(session: Session, year: int) -> dict[str, Any]:
    known = session.get(KnownYear, year)
    rows = _exceptions(session, year)
    return {
        "year": year,
        "known": known is not None,
        "source": source_said(known.source, known.document) if known else "",
        "at": moment(known.known_at) if known else "",
        "off": [day(row.day) for row in rows if not row.is_work],
        "works": [day(row.day) for row in rows if row.is_work],
    }


def _exceptions(session: Session, year: int) -> list[Workday]:
    statement = select(Workday).where(
        col(Workday.day) >= date(year, 1, 1), col(Workday.day) <= date(year, 12, 31)
    )
    return list(session.exec(statement.order_by(col(Workday.day))).all())


async def _received(request: web.Request) -> tuple[Posted, bytes]:
    """The fields before the file, with our csrf text among them; then the file."""
    handed = await handed_in(request, "sheet")
    demand_csrf(request, handed.fields.get("csrf", ""))
    return of_fields(handed.fields), await handed.content(LARGEST)
