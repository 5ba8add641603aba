"""The return slip (退回单): printed with reason and cure for each piece, signed on pick-up, recorded."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.dates import full_day
from bot.replies.gap_words import lacking
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import ROOM_STAFF, person_with
from bot.web.forms.sheet import printed_at, sheet
from bot.web.inspect.queue import queue_page
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.posted import posted
from bot.web.read_case import full_name
from bot.web.told import sentence
from core.collection.pick_up_returned import PickUpReturned
from core.collection.piece import Piece
from core.collection.piece_reason import PieceReason
from core.collection.pieces import subject_of
from core.collection.print_return_slip import PrintReturnSlip
from core.collection.return_slip import ReturnSlip, SlipPiece
from core.collection.submission import Submission
from core.errors import NotFound
from core.ids import opaque
from core.masked import Masked
from core.members.units import Unit


@admits(SIGNED)
async def get_slip(request: web.Request) -> web.Response:
    """The sheet; every printing is logged. Raises NotFound."""
    who, ref = await person_with(request, ROOM_STAFF), request.match_info["ref"]
    dispatch = request.app[DISPATCH]
    slip = await dispatch.ask(lambda session: _slip(session, who, ref))
    printed = await dispatch(request[PRINCIPAL], PrintReturnSlip(slip=ref), f"slip:{opaque(24)}")
    if not printed.done:
        raise NotFound
    context = {"slip": slip, "printed_at": printed_at(request)}
    return sheet(request, who, "return_slip", f"/desk/inspect/{slip['submission']}", context)


@admits(SIGNED)
async def post_slip(request: web.Request) -> web.Response:
    """领回: whoever came has signed the slip."""
    who, form = await person_with(request, ROOM_STAFF), await posted(request)
    command = PickUpReturned(slip=request.match_info["ref"], by_whom=form.text("by_whom"))
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("fetched"))
    if outcome.done:
        said = f"{outcome.data['slip']}已签字领回，共 {outcome.data['pieces']} 件。"
        return await queue_page(request, who, notice={"kind": "yes", "text": said})
    named = "请填领回人的姓名。" if outcome.code == "bad_value" else sentence(outcome)
    return await queue_page(request, who, notice={"kind": "no", "text": named})


def _slip(session: Session, who: Person, ref: str) -> dict[str, Any]:
    row = session.exec(
        select(ReturnSlip, Submission, Unit.name)
        .join(Submission, col(Submission.id) == ReturnSlip.submission_id)
        .outerjoin(Unit, col(Unit.id) == Submission.unit_id)
        .where(ReturnSlip.ref == ref, col(Submission.room_id).in_(who.rooms))
    ).first()
    if row is None:
        raise NotFound
    slip, submission, unit = row
    pieces = session.exec(
        select(Piece)
        .join(SlipPiece, col(SlipPiece.piece_id) == Piece.id)
        .where(SlipPiece.slip_id == slip.id)
        .order_by(col(Piece.serial))
    ).all()
    return {
        "number": slip.number,
        "submission": submission.ref,
        "list": submission.number or "",
        "sender": unit or submission.organ,
        "date": full_day(slip.made_at),
        "fetched": slip.picked_up_by,
        "fetched_on": full_day(slip.picked_up_at),
        "lines": [_line(session, it) for it in pieces],
    }


def _line(session: Session, piece: Piece) -> dict[str, Any]:
    found = subject_of(session, piece.dossier_id)
    reasons = session.exec(select(PieceReason).where(PieceReason.piece_id == piece.id)).all()
    return {
        "serial": piece.serial,
        "name": full_name(Masked(found[1].name)) if found else "",
        "title": lacking(piece.title, piece.occasion),
        "result": word("piece", piece.state),
        "reasons": [{"title": it.title, "remedy": it.remedy} for it in reasons],
    }
