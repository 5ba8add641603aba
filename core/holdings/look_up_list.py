"""Look up a list (名单核对), inside only: which dossiers the pasted lines mean, one line per person.

A line that is a whole name or a whole number means only those who bear it. The look-up is a
reading: the log keeps who looked and which dossiers came up, never what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue
from core.holdings.asked import asked
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.holdings.events import HoldingsSearched
from core.holdings.search import MOST, Reach, find, own_room, reach_of
from core.holdings.terms import bare_name
from core.members.member import ROOM_ROLES
from core.unit import OpenUnit

MOST_LINES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpList(Command):
    """The lines as they were typed or pasted, at most 60."""

    lines: tuple[str, ...]


@use_case(LookUpList, roles=ROOM_ROLES, place=own_room)
def look_up_list(command: LookUpList, unit: OpenUnit) -> Answer:
    """`lines`: for each the ids of the dossiers it can mean. Raises BadValue for too many lines."""
    if not 0 < len(command.lines) <= MOST_LINES:
        raise BadValue(field="lines")
    reach = reach_of(unit.principal.member_id or 0, unit.grants)
    found = [_meant(unit.session, reach, line) for line in command.lines]
    together = tuple(dict.fromkeys(dossier for ids in found for dossier in ids))
    unit.record(
        HoldingsSearched(
            ref=str(reach.rooms[0]), by="list", hits=len(together), more=False, dossiers=together
        )
    )
    return Done({"lines": found})


def _meant(session: Session, reach: Reach, line: str) -> list[int]:
    """None for a line that cannot be a name or number at all."""
    try:
        wanted = asked(line)
    except BadValue:
        return []
    found = find(session, reach, wanted)[:MOST]
    return _whole(session, found, bare_name(line)) or found


def _whole(session: Session, found: list[int], bare: str) -> list[int]:
    """Those of them whose number, or else whose name, is exactly this."""
    rows = session.exec(
        select(Dossier.id, Dossier.number, Cadre.name)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(col(Dossier.id).in_(found))
    ).all()
    numbered = {it for it, number, _ in rows if bare_name(number) == bare}
    named = {it for it, _, name in rows if bare_name(name) == bare}
    return [it for it in found if it in (numbered or named)]
