"""What a dossier's papers show (材料所载): entered here from its catalogue, or at inspection by piece."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.words import choices
from bot.web.access import SIGNED, admits
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keyfacts.read_facts import read_facts
from bot.web.keyfacts.words import DONE, fact_word, no
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from core.command import Command
from core.errors import NotFound
from core.holdings.dossier import Dossier
from core.keyfacts.paper import of_material
from core.keyfacts.questions import shown_in
from core.keyfacts.record_shown_fact import RecordShownFact, WithdrawShownFact
from core.materials.material import IN_DOSSIER, Material
from core.members.member import ROOM_ROLES
from core.outcome import Outcome


@admits(SIGNED)
async def get_shown_facts(request: web.Request) -> web.Response:
    """`?dossier=` is the number of one of the room's dossiers."""
    who = await person_with(request, ROOM_ROLES)
    return await _page(request, who, request.query.get("dossier", "").strip()[:30])


@admits(SIGNED)
async def post_shown_fact(request: web.Request) -> web.Response:
    """Record or withdraw; from an inspection page it goes back there."""
    who, form = await person_with(request, ROOM_ROLES), await posted(request)
    command, done = _command(form)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("shown"))
    back = form.text("back")
    if back.startswith("/desk/") and "//" not in back and "\\" not in back and outcome.done:
        raise web.HTTPSeeOther(back)
    # The next line is about the same paper, and begins empty.
    kept = {"material": form.text("material")} if outcome.done else dict(form.fields)
    return await _page(request, who, form.text("dossier"), _told(outcome, done), kept)


def _command(form: Posted) -> tuple[Command, str]:
    if form.text("press") == "withdraw":
        return WithdrawShownFact(shown=form.text("shown")), DONE["withdraw"]
    if form.text("press") != "record":
        raise NotFound
    detail = form.text("level") if form.text("fact") == "education" else form.text("detail")
    command = RecordShownFact(
        fact=form.text("fact"),
        value=form.text("value"),
        detail=detail,
        piece=form.text("piece"),
        material=form.text("material"),
    )
    return command, DONE["record"]


def _told(outcome: Outcome, done: str) -> dict[str, Any]:
    if not outcome.done:
        return no(outcome)
    ref = outcome.data.get("difference")
    if not ref:
        return {"kind": "yes", "text": done}
    action = {"href": f"/desk/facts/{ref}", "label": "看这一处"}
    return {"kind": "ask", "text": f"{done}与花名册或其他材料不一致，已列出。", "action": action}


async def _page(
    request: web.Request,
    who: Person,
    number: str,
    notice: dict[str, Any] | None = None,
    draft: dict[str, str] | None = None,
) -> web.Response:
    found: dict[str, Any] = {"dossier": ""}
    if number:
        try:
            await read_facts(request, number)
            found = await request.app[DISPATCH].ask(lambda session: _looked_up(session, number))
        except NotFound:
            notice = notice or {"kind": "no", "text": "本室没有这个档案编号，请核对。"}
    context = {
        **desk_shown(request, who, "facts"),
        **found,
        "asked": number,
        "facts": choices("key_fact"),
        "details": choices("fact_detail"),
        "draft": draft or {},
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "keyfacts/shown.html.j2", context)


def _looked_up(session: Session, number: str) -> dict[str, Any]:
    dossier = session.exec(select(Dossier).where(Dossier.number == number)).one()
    materials = session.exec(
        select(Material)
        .where(Material.dossier_id == dossier.id, col(Material.state).in_(IN_DOSSIER))
        .order_by(col(Material.class_code), col(Material.serial), col(Material.id))
    ).all()
    return {
        "dossier": number,
        "materials": [{"id": it.ref, "word": str(of_material(it).evidence)} for it in materials],
        "rows": [
            {
                "ref": it.ref,
                "fact": fact_word(it.fact, it.detail),
                "value": it.value,
                "evidence": it.evidence,
                "accepted": it.accepted_at is not None,
            }
            for it in shown_in(session, dossier.id or 0)
        ],
    }
