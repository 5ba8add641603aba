"""A new list (新填清单): a contact for the own unit, an archivist for whoever stands at the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.words import words
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import desk_shown, person_with
from bot.web.gaps.rows import books
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from bot.web.submissions.listed import MAY_DRAFT
from bot.web.submissions.typed_list import TypedList, Writer, of_gaps, typed_list
from bot.web.told import sentence
from core.clock import local_date
from core.collection.draft_submission import DraftSubmission
from core.collection.enter_paper_list import EnterPaperList
from core.command import Command
from core.gaps.lists import Asked, lines_owed
from core.gaps.under_way import under_way
from core.members.find_unit import units_meant, units_seen
from core.members.member import Role
from core.members.units import Unit
from core.outcome import Outcome

REFUSED = "按规定，有几件不能由您报送，原因和办法已在各行写明。没有改动任何内容。"


@dataclass(slots=True)
class Sender:
    """Where it comes from: `room_id` receives it; `why` says what is amiss."""

    room_id: int = 0
    unit_id: int | None = None
    organ: str = ""
    why: str = ""


@dataclass(slots=True)
class Sheet:
    """The form as it stands."""

    typed: TypedList = field(default_factory=TypedList)
    sender: Sender = field(default_factory=Sender)
    fields: Posted = field(default_factory=lambda: Posted({}, ""))
    why: str = ""
    more: bool = False
    listed: int = 0  # papers left out, since they stand on another list


@admits(SIGNED)
async def get_new_submission(request: web.Request) -> web.Response:
    """`?lacks=NUMBER` begins it with what this dossier lacks, as far as the visitor may see that."""
    who, number = await person_with(request, MAY_DRAFT), request.query.get("lacks", "")[:30]
    law = request.app[DISPATCH].law

    def look(session: Session) -> Sheet:
        owed = lines_owed(session, who.viewer, Asked(number=number)) if number else []
        if not owed:
            return Sheet()
        gap, dossier, _ = owed[0]
        listed = under_way(session, dossier.id, gap.unit_id)
        open_ = [row for row in owed if (row[0].kind, row[0].occasion) not in listed]
        book = books(session, law)(dossier.room_id)
        return Sheet(of_gaps(open_, book), listed=len(owed) - len(open_))

    return await _page(request, who, await request.app[DISPATCH].ask(look))


@admits(SIGNED)
async def post_new_submission(request: web.Request) -> web.Response:
    """Draft it, or with the paper on the counter enter and count it in; all that is amiss at once."""
    who, form = await person_with(request, MAY_DRAFT), await posted(request)
    by_staff = Role.ARCHIVIST in who.roles
    today = local_date(request.app[DISPATCH].clock.now())

    def look(session: Session) -> Sheet:
        sender = _sender(session, who, form)
        writer = Writer(sender.room_id, sender.unit_id, by_staff, today)
        typed = typed_list(session, form, writer)
        if sender.why:  # whose people are meant is not known yet; what was typed stays
            typed.amiss.clear()
        return Sheet(typed, sender, form)

    sheet = await request.app[DISPATCH].ask(look)
    if form.text("press") == "more" or sheet.sender.why or sheet.typed.amiss:
        sheet.more = form.text("press") == "more"
        return await _page(request, who, sheet)
    command = _command(sheet, by_staff=by_staff)
    if isinstance(command, EnterPaperList) and not command.handed_by:
        sheet.why = "请写送来的同志的姓名，签收时双方都要署名。"
        return await _page(request, who, sheet)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("draft"))
    if outcome.done:
        raise web.HTTPSeeOther(f"/desk/submissions/{outcome.data['ref']}")
    return await _page(request, who, told(sheet, outcome))


def told(sheet: Sheet, outcome: Outcome) -> Sheet:
    """What the core found, at its row or above the form."""
    sheet.typed.note(outcome)
    sheet.why = why(outcome)
    return sheet


def why(outcome: Outcome) -> str:
    """The sentence above the form; what the law refuses is said at each line."""
    return REFUSED if outcome.status == "refused" else sentence(outcome)


def _command(sheet: Sheet, *, by_staff: bool) -> Command:
    sender = sheet.sender
    draft = DraftSubmission(
        pieces=sheet.typed.pieces,
        unit_id=sender.unit_id,
        organ=sender.organ,
        room_id=sender.room_id if sender.organ else None,
    )
    if by_staff and sheet.fields.ticked("on_the_counter"):
        return EnterPaperList(draft=draft, handed_by=sheet.fields.text("handed_by")[:40])
    return draft


def _sender(session: Session, who: Person, form: Posted) -> Sender:
    rooms = sorted(
        it.room_id
        for it in who.grants
        if it.role == Role.ARCHIVIST and it.unit_id is None and it.room_id is not None
    )
    if not rooms:
        own = [it.unit_id for it in who.grants if it.role == Role.UNIT_CONTACT and it.unit_id]
        unit = session.get_one(Unit, own[0])
        return Sender(unit.room_id, unit.id)
    organ, name = form.text("organ"), form.text("unit")
    if bool(organ) == bool(name):
        return Sender(rooms[0], why="请写移交的单位，或者来源机关，二者填一个。")
    if organ:
        return Sender(rooms[0], organ=organ[:60])
    meant = units_meant(units_seen(session, who.viewer), name)
    if len(meant) != 1:
        return Sender(rooms[0], why="没有找到这一个单位，请写全称，或从列出的里面选。")
    unit = session.get_one(Unit, meant[0][0])
    return Sender(unit.room_id, unit.id)


async def _page(request: web.Request, who: Person, sheet: Sheet) -> web.Response:
    by_staff = Role.ARCHIVIST in who.roles

    def look(session: Session) -> list[str]:
        return [name for _, name in units_seen(session, who.viewer)] if by_staff else []

    context: dict[str, Any] = {
        **desk_shown(request, who, "submissions"),
        "by_staff": by_staff,
        "units": await request.app[DISPATCH].ask(look),
        "rows": sheet.typed.shown(more=sheet.more) or TypedList().shown(),
        "forms": forms_shown(),
        "draft": sheet.fields,
        "listed": sheet.listed,
        "sender_why": sheet.sender.why,
        "why": sheet.why or ("有几件要改，已在各行写明。" if sheet.typed.amiss else ""),
    }
    status = 200 if sheet.more or not (sheet.why or sheet.typed.amiss or sheet.sender.why) else 409
    return page(request, "submissions/new.html.j2", context, status=status)


def forms_shown() -> list[dict[str, str]]:
    """What a paper can be, best first."""
    return [{"id": code, "word": said} for code, said in words("material_form").items()]
