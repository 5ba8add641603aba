"""Whether digital copies are kept here (数字档案启用): two officers decide, by a document, until a day."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.web.access import SIGNED, admits
from bot.web.desk.of_two import PageOfTwo, Pressed, agreed_to, decided, last_day, shown_for_a_while
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from core.errors import NotFound
from core.members.decision_of_two import waiting
from core.members.member import OFFICERS
from core.scans.decide_scans import AgreeScans, AskScans, StopScans
from core.scans.scan_decision import ScanDecision, scans_decided

HERE = "/desk/scans/settings"
FIELDS = {
    "document": "请写明批准的文号，再点一次。",
    "until": "到期日应在今天以后、一年以内，请改好再点一次。",
}


@admits(SIGNED)
async def get_scan_settings(request: web.Request) -> web.Response:
    return await _page(request, await person_with(request, OFFICERS))


@admits(SIGNED)
async def post_scan_settings(request: web.Request) -> web.Response:
    """Ask, agree to what another officer asked for, or stop; each takes the PIN."""
    who, form = await person_with(request, OFFICERS), await posted(request)
    return await decided(request, who, form, _pressed(form), HELD)


def _pressed(form: Posted) -> Pressed:
    of = agreed_to(form)
    if of is not None:
        return Pressed(AgreeScans(decision=of), "同意启用数字档案。", "已同意，到期自动停用。")
    if form.text("press") == "stop":
        return Pressed(StopScans(), "停用数字档案。", "已停用，不能再导入和查看，图像仍封存。")
    if form.text("press") != "ask":
        raise NotFound
    asked = AskScans(document=form.text("document"), until=last_day(form))
    return Pressed(asked, "提请启用数字档案。", "已提请，另一位管理员同意后生效。")


async def _page(
    request: web.Request, who: Person, notice: dict[str, Any] | None = None
) -> web.Response:
    dispatch = request.app[DISPATCH]
    now = dispatch.clock.now()

    def look(session: Session) -> dict[str, Any]:
        running = scans_decided(session, now)
        asked = session.exec(waiting(ScanDecision)).first()
        return {
            "decided": shown_for_a_while(running, who) if running else None,
            "waiting": shown_for_a_while(asked, who) if asked else None,
        }

    context = {**desk_shown(request, who, "scan_settings"), **await dispatch.ask(look)}
    if notice is not None:
        context["notice"] = notice
    return page(request, "scans/settings.html.j2", context)


HELD = PageOfTwo(HERE, ("document", "until"), FIELDS, _page)
