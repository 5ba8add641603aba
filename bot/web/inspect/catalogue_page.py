"""The catalogue of a dossier (目录): on the page and on paper (组通字〔2012〕28号), every reading logged."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.forms.sheet import printed_at, sheet
from bot.web.keys import DISPATCH, PRINCIPAL, SIGNED_IN
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.read_case import MINUTES_OF_ONE_READING, full_name
from core.errors import NotFound
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.masked import Masked
from core.materials.catalogue import lines_of
from core.materials.material import IN_DOSSIER, Material, MaterialState
from core.materials.read_catalogue import ReadCatalogue
from core.members.units import Unit

GONE = {
    MaterialState.TAKEN_OUT: "已取出",
    MaterialState.DESTROYED: "已销毁",
    MaterialState.LOOSE: "零散，未装卷",
}


@admits(SIGNED)
async def get_catalogues(request: web.Request) -> web.Response:
    """A dossier is asked for by its number, written or in `?number=`."""
    who = await person_with(request, ROOM_STAFF)
    number = request.query.get("number", "").strip()[:40]
    if number:
        try:
            await request.app[DISPATCH].ask(lambda session: _dossier(session, who, number))
        except NotFound:
            notice = {"kind": "no", "text": "本室没有这个档案编号，请核对。"}
            context = {**desk_shown(request, who, "catalogue"), "notice": notice, "typed": number}
            return page(request, "desk/catalogue_asked.html.j2", context, status=404)
        raise web.HTTPSeeOther(f"/desk/catalogue/{number}")
    context = {**desk_shown(request, who, "catalogue"), "typed": ""}
    return page(request, "desk/catalogue_asked.html.j2", context)


@admits(SIGNED)
async def get_catalogue(request: web.Request) -> web.Response:
    who, number = await person_with(request, ROOM_STAFF), request.match_info["number"]
    shown = await _read(request, who, number, printed=False)
    context = {**desk_shown(request, who, "catalogue"), **shown}
    return page(request, "desk/catalogue.html.j2", context)


@admits(SIGNED)
async def get_catalogue_sheet(request: web.Request) -> web.Response:
    who, number = await person_with(request, ROOM_STAFF), request.match_info["number"]
    shown = await _read(request, who, number, printed=True)
    context = {**shown, "printed_at": printed_at(request)}
    return sheet(request, who, "catalogue", f"/desk/catalogue/{number}", context)


async def _read(request: web.Request, who: Person, number: str, *, printed: bool) -> dict[str, Any]:
    """The catalogue, after its reading went into the log. Raises NotFound."""
    dispatch = request.app[DISPATCH]
    slot = int(dispatch.clock.now().timestamp()) // (60 * MINUTES_OF_ONE_READING)
    key = f"catalogue:{printed:d}:{number}:{request[SIGNED_IN].ref}:{slot}"[:80]
    read = await dispatch(request[PRINCIPAL], ReadCatalogue(dossier=number, printed=printed), key)
    if not read.done:
        raise NotFound
    return await dispatch.ask(lambda session: _shown(session, who, number))


def _dossier(session: Session, who: Person, number: str) -> Dossier:
    found = session.exec(
        select(Dossier).where(Dossier.number == number, col(Dossier.room_id).in_(who.rooms))
    ).first()
    if found is None:
        raise NotFound
    return found


def _shown(session: Session, who: Person, number: str) -> dict[str, Any]:
    dossier = _dossier(session, who, number)
    cadre = session.get_one(Cadre, dossier.cadre_id)
    unit = session.get(Unit, cadre.unit_id)
    lines = lines_of(session, dossier.id or 0)
    inside = [it for it in lines if it.state in IN_DOSSIER]
    return {
        "dossier": {
            "number": dossier.number,
            "name": full_name(Masked(cadre.name)),
            "unit": unit.name if unit else "",
            "post": cadre.post,
            "pieces": len(inside),
            "pages": sum(it.pages or 0 for it in inside),
        },
        "classes": [
            {"title": word("class", code), "lines": [_line(it) for it in own]}
            for code, own in groupby(lines, key=lambda it: it.class_code)
        ],
    }


def _line(material: Material) -> dict[str, Any]:
    year, month, day = (*material.formed.split("."), "", "", "")[:3]
    state = MaterialState(material.state)
    return {
        "ref": material.ref,
        "serial": material.serial or "",
        "title": material.title,
        "year": year,
        "month": month,
        "day": day,
        "pages": material.pages or "",
        "remark": "，".join(it for it in (material.remark, GONE.get(state, "")) if it),
        "inside": state in IN_DOSSIER,
        "gone": state not in IN_DOSSIER,
    }
