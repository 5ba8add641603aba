"""Changes of material (材料变动): asked for beside the line, confirmed by a second person, a register."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.dates import day, full_day
from bot.replies.gap_words import lacking
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.bodies import BadBody
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.forms.sheet import printed_at, sheet
from bot.web.inspect.rows import material_named
from bot.web.inspect.seen_form import count_of
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from bot.web.told import sentence
from core.collection.piece import Piece, PieceState
from core.command import Command
from core.errors import NotFound
from core.holdings.dossier import Dossier
from core.masked import Masked
from core.materials.ask_change import STEPS, AskMaterialChange
from core.materials.confirm_change import ConfirmMaterialChange, DropMaterialChange
from core.materials.material import MATERIAL_TRANSITIONS, Material, MaterialState
from core.materials.material_change import ChangeKind, ChangeState, MaterialChange
from core.members.member import Member

SAID = {
    "reason": "请写明原因。",
    "document": "请填批准文件的文号。",
    "kept_at": "请写明取出的材料存放在哪里。",
    "replacement": "请选一件鉴别合格、同一个人的材料来替换。",
    "pages": "请填新材料的页数。",
    "kind": "请选怎样变动。",
}
DONE = {
    "ask": "已登记。请另一位同志拿着材料和批件核对确认，确认前什么也没有变动。",
    "confirm": "已核对确认，目录和卷的件数已更新。",
    "drop": "已登记为不办，登记簿上留有记录。",
}


@admits(SIGNED)
async def get_changes(request: web.Request) -> web.Response:
    who = await person_with(request, ROOM_STAFF)
    return await changes_page(request, who)


@admits(SIGNED)
async def get_change_form(request: web.Request) -> web.Response:
    """The form for one line of a catalogue."""
    who = await person_with(request, ROOM_STAFF)
    return await _form_page(request, who, request.match_info["ref"])


@admits(SIGNED)
async def post_change_form(request: web.Request) -> web.Response:
    who, form = await person_with(request, ROOM_STAFF), await posted(request)
    ref = request.match_info["ref"]
    command = AskMaterialChange(
        material=ref,
        seen_version=form.number("version"),
        kind=form.text("kind"),
        reason=form.text("reason"),
        document=form.text("document"),
        kept_at=form.text("kept_at"),
        replacement=form.text("replacement"),
    )
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("ask"))
    if outcome.done:
        return await changes_page(request, who, notice={"kind": "yes", "text": DONE["ask"]})
    said = SAID.get(str(outcome.data.get("field", "")), "") or sentence(outcome)
    notice = {"kind": "no", "text": said}
    return await _form_page(request, who, ref, notice=notice, draft=dict(form.fields))


@admits(SIGNED)
async def post_changes(request: web.Request) -> web.Response:
    """`press` is confirm or drop."""
    who, form = await person_with(request, ROOM_STAFF), await posted(request)
    press = form.text("press")
    if press not in ("confirm", "drop"):
        raise NotFound
    try:
        command = _command(press, form)
    except BadBody as bad:
        return await changes_page(
            request, who, notice={"kind": "no", "text": SAID.get(bad.field, "请核对后再提交。")}
        )
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of(press))
    if outcome.done:
        return await changes_page(request, who, notice={"kind": "yes", "text": DONE[press]})
    said = SAID.get(str(outcome.data.get("field", "")), "") or sentence(outcome)
    return await changes_page(request, who, notice={"kind": "no", "text": said})


def _command(press: str, form: Posted) -> Command:
    if press == "drop":
        return DropMaterialChange(change=form.text("change"))
    return ConfirmMaterialChange(
        change=form.text("change"), pages=count_of(form, "pages") or 0, volume=form.text("volume")
    )


async def changes_page(
    request: web.Request, who: Person, *, notice: dict[str, Any] | None = None
) -> web.Response:
    """What waits for the second person, and this year's register."""
    dispatch = request.app[DISPATCH]
    rows = await dispatch.ask(lambda session: _rows(session, who))
    context = {
        **desk_shown(request, who, "changes"),
        "waiting": [it for it in rows if it["waits"]],
        "ended": [it for it in rows if not it["waits"]],
    }
    if notice is not None:
        context["notice"] = notice
    status = 409 if notice and notice["kind"] == "no" else 200
    return page(request, "desk/material_changes.html.j2", context, status=status)


