"""Filing a piece (归档): class and place as the rules say, pages, and the scan of the volume's label."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.bodies import BadBody
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.inspect.piece_page import subject_shown
from bot.web.inspect.rows import piece_row
from bot.web.inspect.seen_form import count_of
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from bot.web.told import sentence
from core.collection.inspection_view import piece_seen, to_file
from core.collection.piece import Piece, PieceState
from core.errors import NotFound
from core.materials.catalogue import CLASSES
from core.materials.file_piece import FilePiece
from core.materials.kinds import kind_of
from rules.book import RuleBook

SAID = {
    "pages": "请填页数：逐页编好页码后照实填写。",
    "title": "请填材料名称。",
    "serial": "顺序号请填数字。",
    "remark": "备注请写在 120 字以内。",
}
NO_LABEL = "请扫卷上的标签再归档；卷在库外的，请点“卷在库外”。"


@admits(SIGNED)
async def get_file(request: web.Request) -> web.Response:
    """`?done=` says where the piece before was filed."""
    who = await person_with(request, ROOM_STAFF)
    done = request.query.get("done", "")[:20]
    notice = {"kind": "yes", "text": "上一件已归档。"} if done else None
    return await file_page(request, who, request.match_info["ref"], notice=notice)


@admits(SIGNED)
async def post_file(request: web.Request) -> web.Response:
    """`press` is `file` (with the scanned label) or `loose` (the volume is out)."""
    who, form = await person_with(request, ROOM_STAFF), await posted(request)
    ref, press = request.match_info["ref"], form.text("press")
    if press not in ("file", "loose"):
        raise NotFound
    if press == "file" and not form.text("volume"):
        return await _no(request, who, ref, form, NO_LABEL)
    try:
        command = _command(ref, form, press)
    except BadBody as bad:
        return await _no(request, who, ref, form, SAID.get(bad.field, ""))
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of(press))
    if not outcome.done:
        named = SAID.get(str(outcome.data.get("field", "")), "")
        return await _no(request, who, ref, form, named or sentence(outcome))
    raise web.HTTPSeeOther(await _next(request, who))


def _command(ref: str, form: Posted, press: str) -> FilePiece:
    return FilePiece(
        piece=ref,
        seen_version=form.number("version"),
        pages=count_of(form, "pages") or 0,
        title=form.text("title"),
        class_code=form.text("class_code"),
        serial=count_of(form, "serial") or 0,
        remark=form.text("remark"),
        volume=form.text("volume") if press == "file" else "",
    )


async def _next(request: web.Request, who: Person) -> str:
    waiting = await request.app[DISPATCH].ask(
        lambda session: next((it.ref for it in to_file(session, who.rooms)), "")
    )
    return f"/desk/inspect/file/{waiting}?done=yes" if waiting else "/desk/inspect?done=filed"


async def _no(request: web.Request, who: Person, ref: str, form: Posted, said: str) -> web.Response:
    notice = {"kind": "no", "text": said or "填写的信息有误，请改正后再提交。没有改动任何内容。"}
    return await file_page(request, who, ref, notice=notice, draft=dict(form.fields))


async def file_page(
    request: web.Request,
    who: Person,
    ref: str,
    *,
    notice: dict[str, Any] | None = None,
    draft: dict[str, str] | None = None,
) -> web.Response:
    """Raises NotFound for what is not there to be filed."""
    dispatch = request.app[DISPATCH]
    context = {
        **desk_shown(request, who, "inspect"),
        **await dispatch.ask(lambda session: _parts(session, who, ref, dispatch.law.book)),
        "draft": draft or {},
    }
    if notice is not None:
        context["notice"] = notice
    status = 409 if notice and notice["kind"] == "no" else 200
    return page(request, "desk/file_piece.html.j2", context, status=status)


def _parts(session: Session, who: Person, ref: str, book: RuleBook) -> dict[str, Any]:
    piece, submission = piece_seen(session, ref, who.rooms)
    return {
        "piece": {
            **piece_row(piece),
            "version": piece.version,
            "formed_on": f"{piece.formed_on:%Y.%m.%d}" if piece.formed_on else "",
            "form": word("material_form", piece.form),
        },
        "sent": {"ref": submission.ref, "number": submission.number},
        "subject": subject_shown(session, piece, masked=True),
        "may_file": piece.state == PieceState.PASSED,
        "classes": _classes(piece, book),
        "proposed": _proposed(piece, book),
    }


def _classes(piece: Piece, book: RuleBook) -> list[dict[str, str]]:
    kind = kind_of(book, piece.kind)
    codes = [it for it in CLASSES if kind is None or it in (kind.class_code, *kind.as_filed)]
    return [{"id": code, "word": word("class", code)} for code in codes]


def _proposed(piece: Piece, book: RuleBook) -> str:
    kind = kind_of(book, piece.kind)
    return kind.class_code if kind else ""
