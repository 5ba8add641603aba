"""Cases over JSON: what a member may know of, names masked."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from aiohttp import web
from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.answers import json_answer
from bot.web.bodies import BadBody
from bot.web.keys import DISPATCH
from bot.web.pages.person import person
from core.errors import NotFound
from core.masked import Masked
from core.members.scope import Viewer, visible
from core.requests.case import Case
from core.requests.case_told import case_told
from core.requests.lists import out_now, under_way, waiting_for
from core.requests.request import Request

LISTS = {"tasks": waiting_for, "out": out_now, "mine": under_way}


@admits(SIGNED)
async def get_me(request: web.Request) -> web.Response:
    who = await person(request)
    grants = [
        {"role": h.role, "room_id": h.room_id, "unit_id": h.unit_id, "deputy": bool(h.on_behalf_of)}
        for h in who.grants
    ]
    me = {
        "id": who.member_id,
        "number": who.number,
        "name": str(who.name),
        "post": who.post,
        "grants": grants,
    }
    return json_answer(me)


@admits(SIGNED)
async def get_cases(request: web.Request) -> web.Response:
    """`?list=tasks|out|mine`: the cases in short."""
    chosen = LISTS.get(request.query.get("list", "tasks"))
    if chosen is None:
        raise BadBody("bad_value", "list")
    viewer = (await person(request)).viewer

    def look(session: Session) -> list[dict[str, Any]]:
        return [short(case_told(session, ref, viewer)) for ref in chosen(session, viewer)]

    return json_answer({"cases": await request.app[DISPATCH].ask(look)})


@admits(SIGNED)
async def get_case(request: web.Request) -> web.Response:
    """One case, if the caller may know of it."""
    viewer, ref = (await person(request)).viewer, request.match_info["ref"]
    case = await request.app[DISPATCH].ask(lambda session: case_for(session, ref, viewer))
    return json_answer(as_json(case))


def case_for(session: Session, ref: str, viewer: Viewer) -> Case:
    """The case within the viewer's scope; raises NotFound alike for unknown and foreign."""
    if session.execute(_seen_by(viewer), {"of_ref": ref}).first() is None:
        raise NotFound
    return case_told(session, ref, viewer)


@lru_cache(maxsize=256)
def _seen_by(viewer: Viewer) -> Any:
    """Built once a viewer: every page of a case asks for it."""
    known = select(col(Request.id)).where(col(Request.ref) == bindparam("of_ref"))
    return visible(known, Request, viewer)


def short(case: Case) -> dict[str, Any]:
    return {
        "ref": case.ref,
        "number": case.number,
        "state": case.shown_state,
        "state_word": word("state", case.shown_state),
        "version": case.version,
        "next_step": case.next_step,
    }


def as_json(case: Case) -> dict[str, Any]:
    """Every field as JSON types; names stay masked."""
    body = _plain(asdict(case))
    assert isinstance(body, dict)
    return body


def _plain(value: Any) -> Any:
    if isinstance(value, Masked):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value