@admits(SIGNED)
async def get_change_sheet(request: web.Request) -> web.Response:
    """The register page on paper: no names, the dossier's number stands for the person."""
    who = await person_with(request, ROOM_STAFF)
    rows = await request.app[DISPATCH].ask(lambda session: _rows(session, who))
    ended = [it for it in reversed(rows) if not it["waits"]]
    context = {"lines": ended, "printed_at": printed_at(request)}
    return sheet(request, who, "material_register", "/desk/materials", context)


def _rows(session: Session, who: Person) -> list[dict[str, Any]]:
    found = session.exec(
        select(MaterialChange, Material, Dossier.number)
        .join(Material, col(Material.id) == MaterialChange.material_id)
        .join(Dossier, col(Dossier.id) == Material.dossier_id)
        .where(col(MaterialChange.room_id).in_(who.rooms))
        .order_by(col(MaterialChange.id).desc())
        .limit(200)
    ).all()
    return [_row(session, who, *it) for it in found]


def _row(
    session: Session, who: Person, change: MaterialChange, material: Material, number: str
) -> dict[str, Any]:
    waits = change.state == ChangeState.ASKED
    return {
        "ref": change.ref,
        "number": change.number,
        "dossier": number,
        "material": f"{word('class', material.class_code)}　{material_named(material)}",
        "kind": word("material_change", change.kind),
        "replacement": _replacement(session, change),
        "replaced": change.kind == ChangeKind.REPLACED,
        "reason": change.reason,
        "document": change.document,
        "kept_at": change.kept_at,
        "asked_by": _named(session, change.asked_by),
        "confirmed_by": _named(session, change.confirmed_by),
        "at": day(change.ended_at or change.asked_at),
        "date": full_day(change.ended_at or change.asked_at),
        "state": word("change_state", change.state),
        "waits": waits,
        "may_confirm": waits and change.asked_by != who.member_id,
    }


def _replacement(session: Session, change: MaterialChange) -> str:
    piece = session.get(Piece, change.replacement) if change.replacement else None
    if piece is None:
        return ""
    formed = f"　{piece.formed_on:%Y.%m.%d}" if piece.formed_on else ""
    return f"{lacking(piece.title, piece.occasion)}{formed}"


def _named(session: Session, member_id: int | None) -> str:
    member = session.get(Member, member_id) if member_id else None
    return f"{member.number}　{Masked(member.name)}" if member else ""


async def _form_page(
    request: web.Request,
    who: Person,
    ref: str,
    *,
    notice: dict[str, Any] | None = None,
    draft: dict[str, str] | None = None,
) -> web.Response:
    parts = await request.app[DISPATCH].ask(lambda session: _form_parts(session, who, ref))
    context = {**desk_shown(request, who, "changes"), **parts, "draft": draft or {}}
    if notice is not None:
        context["notice"] = notice
    status = 409 if notice else 200
    return page(request, "desk/material_change.html.j2", context, status=status)


def _form_parts(session: Session, who: Person, ref: str) -> dict[str, Any]:
    found = session.exec(
        select(Material, Dossier)
        .join(Dossier, col(Dossier.id) == Material.dossier_id)
        .where(Material.ref == ref, col(Dossier.room_id).in_(who.rooms))
    ).first()
    if found is None:
        raise NotFound
    material, dossier = found
    state = MaterialState(material.state)
    ready = session.exec(
        select(Piece).where(Piece.dossier_id == dossier.id, col(Piece.state) == PieceState.PASSED)
    ).all()
    return {
        "material": {
            "ref": material.ref,
            "version": material.version,
            "title": material_named(material),
            "class": word("class", material.class_code),
        },
        "dossier": dossier.number,
        "kinds": [
            {"id": kind.value, "word": word("material_change", kind)}
            for kind, step in STEPS.items()
            if (state, step) in MATERIAL_TRANSITIONS and (kind is not ChangeKind.REPLACED or ready)
        ],
        "pieces": [{"id": it.ref, "word": lacking(it.title, it.occasion)} for it in ready],
    }
