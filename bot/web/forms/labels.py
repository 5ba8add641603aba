"""Volume labels (档案标签): a sheet of codes for chosen volumes; never a name on a label."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy import select
from sqlmodel import Session, col

from bot.channels.webchat.collection import grouped
from bot.replies.qr import qr_svg
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.counter.page import keeper, rooms_kept
from bot.web.forms.sheet import sheet
from bot.web.keys import DISPATCH
from core.errors import NotFound
from core.holdings.dossier import Dossier, Slot, Volume
from core.requests.line import Line
from core.requests.request import Request

ON_A_PAGE = 24
MOST = 240


@admits(SIGNED)
async def get_labels(request: web.Request) -> web.Response:
    """`?case=REF`, `?dossiers=A,B` or `?from=A&to=B`; `skip` places of the first sheet are used."""
    who = await keeper(request)
    rooms = rooms_kept(who)
    asked = request.query
    found = await request.app[DISPATCH].ask(lambda session: volumes(session, rooms, asked))
    if not found:
        raise NotFound
    skip = int(asked["skip"]) if asked.get("skip", "").isdecimal() else 0
    context = {"pages": _pages(found, min(skip, ON_A_PAGE - 1))}
    return sheet(request, who, "volume_labels", "/desk/labels", context)


def volumes(session: Session, rooms: frozenset[int], asked: Any) -> list[tuple[Any, ...]]:
    """(label, dossier number, kind, ordinal, slot) of the rooms' own volumes, in shelf order."""
    statement = (
        select(
            col(Volume.label),
            col(Dossier.number),
            col(Volume.kind),
            col(Volume.ordinal),
            col(Slot.code),
        )
        .join(Dossier, col(Dossier.id) == col(Volume.dossier_id))
        .outerjoin(Slot, col(Slot.id) == col(Volume.slot_id))
        .where(col(Dossier.room_id).in_(rooms))
        .order_by(col(Dossier.number), col(Volume.kind).desc(), col(Volume.ordinal))
        .limit(MOST)
    )
    if asked.get("case"):
        of_case = select(col(Line.volume_id)).join(Request, col(Request.id) == col(Line.request_id))
        statement = statement.where(
            col(Volume.id).in_(of_case.where(col(Request.ref) == asked["case"]))
        )
    elif asked.get("dossiers"):
        statement = statement.where(col(Dossier.number).in_(_listed(asked["dossiers"])))
    elif asked.get("from"):
        first, last = asked["from"].strip(), (asked.get("to") or asked["from"]).strip()
        statement = statement.where(col(Dossier.number).between(first, last))
    else:
        return []
    return [tuple(row) for row in session.execute(statement).all()]


def _listed(text: str) -> list[str]:
    for mark in "，、；;\r\n\t ":
        text = text.replace(mark, ",")
    return [part for part in text.split(",") if part][:MOST]


def _pages(found: list[tuple[Any, ...]], skip: int) -> list[list[dict[str, str] | None]]:
    places: list[dict[str, str] | None] = [None] * skip + [_label(*row) for row in found]
    return [places[at : at + ON_A_PAGE] for at in range(0, len(places), ON_A_PAGE)]


def _label(label: str, number: str, kind: str, ordinal: int, slot: str | None) -> dict[str, str]:
    return {
        "svg": qr_svg(label, on_paper=True),
        "number": number,
        "part": f"{word('kind', kind)} 第 {ordinal} 卷",
        "slot": slot or "",
        "code": grouped(label),
    }
