"""The case's page (办件): everything about one case, with what its reader may do next."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.web.access import SIGNED, admits
from bot.web.desk.case_buttons import buttons
from bot.web.desk.case_context import case_context
from bot.web.desk.law_told import law_told
from bot.web.desk.shared import CASES, desk_shown, person_with
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.read_case import read_case, seen_case
from bot.web.scans.case_scans import scans_of
from bot.web.told import audience_over
from core.errors import NotFound
from core.requests.case import Case


@admits(SIGNED)
async def get_case_page(request: web.Request) -> web.Response:
    """Masked; with `?names=1` the names, after a logged reading."""
    who, ref = await person_with(request, CASES), request.match_info["ref"]
    return await case_page(request, who, ref, named="names" in request.query)


async def case_page(
    request: web.Request,
    who: Person,
    ref: str,
    *,
    named: bool = False,
    notice: dict[str, Any] | None = None,
    refusal: dict[str, Any] | None = None,
) -> web.Response:
    """The page, with what became of a press above it. Raises NotFound."""
    case = await (read_case(request, who, ref, "desk") if named else seen_case(request, who, ref))
    if case is None:
        raise NotFound
    parts = await request.app[DISPATCH].ask(lambda session: _parts(session, request, case, who))
    dispatch = request.app[DISPATCH]
    context = {
        **desk_shown(request, who, "cases"),
        **case_context(
            case,
            dispatch.law.of_room(case.room).book,
            dispatch.clock.now(),
            named=named,
            turn=parts["turn"],
            keeps=parts["keeps"],
        ),
        **parts,
        "refusal": refusal,
    }
    if notice is not None:
        context["notice"] = notice
    return page(request, "case.html.j2", context)


def _parts(session: Session, request: web.Request, case: Case, who: Person) -> dict[str, Any]:
    dispatch = request.app[DISPATCH]
    audience = audience_over(who, case.room_id)
    told = law_told(session, case.ref, dispatch.law.of_room(case.room).book, audience)
    now = dispatch.clock.now()
    shown = buttons(session, case, who, now)
    return {**shown, "decision": told, "scans": scans_of(session, case, who, now)}
