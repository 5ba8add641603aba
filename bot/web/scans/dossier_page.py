"""One dossier's digital copy (一人两档): counts, what does not agree, and the way to bring images in."""

from __future__ import annotations

from collections import Counter
from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.dates import moment
from bot.replies.words import word, words
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from core.errors import NotFound
from core.holdings.dossier import Dossier
from core.masked import Masked
from core.materials.material import IN_DOSSIER, Material
from core.members.member import Member, Role
from core.scans.mismatch import ScanMismatch, Settlement
from core.scans.scan_decision import scans_decided
from core.scans.scan_image import ImageSet, ScanImage


@admits(SIGNED)
async def get_scans_of(request: web.Request) -> web.Response:
    who = await person_with(request, ROOM_STAFF)
    return await dossier_page(request, who, request.match_info["number"])


async def dossier_page(
    request: web.Request,
    who: Person,
    number: str,
    notice: dict[str, Any] | None = None,
    problems: list[Any] | None = None,
) -> web.Response:
    """Raises NotFound for another room's dossier."""
    dispatch = request.app[DISPATCH]
    now = dispatch.clock.now()

    def look(session: Session) -> dict[str, Any]:
        shown = _shown(session, who, number)
        return {**shown, "on": scans_decided(session, now) is not None}

    context = {
        **desk_shown(request, who, "scans"),
        **await dispatch.ask(look),
        "may_change": Role.ARCHIVIST in who.roles,
        "outcomes": [{"id": code, "word": said} for code, said in words("scan_outcome").items()],
        "problems": problems or [],
    }
    if notice is not None:
        context["notice"] = notice
    status = 409 if notice and notice["kind"] == "no" else 200
    return page(request, "scans/dossier.html.j2", context, status=status)


def _shown(session: Session, who: Person, number: str) -> dict[str, Any]:
    dossier = session.exec(
        select(Dossier).where(Dossier.number == number, col(Dossier.room_id).in_(who.rooms))
    ).first()
    if dossier is None:
        raise NotFound
    rows = session.exec(
        select(ScanMismatch, Member.name)
        .outerjoin(Member, col(Member.id) == ScanMismatch.settled_by)
        .where(ScanMismatch.dossier_id == dossier.id)
        .order_by(col(ScanMismatch.id))
    ).all()
    told = [_row(it, str(Masked(name)) if name else "") for it, name in rows]
    return {
        "number": number,
        "counts": _counts(session, dossier.id or 0),
        "waiting": [it for it in told if not it["outcome"]],
        "settled": [it for it in told if it["outcome"]],
    }


def _counts(session: Session, dossier: int) -> list[tuple[str, str]]:
    lines = session.exec(
        select(Material.pages).where(
            Material.dossier_id == dossier, col(Material.state).in_(IN_DOSSIER)
        )
    ).all()
    images = session.exec(
        select(ScanImage.image_set, ScanImage.class_code, ScanImage.serial).where(
            ScanImage.dossier_id == dossier, col(ScanImage.replaced_at).is_(None)
        )
    ).all()
    pages = Counter(it[0] for it in images)
    pieces = Counter(it[0] for it in set(images))
    counted = [("目录", f"{len(lines)} 件，{sum(it or 0 for it in lines)} 页")]
    return counted + [
        (word("image_set", it), f"{pieces[it]} 件，{pages[it]} 页") for it in ImageSet
    ]


def _row(it: ScanMismatch, settled_by: str) -> dict[str, Any]:
    pages = f"第 {it.pages.replace(', ', '、')} 页" if it.pages else ""
    where = [word("class", it.class_code), f"序号 {it.serial}" if it.serial else "", pages]
    if it.image_set:
        where.insert(0, word("image_set", it.image_set))
    return {
        "ref": it.ref,
        "version": it.version,
        "title": word("scan_mismatch", it.code),
        "where": "　".join(part for part in where if part),
        "found": it.found,
        "outcome": word("scan_outcome", it.outcome) if it.outcome else "",
        "explained": it.outcome == Settlement.AS_IT_IS,
        "note": it.note,
        "by": settled_by,
        "at": moment(it.settled_at) if it.settled_at else "",
    }
