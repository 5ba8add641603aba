"""Holds and bars (限制登记): the head enters and lifts them, a second person agrees; nobody else looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from aiohttp import web

from bot.web.access import SIGNED, admits
from bot.web.desk.confirm import Ask, confirmed
from bot.web.desk.restriction_rows import bar_rows, hold_rows, rooms_headed
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from bot.web.told import sentence
from core.command import Command
from core.errors import NotFound
from core.holdings.lift_hold import LiftHold
from core.holdings.place_hold import PlaceHold
from core.members.lift_bar import LiftBar
from core.members.member import Role
from core.members.place_bar import ConfirmBar, PlaceBar

HERE = "/desk/restrictions"
RESTRICTIONS = frozenset({Role.HEAD, Role.SECURITY_OFFICER})
FIELDS = {
    "document": "请写明文号，再点一次。",
    "organ": "请写明作出决定的机关，再点一次。",
    "until": "到期日应在今天以后，请改好再点一次。",
    "who": "请填人员编号或查阅人姓名，两项只填一项。",
    "number": "没有这个人员编号，请核对。",
    "dossier": "本室没有这个档案编号，请核对。",
    "name": "请核对查阅人姓名。",
}


@dataclass(frozen=True, slots=True)
class Verb:
    """What a press means: its command, what the PIN is typed for, and what is said afterwards."""

    command: Callable[[Posted], Command]
    action: str
    done: str


@admits(SIGNED)
async def get_restrictions(request: web.Request) -> web.Response:
    return await _page(request, await person_with(request, RESTRICTIONS))


@admits(SIGNED)
async def post_restrictions(request: web.Request) -> web.Response:
    """One press; each takes the PIN."""
    who, form = await person_with(request, RESTRICTIONS), await posted(request)
    verb = VERBS.get(form.text("press"))
    if verb is None:
        raise NotFound
    carry = tuple((name, form.text(name)) for name in CARRIED if form.text(name))
    ask = Ask(verb.action, HERE, HERE, carry, "确认", form.text("press"))
    outcome = await confirmed(request, who, form, verb.command(form), ask)
    if isinstance(outcome, web.Response):
        return outcome
    if outcome.done:
        return await _page(request, who, {"kind": "yes", "text": verb.done})
    text = FIELDS.get(str(outcome.data.get("field"))) or sentence(outcome)
    return await _page(request, who, {"kind": "no", "text": text})


def _place_hold(form: Posted) -> Command:
    return PlaceHold(
        dossier=form.text("dossier"),
        organ=form.text("organ"),
        document=form.text("document"),
        until=_until(form),
    )


def _lift_hold(form: Posted) -> Command:
    return LiftHold(
        dossier=form.text("dossier"),
        placed_under=form.text("placed_under"),
        document=form.text("document"),
    )


def _place_bar(form: Posted) -> Command:
    return PlaceBar(
        room_id=form.number("room"),
        document=form.text("document"),
        number=form.text("number"),
        name=form.text("name"),
        dossier=form.text("dossier"),
        until=_until(form),
    )


def _confirm_bar(form: Posted) -> Command:
    return ConfirmBar(bar=form.number("bar"))


def _lift_bar(form: Posted) -> Command:
    return LiftBar(bar=form.number("bar"), document=form.text("document"))


def _until(form: Posted) -> date | None:
    """A day, or none; what is neither lies in the past and is refused as such."""
    text = form.text("until")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return date.min


CARRIED = (
    *("dossier", "organ", "document", "until", "placed_under"),
    *("room", "number", "name", "bar"),
)
VERBS = {
    "place_hold": Verb(
        _place_hold, "登记暂缓办理。", "已登记，从现在起暂缓办理；请另一位同志核对文件后确认。"
    ),
    "confirm_hold": Verb(_place_hold, "确认暂缓办理与文件一致。", "已确认。"),
    "lift_hold": Verb(_lift_hold, "提请解除暂缓办理。", "已提请解除，另一位同志同意后恢复办理。"),
    "agree_hold": Verb(_lift_hold, "同意解除暂缓办理。", "已解除，恢复办理。"),
    "place_bar": Verb(
        _place_bar, "登记限制。", "已登记，从现在起生效；请另一位同志核对文件后确认。"
    ),
    "confirm_bar": Verb(_confirm_bar, "确认限制与文件一致。", "已确认。"),
    "lift_bar": Verb(_lift_bar, "提请解除限制。", "已提请解除，另一位同志同意后解除。"),
    "agree_bar": Verb(_lift_bar, "同意解除限制。", "已解除。"),
}


async def _page(
    request: web.Request, who: Person, notice: dict[str, Any] | None = None
) -> web.Response:
    def look(session: Any) -> dict[str, Any]:
        return {
            "rooms": rooms_headed(session, who),
            "holds": hold_rows(session, who),
            "bars": bar_rows(session, who),
        }

    context = {
        **desk_shown(request, who, "restrictions"),
        **await request.app[DISPATCH].ask(look),
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "desk/restrictions.html.j2", context)
