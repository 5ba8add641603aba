"""摘录单、复制件登记: one page per numbered excerpt sheet, and the register of what was copied."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.replies.dates import day
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.counter.modes import modes_of
from bot.web.forms.of_case import named_case
from bot.web.forms.sheet import back_to, printed_at, sheet
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.read_case import subjects_of
from core.clock import local_date
from core.errors import NotFound
from core.requests.case import Case
from core.sheets.sheet import Sheet, SheetKind

STAMP = "经核对与原件一致"


@admits(SIGNED)
async def get_excerpt(request: web.Request) -> web.Response:
    """Every excerpt sheet of the case, a page each, with its number and the place for the stamp."""
    who, case, sheets = await _sheets(request, SheetKind.EXCERPT)
    context = {"sheets": [_row(it) for it in sheets], **_head(request, case)}
    return sheet(request, who, "excerpt", back_to(who, case), context)


@admits(SIGNED)
async def get_copies(request: web.Request) -> web.Response:
    """The copies of the case on one page: number, piece, pages, stamp, what became of each."""
    who, case, sheets = await _sheets(request, SheetKind.COPY)
    context = {"sheets": [_row(it) for it in sheets], **_head(request, case)}
    return sheet(request, who, "copies", back_to(who, case), context)


async def _sheets(request: web.Request, kind: SheetKind) -> tuple[Person, Case, list[Sheet]]:
    who, case = await named_case(request)
    modes = await request.app[DISPATCH].ask(lambda session: modes_of(session, case))
    found = [it for it in modes.sheets if it.kind == kind]
    if not found:
        raise NotFound
    return who, case, found


def _head(request: web.Request, case: Case) -> dict[str, Any]:
    return {
        "case": case.number,
        "unit": case.unit,
        "subjects": subjects_of(case),
        "dossiers": list(case.still_asked),
        "classes": case.classes or "全卷",
        "named": case.copies_named,
        "stamp": STAMP,
        "room": {"name": case.room},
        "printed_at": printed_at(request),
    }


def _row(it: Sheet) -> dict[str, Any]:
    return {
        "number": it.number,
        "holder": it.holder,
        "material": it.material,
        "pages": it.pages,
        "issued": day(local_date(it.issued_at)),
        "checked": day(local_date(it.checked_at)) if it.checked_at else "",
        "state": word("sheet", it.state),
        "registration": it.registration,
    }
