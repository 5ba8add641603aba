"""The collection slip (取档单): as good as the phone. A new one ends the one before, so it is asked."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.channels.webchat.collection import grouped, issue_code
from bot.replies.dates import day
from bot.replies.qr import qr_svg
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.forms.sheet import back_to, printed_at, sheet
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.notice import notice_page
from bot.web.pages.person import Person, person, shown
from bot.web.pages.templates import page
from bot.web.purpose_words import purpose_words
from bot.web.read_case import full_name, seen_case
from core.command import Place
from core.errors import NotFound
from core.members.member import Role
from core.requests.case import Case
from core.requests.collection_code import CollectionCode
from core.requests.line import LineState
from core.requests.request import Request

ISSUERS = frozenset({Role.UNIT_CONTACT, Role.ARCHIVIST})
BRING = ["审批表原件", "工作证", "身份证"]


@admits(SIGNED)
async def get_slip(request: web.Request) -> web.Response:
    """The first slip of a case is printed at once; a further one only after a word."""
    who, case = await _asked(request)
    if await _has_slip(request, case):
        context = {**shown(request, who, ""), "case": case, "back": back_to(who, case)}
        return page(request, "forms/slip_again.html.j2", context)
    return await _issue(request, who, case)


@admits(SIGNED)
async def post_slip(request: web.Request) -> web.Response:
    """A new slip; the one before no longer opens anything."""
    who, case = await _asked(request)
    return await _issue(request, who, case)


async def _asked(request: web.Request) -> tuple[Person, Case]:
    who = await person(request)
    case = await seen_case(request, who, request.match_info["ref"])
    if case is None:
        raise NotFound
    place = Place(room_id=case.room_id, unit_id=case.unit_id)
    if not any(held.covers(ISSUERS, place) for held in who.grants):
        raise NotFound
    return who, case


async def _has_slip(request: web.Request, case: Case) -> bool:
    now = request.app[DISPATCH].clock.now()

    def look(session: Session) -> bool:
        statement = (
            select(CollectionCode.code_hash)
            .join(Request, col(Request.id) == CollectionCode.request_id)
            .where(Request.ref == case.ref, CollectionCode.carrier == "paper")
            .where(col(CollectionCode.used_at).is_(None), col(CollectionCode.revoked_at).is_(None))
            .where(CollectionCode.expires_at > now)
        )
        return session.exec(statement).first() is not None

    return await request.app[DISPATCH].ask(look)


async def _issue(request: web.Request, who: Person, case: Case) -> web.Response:
    issued = await issue_code(request.app[DISPATCH], request[PRINCIPAL], case.ref, "paper")
    if issued is None:
        return notice_page(request, "impossible_step", status=409)
    slip = _slip(request, case, issued[0])
    halves = [{**slip, "half": "来人联"}, {**slip, "half": "存根", "svg": "", "short_code": ""}]
    context = {"slips": halves, "room": {"name": case.room}}
    return sheet(request, who, "collection_slip", back_to(who, case), context)


def _slip(request: web.Request, case: Case, code: str) -> dict[str, Any]:
    purpose = purpose_words(request.app[DISPATCH].law.of_room(case.room).book, case.purpose)
    return {
        "number": case.number,
        "short_code": grouped(code),
        "svg": qr_svg(code, on_paper=True),
        "unit": case.unit,
        "what": f"{word('mode', case.mode)}，{purpose}",
        "readers": [full_name(reader.name) for reader in case.readers],
        "slot": case.opening,
        "keep_until": day(case.kept_until),
        "bring": BRING,
        "volumes": sum(line.state == LineState.WAITING for line in case.lines),
        "printed_at": printed_at(request),
    }
