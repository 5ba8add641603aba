"""The loss report on paper (遗失报告): a notice to the superior; printing it is logged, it names people."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.dates import full_day
from bot.replies.part import part_of
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import person_with
from bot.web.forms.sheet import printed_at, sheet
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.read_case import full_name
from core.clock import SHANGHAI
from core.errors import NotFound
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.ids import opaque
from core.lost.print_loss_report import PrintLossReport
from core.lost.search_view import SearchView, search_view
from core.masked import Masked
from core.members.member import ROOM_ROLES
from core.members.units import Unit


@admits(SIGNED)
async def get_loss_report(request: web.Request) -> web.Response:
    """Numbered, dated, addressed; signed and sealed by hand."""
    who, ref = await person_with(request, ROOM_ROLES), request.match_info["ref"]
    dispatch = request.app[DISPATCH]
    await dispatch.ask(lambda session: search_view(session, ref, who.rooms))
    printed = await dispatch(request[PRINCIPAL], PrintLossReport(search=ref), f"loss:{opaque(24)}")
    if not printed.done:
        raise NotFound
    at = printed_at(request)
    report = await dispatch.ask(
        lambda session: _report(session, search_view(session, ref, who.rooms))
    )
    return sheet(
        request, who, "loss_report", f"/desk/lost/{ref}", {"report": report, "printed_at": at}
    )


def _report(session: Session, view: SearchView) -> dict[str, Any]:
    assert view.report is not None
    name, post, authority, unit = session.exec(
        select(Cadre.name, Cadre.post, Cadre.custody_authority, Unit.name)
        .join(Dossier, col(Dossier.cadre_id) == Cadre.id)
        .join(Unit, col(Unit.id) == Cadre.unit_id)
        .where(Dossier.id == view.volume.dossier_id)
    ).one()
    volume, search = view.volume, view.search
    counts = [(volume.pieces, "件"), (volume.pages, "页")]
    return {
        "number": view.report.number,
        "addressee": view.report.addressee,
        "name": full_name(Masked(name)),
        "unit_post": f"{unit}{post}",
        "authority": word("authority", authority),
        "dossier": view.dossier,
        "part": part_of(volume.kind, volume.ordinal),
        "counts": "、".join(f"{n} {unit}" for n, unit in counts if n is not None),
        "slot": view.slot,
        "noticed": word("noticed", search.noticed),
        "missed": _at(search.reported_at),
        "confirmed": _at(search.confirmed_at),
        "looks": [
            {"when": _at(it.at), "place": it.place, "result": it.result} for it in view.looks
        ],
        "date": full_day(view.report.made_at),
    }


def _at(value: Any) -> str:
    return f"{full_day(value)}{value.astimezone(SHANGHAI):%H:%M}" if value else ""
