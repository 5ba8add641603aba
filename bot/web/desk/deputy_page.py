"""Deputies at the desk (委托审批): an approver names one for a term, ends it; the deputy may end it too."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.dates import full_day, until_day
from bot.web.access import SIGNED, admits
from bot.web.desk.confirm import Ask, confirmed
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from bot.web.told import sentence
from core.clock import local_date
from core.command import Command
from core.errors import NotFound
from core.masked import mask_name
from core.members.appoint_deputy import AppointDeputy
from core.members.deputy import Deputy
from core.members.deputy_questions import appointment, colleagues, own_chairs, terms_of
from core.members.end_deputy import EndDeputy
from core.members.member import Member, Role

HERE = "/desk/deputy"
DEPUTY = frozenset({Role.APPROVER})
FIELDS = {
    "document": "请写明委托文书的文号。",
    "valid_to": "期满日应在今天或以后，请改一改。",
}
DRAFT = ("deputy", "document", "until")
RUNNING = "您已有一项委托在期内。要换人，请先结束它，再另设一项。"


@admits(SIGNED)
async def get_deputy(request: web.Request) -> web.Response:
    return await _page(request, await person_with(request, DEPUTY))


@admits(SIGNED)
async def post_deputy(request: web.Request) -> web.Response:
    """Appoint, with the PIN, or end a term."""
    who, form = await person_with(request, DEPUTY), await posted(request)
    command, done = _command(request, form)
    draft = {name: form.text(name) for name in DRAFT}
    if isinstance(command, AppointDeputy) and (why := _why_not(command)):
        return await _page(request, who, {"kind": "no", "text": why}, draft)
    carry = tuple((name, said) for name, said in draft.items() if said)
    asked = await _asked(request, command)
    ask = Ask(asked, HERE, HERE, carry, "确认委托", form.text("press"))
    outcome = await confirmed(request, who, form, command, ask)
    if isinstance(outcome, web.Response):
        return outcome
    if outcome.done:
        return await _page(request, who, {"kind": "yes", "text": done})
    text = RUNNING if outcome.data.get("state") == "has_deputy" else sentence(outcome)
    return await _page(request, who, {"kind": "no", "text": text}, draft)


def _why_not(command: AppointDeputy) -> str:
    """What the form leaves open, before a PIN is asked for."""
    wrong = {
        "document": not command.document.strip(),
        "valid_to": command.valid_to <= command.valid_from,
    }
    return "".join(FIELDS[name] for name, is_wrong in wrong.items() if is_wrong)


async def _asked(request: web.Request, command: Command) -> str:
    """Who is to act, until when: what the PIN is given for."""
    if not isinstance(command, AppointDeputy):
        return ""

    def look(session: Session) -> str:
        person = session.get(Member, command.deputy_id)
        return _said(person) if person else "这位同志"

    whom = await request.app[DISPATCH].ask(look)
    return f"委托{whom}代您审批，到 {until_day(command.valid_to)}为止，凭 {command.document}。"


def _command(request: web.Request, form: Posted) -> tuple[Command, str]:
    verb, _, of = form.text("press").partition(":")
    if verb == "end" and of.isascii() and of.isdecimal() and len(of) < 10:
        return EndDeputy(deputy=int(of)), "已结束委托，双方都已告知。"
    if verb != "appoint":
        raise NotFound
    now = request.app[DISPATCH].clock.now()
    last_day = _day(form.text("until"), local_date(now))
    asked = appointment(form.number("deputy"), form.text("document"), last_day, now)
    return asked, "已设置委托，正在等您审批的也转给受托人。"


def _day(text: str, today: date) -> date:
    """The last day of the term; what is none is yesterday, and refused as such."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today - timedelta(days=1)


async def _page(
    request: web.Request,
    who: Person,
    notice: dict[str, Any] | None = None,
    draft: dict[str, str] | None = None,
) -> web.Response:
    now = request.app[DISPATCH].clock.now()

    def look(session: Session) -> dict[str, Any]:
        chairs = own_chairs(who.grants)
        people = colleagues(session, who.member_id, chairs) if chairs else []
        return {
            "terms": [_term(session, term, who) for term in terms_of(session, who.member_id, now)],
            "people": [{"id": it.id, "word": _said(it)} for it in people],
        }

    today = local_date(now).isoformat()
    context = {**desk_shown(request, who, "deputy"), "today": today, "draft": draft or {}}
    context |= await request.app[DISPATCH].ask(look)
    if notice is not None:
        context["notice"] = notice
    return page(request, "desk/deputy.html.j2", context)


def _term(session: Session, term: Deputy, who: Person) -> dict[str, Any]:
    own = term.member_id == who.member_id
    other = session.get_one(Member, term.deputy_id if own else term.member_id)
    return {
        "id": term.id,
        "title": "您委托" if own else "您受托于",
        "who": _said(other),
        "document": term.document,
        "term": f"{full_day(term.valid_from)}至 {until_day(term.valid_to)}",
    }


def _said(person: Member) -> str:
    return f"{person.post or person.number}　{mask_name(person.name)}"
