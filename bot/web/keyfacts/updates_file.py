"""A list of updates as a file (更新清单.xlsx、.csv), for whoever feeds the cadre information system."""

from __future__ import annotations

import csv
from io import StringIO

from aiohttp import web
from sqlmodel import Session

from bot.replies.dates import full_day
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import person_with
from bot.web.file_named import attached, workbook
from bot.web.keyfacts.words import fact_word
from bot.web.keys import DISPATCH
from core.keyfacts.update_lists import UpdateLine, lines_of_list
from core.members.member import ROOM_ROLES

HEADINGS = ("档案编号", "姓名（遮盖）", "项目", "原记载", "现应为", "依据", "确认日期")
FORMULA = ("=", "+", "-", "@")


@admits(SIGNED)
async def get_updates_file(request: web.Request) -> web.Response:
    from bot.replies.plain_sheets import a_book, content_of, write_sheet

    book = a_book()
    write_sheet(book, "更新清单", HEADINGS, await _rows(request))
    return workbook(content_of(book), "更新清单.xlsx")


@admits(SIGNED)
async def get_updates_csv(request: web.Request) -> web.Response:
    """The same for a program."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerows([HEADINGS, *([_plain(cell) for cell in row] for row in await _rows(request))])
    return web.Response(
        body=("\ufeff" + text.getvalue()).encode(),
        content_type="text/csv",
        charset="utf-8",
        headers=attached("更新清单.csv"),
    )


async def _rows(request: web.Request) -> list[list[str]]:
    who = await person_with(request, ROOM_ROLES)
    ref = request.match_info["ref"]

    def look(session: Session) -> list[UpdateLine]:
        return lines_of_list(session, ref, who.rooms)

    return [_row(it) for it in await request.app[DISPATCH].ask(look)]


def _row(it: UpdateLine) -> list[str]:
    row = it.row
    said = fact_word(row.fact, row.detail)
    settled = full_day(row.confirmed_at)
    return [it.dossier, str(it.name), said, row.before, row.after, it.basis, settled]


def _plain(cell: str) -> str:
    """What begins like a formula stays text in whatever opens the file."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
