"""How far Telegram may be told (外部渠道): two officers decide, by a document and until a day."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.channels.telegram.rows import NAME
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.of_two import PageOfTwo, Pressed, agreed_to, decided, last_day, shown_for_a_while
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from core.errors import NotFound
from core.members.decide_disclosure import AgreeDisclosure, AskDisclosure
from core.members.decision_of_two import waiting
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
    return await decided(request, who, form, _pressed(form), HELD)


def _pressed(form: Posted) -> Pressed:
    of = agreed_to(form)
    if of is not None:
        agree = AgreeDisclosure(decision=of)
        return Pressed(agree, "同意放宽外部渠道级别。", "已同意，到期自动恢复。")
    if form.text("press") != "ask":
        raise NotFound
    asked = AskDisclosure(
        channel=NAME,
        level=form.text("level"),
        document=form.text("document"),
        until=last_day(form),
    )
    return Pressed(asked, "提请放宽外部渠道级别。", "已提请，另一位管理员同意后生效。")


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


HELD = PageOfTwo(HERE, ("level", "document", "until"), FIELDS, _page)


def _waiting(session: Session, who: Person) -> dict[str, Any] | None:
    here = DisclosureDecision.channel == NAME
    row = session.exec(waiting(DisclosureDecision, here)).first()
    return _shown(row, who) if row else None


def _shown(row: DisclosureDecision, who: Person) -> dict[str, Any]:
    return {"word": word("level", row.level), **shown_for_a_while(row, who)}
