"""How far Telegram may be told (外部渠道): two officers decide, by a document and until a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.channels.telegram.rows import NAME
from bot.replies.dates import full_day, moment
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.confirm import Ask, confirmed
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from bot.web.told import sentence
from core.command import Command
from core.errors import NotFound
from core.members.decide_disclosure import AgreeDisclosure, AskDisclosure
from core.members.disclosure_decision import (
    DisclosureDecision,
    Raised,
    decision_in_force,
    level_in_force,
)
from core.members.member import OFFICERS

HERE = "/desk/telegram"
FIELDS = {
    "level": "请选放宽到哪一级。",
    "document": "请写明批准的文号，再点一次。",
    "until": "到期日应在今天以后、一年以内，请改好再点一次。",
}


@admits(SIGNED)
async def get_disclosure(request: web.Request) -> web.Response:
    return await _page(request, await person_with(request, OFFICERS))


@admits(SIGNED)
async def post_disclosure(request: web.Request) -> web.Response:
    """Ask for a level, or agree to what another officer asked for; each takes the PIN."""
    who, form = await person_with(request, OFFICERS), await posted(request)
    command, said, done = _command(form)
    names = ("level", "document", "until")
    carry = tuple((name, form.text(name)) for name in names if form.text(name))
    ask = Ask(said, HERE, HERE, carry, "确认", form.text("press"))
    outcome = await confirmed(request, who, form, command, ask)
    if isinstance(outcome, web.Response):
        return outcome
    if outcome.done:
        return await _page(request, who, {"kind": "yes", "text": done})
    text = FIELDS.get(str(outcome.data.get("field"))) or sentence(outcome)
    return await _page(request, who, {"kind": "no", "text": text})


def _command(form: Posted) -> tuple[Command, str, str]:
    """The command, what its PIN is typed for, and what is said when it is done."""
    verb, _, of = form.text("press").partition(":")
    if verb == "agree" and of.isascii() and of.isdecimal() and len(of) < 10:
        return AgreeDisclosure(decision=int(of)), "同意放宽外部渠道级别。", "已同意，到期自动恢复。"
    if verb != "ask":
        raise NotFound
    asked = AskDisclosure(
        channel=NAME,
        level=form.text("level"),
        document=form.text("document"),
        until=_day(form.text("until")),
    )
    return asked, "提请放宽外部渠道级别。", "已提请，另一位管理员同意后生效。"


def _day(text: str) -> date:
    """What is no day lies in the past, and is refused as such."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min


async def _page(
    request: web.Request, who: Person, notice: dict[str, Any] | None = None
) -> web.Response:
    dispatch = request.app[DISPATCH]
    book, now = dispatch.law.book, dispatch.clock.now()

    def look(session: Session) -> dict[str, Any]:
        decided = decision_in_force(session, NAME, now)
        return {
            "now": word("level", level_in_force(session, book, NAME, now)),
            "let": word("level", book.disclosure[NAME]),
            "decided": _shown(decided, who) if decided else None,
            "waiting": _waiting(session, who),
        }

    context = {
        **desk_shown(request, who, "telegram"),
        **await dispatch.ask(look),
        "choices": [{"id": it.value, "word": word("level", it)} for it in Raised],
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "desk/disclosure.html.j2", context)


def _waiting(session: Session, who: Person) -> dict[str, Any] | None:
    row = session.exec(
        select(DisclosureDecision).where(
            DisclosureDecision.channel == NAME,
            col(DisclosureDecision.agreed_at).is_(None),
            col(DisclosureDecision.dropped_at).is_(None),
        )
    ).first()
    return _shown(row, who) if row else None


def _shown(row: DisclosureDecision, who: Person) -> dict[str, Any]:
    return {
        "id": row.id,
        "word": word("level", row.level),
        "document": row.document,
        "until": full_day(row.until),
        "at": moment(row.asked_at),
        "may_agree": row.asked_by != who.member_id,
    }
