"""Presses on a piece (鉴别按键): a result, the second check, a doubt settled; the next piece follows."""

from __future__ import annotations

from aiohttp import web
from sqlmodel import Session

from bot.web.access import SIGNED, admits
from bot.web.bodies import BadBody
from bot.web.desk.shared import ROOM_STAFF, person_with
from bot.web.inspect.piece_page import Draft, piece_page
from bot.web.inspect.queue import queue_page
from bot.web.inspect.seen_form import observed
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.posted import Posted, posted
from bot.web.told import audience_over, sentence, told_reasons
from core.collection.check_piece import CheckPiece
from core.collection.decide_piece import RESULTS, DecidePiece
from core.collection.inspection_view import next_undecided, piece_seen, pieces_of, to_check
from core.collection.observed import Observed
from core.collection.settle_doubt import SettleDoubt
from core.command import Command
from core.errors import NotFound
from core.outcome import Outcome

SEALED = "存疑的要写明原因（200 字以内），并填封条编号，当即封存。"
FIELDS = {
    "reasons": "要有原因：请在上面勾出哪里不合，或者写明原因。",
    "note": "请写明原因，200 字以内。",
    "seal": SEALED,
    "dossier": "请先写明是谁的材料：填档案编号。",
    "pages": "请填页数。",
    "formed_on": "形成时间请按日期填写。",
    "form": "请选材料形式。",
    "document": "请填处理决定的文号。",
    "outcome": "请选处理结果。",
}


@admits(SIGNED)
async def post_piece(request: web.Request) -> web.Response:
    """`press` is a result, `agree` or `disagree`."""
    who, form = await person_with(request, ROOM_STAFF), await posted(request)
    ref, press = request.match_info["ref"], form.text("press")
    try:
        seen = observed(form)
        command = _command(ref, press, form, seen)
    except BadBody as bad:
        return await _again(request, who, ref, form, FIELDS.get(bad.field, ""))
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of(press))
    if not outcome.done:
        return await _no(request, who, ref, form, seen, outcome)
    raise web.HTTPSeeOther(await _next(request, who, ref, press))


def _command(ref: str, press: str, form: Posted, seen: Observed) -> Command:
    """Raises NotFound for a press that no button has."""
    version = form.number("version")
    if press in ("agree", "disagree"):
        agrees = press == "agree"
        return CheckPiece(
            piece=ref, seen_version=version, agrees=agrees, note=form.text("check_note")
        )
    if press not in RESULTS:
        raise NotFound
    return DecidePiece(
        piece=ref,
        seen_version=version,
        result=press,
        dossier=form.text("dossier"),
        amiss=tuple(seen.amiss),
        so=tuple(seen.so),
        harmless=tuple(seen.harmless),
        name=seen.name,
        pages=seen.pages,
        formed_on=seen.formed_on,
        form=form.text("form"),
        note=form.text("note"),
        seal=form.text("seal"),
    )


async def _no(
    request: web.Request, who: Person, ref: str, form: Posted, seen: Observed, outcome: Outcome
) -> web.Response:
    if outcome.status == "refused":
        room = await request.app[DISPATCH].ask(
            lambda session: piece_seen(session, ref, who.rooms)[1].room_id
        )
        reasons = told_reasons(outcome, audience_over(who, room))
        draft = Draft(seen, dict(form.fields), None, reasons)
        return await piece_page(request, who, ref, draft, status=409)
    named = FIELDS.get(str(outcome.data.get("field", "")), "")
    if form.text("press") == "doubtful" and outcome.data.get("field") == "note":
        named = SEALED
    if outcome.code == "taken":
        named = "这个封条编号已经用过，请换一个。"
    if outcome.code == "not_found" and form.text("dossier"):
        named = "本室没有这个档案编号，请核对。"
    return await _again(request, who, ref, form, named or sentence(outcome), seen)


async def _again(
    request: web.Request,
    who: Person,
    ref: str,
    form: Posted,
    said: str,
    seen: Observed | None = None,
) -> web.Response:
    notice = {"kind": "no", "text": said or "填写的信息有误，请改正后再提交。没有改动任何内容。"}
    draft = Draft(seen or Observed(), dict(form.fields), notice)
    return await piece_page(request, who, ref, draft, status=409)


async def _next(request: web.Request, who: Person, ref: str, done: str) -> str:
    """Where the desk goes on: the next piece to decide or to check, or the list when it is through."""

    def look(session: Session) -> str:
        piece, submission = piece_seen(session, ref, who.rooms)
        if done in RESULTS:
            after = next_undecided(pieces_of(session, submission.id), piece.serial)
        else:
            after = next(iter(to_check(session, who.rooms, who.member_id)), None)
        return f"/desk/inspect/{f'pieces/{after.ref}' if after else submission.ref}?done={done}"

    return await request.app[DISPATCH].ask(look)


@admits(SIGNED)
async def post_doubt(request: web.Request) -> web.Response:
    """存疑处理: by the head, with the decision's number."""
    who, form = await person_with(request, ROOM_STAFF), await posted(request)
    command = SettleDoubt(
        piece=request.match_info["ref"],
        outcome=form.text("outcome"),
        document=form.text("document"),
        note=form.text("note"),
    )
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("settle"))
    if outcome.done:
        notice = {"kind": "yes", "text": "处理决定已登记。"}
        return await queue_page(request, who, notice=notice)
    named = FIELDS.get(str(outcome.data.get("field", "")), "")
    notice = {"kind": "no", "text": named or sentence(outcome)}
    return await queue_page(request, who, notice=notice)
