"""Reading a case with its names (调阅办件): a logged read first, the names afterwards or not at all."""

from __future__ import annotations

from aiohttp import web
from sqlmodel import Session

from bot.web.api.cases import case_for
from bot.web.keys import DISPATCH, PRINCIPAL, SIGNED_IN
from bot.web.pages.person import Person
from core.errors import NotFound
from core.masked import Masked
from core.requests.case import Case
from core.requests.line import GIVEN_UP
from core.requests.open_case import ReadCase

# A page that is shown again within these minutes is one reading, not two entries of the log.
MINUTES_OF_ONE_READING = 10


async def read_case(request: web.Request, who: Person, ref: str, where: str) -> Case | None:
    """The case, its reading logged; None alike for unknown, foreign, and when it cannot be logged."""
    case = await seen_case(request, who, ref)
    if case is None:
        return None
    command = ReadCase(request=ref, where=where)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, _key(request, ref, where))
    return case if outcome.done else None


async def seen_case(request: web.Request, who: Person, ref: str) -> Case | None:
    """The case as its masked self, within the member's scope; None for any other."""

    def look(session: Session) -> Case | None:
        try:
            return case_for(session, ref, who.viewer)
        except NotFound:
            return None

    return await request.app[DISPATCH].ask(look)


def _key(request: web.Request, ref: str, where: str) -> str:
    now = request.app[DISPATCH].clock.now()
    slot = int(now.timestamp()) // (60 * MINUTES_OF_ONE_READING)
    return f"read:{where}:{request[SIGNED_IN].ref}:{ref}:{slot}"


def full_name(name: Masked) -> str:
    """The name itself: only for a page or paper whose reading is in the log."""
    return name.reveal()


def subjects_of(case: Case) -> list[str]:
    """Whose dossiers are read, in full; a line that was refused names nobody on any paper."""
    asked = (line for line in case.lines if line.state not in GIVEN_UP)
    return list(dict.fromkeys(full_name(line.subject) for line in asked))
