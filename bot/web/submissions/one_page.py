"""One submission's page (移交批次): its list and where it stands; change, print, withdraw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import ROOM_STAFF, SUBMISSIONS, desk_shown, person_with
from bot.web.keys import DISPATCH, INTAKE, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from bot.web.submissions.listed import MAY_DRAFT
from bot.web.submissions.new_page import forms_shown, why
from bot.web.submissions.read import facts_of, piece_shown, read, seen
from bot.web.submissions.typed_list import TypedList, Writer, of_pieces, typed_list
from bot.web.told import sentence
from core.clock import local_date
from core.collection.change_submission import ChangeSubmission
from core.collection.erase_pictures import TakePictureBack
from core.collection.pictures import PictureSeen, pictures_seen
from core.collection.submission_view import SubmissionSeen
from core.collection.withdraw_submission import WithdrawSubmission
from core.errors import NotFound
from core.members.member import Role

CHANGEABLE = ("drafted", "listed")
NEXT = {
    "drafted": "核对无误后打印两份，签字、盖章，连同材料密封送档案室。",
    "listed": "请带材料和两份清单到窗口，当面清点份数，双方签字，一份当场带回。",
    "counted_in": "档案室逐份鉴别，办完告诉您结果。",
    "inspected": "合格的待装入卷内；退回的请到档案室签字领回。",
    "closed": "已办结。",
    "withdrawn": "已撤回，清单作废。",
}


@dataclass(frozen=True, slots=True)
class How:
    """How the page stands: its form open with what was typed, a notice above."""

    edit: bool = False
    typed: TypedList | None = None
    more: bool = False
    notice: dict[str, str] | None = None

    @property
    def said(self) -> dict[str, str] | None:
        if self.notice is None and self.typed is not None and self.typed.amiss:
            text = "有几件要改，已在各行写明。没有改动任何内容。"
            return {"kind": "no", "text": text}
        return self.notice


@admits(SIGNED)
async def get_submission(request: web.Request) -> web.Response:
    who = await person_with(request, SUBMISSIONS)
    return await submission_page(
        request, who, request.match_info["ref"], How(edit="edit" in request.query)
    )


@admits(SIGNED)
async def post_submission(request: web.Request) -> web.Response:
    """One press on the list as it was shown."""
    who, form = await person_with(request, MAY_DRAFT), await posted(request)
    ref, press = request.match_info["ref"], form.text("press")
    found = await seen(request, who, ref)
    if press == "withdraw":
        return await _withdraw(request, who, found, form)
    if press == "take_back":
        return await _take_back(request, who, found, form)
    if press in ("change", "more"):
        return await _change(request, who, found, form)
    raise NotFound


async def _withdraw(
    request: web.Request, who: Person, found: SubmissionSeen, form: Posted
) -> web.Response:
    ref = found.row.ref
    command = WithdrawSubmission(submission=ref, seen_version=form.number("version"))
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("withdraw"))
    said = "已撤回，这份清单不再有效。" if outcome.done else sentence(outcome)
    notice = {"kind": "yes" if outcome.done else "no", "text": said}
    return await submission_page(request, who, ref, How(notice=notice))


async def _take_back(
    request: web.Request, who: Person, found: SubmissionSeen, form: Posted
) -> web.Response:
    ref = found.row.ref
    command = TakePictureBack(submission=ref, place=form.number("place"))
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("take_back"))
    said = "这一张已经销毁。" if outcome.done else sentence(outcome)
    notice = {"kind": "yes" if outcome.done else "no", "text": said}
    return await submission_page(request, who, ref, How(notice=notice))


async def _change(
    request: web.Request, who: Person, found: SubmissionSeen, form: Posted
) -> web.Response:
    row, by_staff = found.row, Role.ARCHIVIST in who.roles
    today = local_date(request.app[DISPATCH].clock.now())

    def look(session: Session) -> TypedList:
        return typed_list(session, form, Writer(row.room_id, row.unit_id, by_staff, today))

    typed = await request.app[DISPATCH].ask(look)
    more = form.text("press") == "more"
    if more or typed.amiss:
        return await submission_page(request, who, row.ref, How(True, typed, more))
    command = ChangeSubmission(
        submission=row.ref, seen_version=form.number("version"), pieces=typed.pieces
    )
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("change"))
    if outcome.done:
        raise web.HTTPSeeOther(f"/desk/submissions/{row.ref}")
    typed.note(outcome)
    notice = {"kind": "no", "text": why(outcome)}
    return await submission_page(request, who, row.ref, How(True, typed, notice=notice))


async def submission_page(request: web.Request, who: Person, ref: str, how: How) -> web.Response:
    found = await read(request, who, ref, "desk")
    row = found.row
    may = bool(who.roles & MAY_DRAFT) and row.state in CHANGEABLE
    pictures = await request.app[DISPATCH].ask(lambda s: pictures_seen(s, row.id or 0))
    context: dict[str, Any] = {
        **desk_shown(request, who, "submissions"),
        "ref": row.ref,
        "version": row.version,
        "title": row.number or "草稿",
        "state": word("submission", row.state),
        "code": row.state,
        "facts": facts_of(found),
        "next": NEXT[row.state],
        "pieces": [piece_shown(it) for it in found.pieces],
        "may": may,
        "may_picture": may and INTAKE in request.app,
        "pictures": [_picture(it, row.ref) for it in pictures],
        "printable": bool(found.pieces) and row.state != "withdrawn",
        "to_inspect": row.state == "counted_in" and bool(who.roles & ROOM_STAFF),
        "edit": may and (how.edit or not found.pieces),
        "was_printed": row.state == "listed",
        "rows": (how.typed or of_pieces(found.pieces)).shown(more=how.more),
        "forms": forms_shown(),
        "notice": how.said,
    }
    return page(request, "submissions/one.html.j2", context)


def _picture(it: PictureSeen, ref: str) -> dict[str, Any]:
    of = f"清单第 {it.serial} 件" if it.serial else "没有指明是哪一件"
    return {
        "place": it.place,
        "href": f"/desk/submissions/{ref}/pictures/{it.place}",
        "is_image": it.media_type.startswith("image/"),
        "said": f"第 {it.place} 张，{of}" + (f"，{it.pages} 页" if it.pages > 1 else ""),
    }
