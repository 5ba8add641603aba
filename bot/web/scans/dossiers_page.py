"""Dossiers with digital copies (数字档案): which, how many images, what waits for a person."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.web.access import SIGNED, admits
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from core.holdings.dossier import Dossier
from core.scans.mismatch import ScanMismatch
from core.scans.scan_decision import scans_decided
from core.scans.scan_image import ScanImage

MOST = 200


@admits(SIGNED)
async def get_scans(request: web.Request) -> web.Response:
    """All of one's room, those that wait first; a number typed in leads to its dossier."""
    who = await person_with(request, ROOM_STAFF)
    dispatch, typed = request.app[DISPATCH], request.query.get("number", "").strip()[:40]
    now = dispatch.clock.now()

    def look(session: Session) -> dict[str, Any]:
        known = select(Dossier.id).where(
            Dossier.number == typed, col(Dossier.room_id).in_(who.rooms)
        )
        return {
            "on": scans_decided(session, now) is not None,
            "rows": _rows(session, who),
            "known": bool(typed) and session.exec(known).first() is not None,
        }

    shown = await dispatch.ask(look)
    if shown["known"]:
        raise web.HTTPSeeOther(f"/desk/scans/dossiers/{typed}")
    context = {**desk_shown(request, who, "scans"), **shown, "typed": typed}
    if typed:
        context["notice"] = {"kind": "no", "text": "本室没有这个档案编号，请核对。"}
    return page(request, "scans/dossiers.html.j2", context, status=404 if typed else 200)


def _rows(session: Session, who: Person) -> list[dict[str, Any]]:
    images = (
        select(ScanImage.dossier_id, func.count().label("images"))
        .where(col(ScanImage.replaced_at).is_(None))
        .group_by(col(ScanImage.dossier_id))
        .subquery()
    )
    open_ones = (
        select(ScanMismatch.dossier_id, func.count().label("waiting"))
        .where(ScanMismatch.outcome == "")
        .group_by(col(ScanMismatch.dossier_id))
        .subquery()
    )
    waiting = func.coalesce(open_ones.c.waiting, 0)
    rows = session.execute(
        select(Dossier.number, images.c.images, waiting)
        .join(images, images.c.dossier_id == Dossier.id)
        .outerjoin(open_ones, open_ones.c.dossier_id == Dossier.id)
        .where(col(Dossier.room_id).in_(who.rooms))
        .order_by(waiting.desc(), col(Dossier.number))
        .limit(MOST)
    ).all()
    return [{"number": it[0], "images": it[1], "waiting": it[2]} for it in rows]
