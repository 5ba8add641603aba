"""Papers that leave under a number (催还单、介绍情况复函) and the sheet of a return (归还核对单)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiohttp import web

from bot.replies.dates import day, full_day
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.counter.counting import part_of
from bot.web.forms.sheet import back_to, printed_at, sheet
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.notice import notice_page
from bot.web.pages.person import person
from bot.web.purpose_words import purpose_words
from bot.web.read_case import full_name, read_case, subjects_of
from core.clock import local_date
from core.errors import NotFound
from core.ids import opaque
from core.outcome import Outcome
from core.requests.case import Case
from core.requests.issue_paper import IssuePaper
from core.requests.issued_paper import Paper

TEMPLATES = {Paper.RETURN_NOTICE: "return_notice", Paper.REPLY: "reply"}


@admits(SIGNED)
async def get_return_notice(request: web.Request) -> web.Response:
    """催还单: to the unit, about what is past its day; names no cadre, the volumes by number."""
    return await _issued(request, Paper.RETURN_NOTICE)


@admits(SIGNED)
async def get_reply(request: web.Request) -> web.Response:
    """介绍情况复函: the answer of the archive room instead of the file; its text is written by hand."""
    return await _issued(request, Paper.REPLY)


@admits(SIGNED)
async def get_return_check(request: web.Request) -> web.Response:
    """归还核对单: what the catalogue says, to be counted face to face and signed by both."""
    who, ref = await person(request), request.match_info["ref"]
    case = await read_case(request, who, ref, "desk")
    if case is None:
        raise NotFound
    context = {"sheet": {**_head(case), "volumes": _volumes(case), "printed": printed_at(request)}}
    return sheet(request, who, "return_check", back_to(who, case), _in_room(case, context))


async def _issued(request: web.Request, kind: Paper) -> web.Response:
    who, ref = await person(request), request.match_info["ref"]
    dispatch = request.app[DISPATCH]
    command = IssuePaper(request=ref, kind=kind)
    outcome = await dispatch(request[PRINCIPAL], command, f"issue:{opaque(24)}")
    if outcome.code == "impossible_step":
        return notice_page(request, "impossible_step")
    case = await read_case(request, who, ref, "desk") if outcome.done else None
    if case is None:
        raise NotFound
    purpose = purpose_words(dispatch.law.of_room(case.room).book, case.purpose)
    paper = {**_head(case), **_given(outcome), "purpose": purpose}
    if kind is Paper.RETURN_NOTICE:
        today = local_date(dispatch.clock.now())
        paper["volumes"] = [line for line in _volumes(case) if line["out"]]
        paper["days_over"] = max((today - d).days for d in _due_days(case))
        paper["due"] = day(min(_due_days(case)))
    context = _in_room(case, {"paper": paper})
    return sheet(request, who, TEMPLATES[kind], back_to(who, case), context)


def _in_room(case: Case, context: dict[str, Any]) -> dict[str, Any]:
    return {"room": {"name": case.room, "telephone": case.telephone}, **context}


def _given(outcome: Outcome) -> dict[str, Any]:
    data = outcome.data
    return {"number": data["number"], "ordinal": data["ordinal"], "date": full_day(data["day"])}


def _head(case: Case) -> dict[str, Any]:
    return {
        "case": case.number,
        "unit": case.unit,
        "mode": word("mode", case.mode),
        "readers": [full_name(reader.name) for reader in case.readers],
        "subjects": subjects_of(case),
        "lent_on": day(min((it.opened_at for it in case.lines if it.opened_at), default=None)),
        "document": case.purpose_detail,
    }


def _due_days(case: Case) -> list[Any]:
    return [line.due_on for line in case.out_lines if line.due_on is not None]


def _volumes(case: Case) -> list[dict[str, Any]]:
    return [
        {
            "number": line.dossier,
            # Paper for a unit does not speak of 补建.
            "part": part_of(replace(line, is_rebuilt=False)),
            "pieces": line.pieces,
            "pages": line.pages,
            "due": day(line.due_on),
            "out": line in case.out_lines,
        }
        for line in case.lines
        if line.opened_at is not None
    ]
