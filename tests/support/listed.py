"""一份名单 / A list of dossiers asked for by one application, and what becomes of its lines."""

from __future__ import annotations

from typing import Any

from core.members.member import Role
from core.members.units import Unit
from core.outcome import Outcome
from core.requests.case import Case
from core.requests.case_view import case_view
from core.requests.refuse_lines import RefuseLines
from core.requests.submit_request import SubmitRequest
from tests.support.lending import Lending


def shelve_list(world: Lending, count: int, **more: Any) -> list[str]:
    """Dossiers of one volume each, GB-00101 and on; gives their numbers."""
    numbers = [f"GB-{n:05d}" for n in range(101, 101 + count)]
    return [world.shelve(n, name=f"名单{n[-3:]}", **more).number for n in numbers]


def asking_for(world: Lending, numbers: list[str], **changes: Any) -> SubmitRequest:
    """An application in order for these dossiers."""
    return world.application(dossier=numbers[0], further=tuple(numbers[1:]), **changes)


def a_section(world: Lending) -> tuple[int, int]:
    """An inspection team (考察组): a section of the room, and its contact."""
    unit = world.house.keep(Unit(name="干部考察组", room_id=world.room, nature="section"))
    return unit, world.house.add_member(Role.UNIT_CONTACT, unit=unit)


def case_of(world: Lending, ref: str) -> Case:
    with world.house.looking() as session:
        return case_view(session, ref)


def refused_lines(outcome: Outcome) -> dict[str, list[str]]:
    """Dossier number to the laws that refuse it; lines that are allowed are left out."""
    lines = outcome.data["lines"]
    return {it["dossier"]: [r["law"] for r in it["reasons"]] for it in lines if it["reasons"]}


async def strike(world: Lending, ref: str, who: int, *numbers: str, **more: Any) -> Outcome:
    """Refuse these lines of the request as it now stands."""
    given = {"reason": "与考察任务无关", "seen_version": world.request(ref).version} | more
    return await world.house.do(who, RefuseLines(request=ref, dossiers=numbers, **given))
