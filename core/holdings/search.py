"""Search (检索), inside only: by a piece of the name, initials, number, unit, last four digits.

Looking for a person by name is a reading, so it is a command and leaves its entry in the log. The
entry tells who looked, by which kind of word and which dossiers came up; never what was typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, true
from sqlmodel import Session, col, select

from core.command import Answer, Command, Done, Place, use_case
from core.errors import Forbidden
from core.holdings.asked import Asked, asked
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy
from core.holdings.events import HoldingsSearched
from core.holdings.terms import LAST, SearchTerm, bare_name, unit_term
from core.members.member import ROOM_ROLES, Role
from core.members.questions import Held
from core.members.scope import Viewer, visible
from core.members.units import Unit
from core.unit import OpenUnit

MOST = 30
MOST_UNITS = 20
MOST_NOTED = 20  # dossiers named in the log entry; whoever sees more has browsed


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHoldings(Command):
    """What was typed into the search."""

    text: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Rooms in which someone may search, and those whose flagged dossiers they may find (head)."""

    viewer: Viewer
    rooms: tuple[int, ...]
    headed: frozenset[int]


def reach_of(member_id: int, grants: tuple[Held, ...]) -> Reach:
    """How far a member's search reaches: the rooms they keep; nothing for anyone else."""
    own = tuple(h for h in grants if h.role in ROOM_ROLES and h.room_id is not None)
    headed = frozenset(h.room_id for h in own if h.role == Role.HEAD and h.room_id is not None)
    viewer = Viewer(member_id, own)
    return Reach(viewer, tuple(sorted(viewer.rooms)), headed)


def own_room(_command: Command, unit: OpenUnit) -> Place:
    """The first room that the searcher keeps; raises Forbidden for whoever keeps none."""
    rooms = reach_of(unit.principal.member_id or 0, unit.grants).rooms
    if not rooms:
        raise Forbidden
    return Place(room_id=rooms[0])


@use_case(SearchHoldings, roles=ROOM_ROLES, place=own_room)
def search_holdings(command: SearchHoldings, unit: OpenUnit) -> Answer:
    """Dossier ids in the order to show them, and whether there are more. Raises BadValue."""
    wanted = asked(command.text)
    reach = reach_of(unit.principal.member_id or 0, unit.grants)
    found = find(unit.session, reach, wanted)
    shown = found[:MOST]
    unit.record(
        HoldingsSearched(
            ref=str(reach.rooms[0]),
            by=wanted.by,
            hits=len(shown),
            more=len(found) > MOST,
            dossiers=tuple(shown[:MOST_NOTED]),
        )
    )
    return Done({"dossiers": shown, "more": len(found) > MOST})


def find(session: Session, reach: Reach, wanted: Asked) -> list[int]:
    """Ids of the dossiers that fit, the closest first, at most `MOST` + 1."""
    found: dict[int, None] = {}
    for ids in _tries(session, reach, wanted):
        found |= dict.fromkeys(ids)
        if len(found) > MOST:
            break
    return _within_scope(session, reach, list(found)[: MOST + 1])


def _tries(session: Session, reach: Reach, wanted: Asked) -> Iterator[list[int]]:
    for term in wanted.exact:
        for room in reach.rooms:
            yield _in_range(session, reach, room, (term, term))
    for beginning in wanted.beginnings:
        for room in reach.rooms:
            yield _in_range(session, reach, room, (beginning, beginning + LAST))
    for piece, name in wanted.of_units:
        for unit_id in _units(session, reach, piece):
            people = unit_term(unit_id)
            for room in reach.rooms:
                yield _in_range(session, reach, room, (people, people + LAST), name)


def _in_range(
    session: Session, reach: Reach, room: int, ends: tuple[str, str], holding: str = ""
) -> list[int]:
    """One walk along the key of `search_term`, which stops at the limit."""
    term = col(SearchTerm.term)
    statement = (
        select(SearchTerm.dossier_id)
        .join(Dossier, col(Dossier.id) == col(SearchTerm.dossier_id))
        .where(col(SearchTerm.room_id) == room, term >= ends[0], term <= ends[1])
        .where(_open_in(room, reach))
        .order_by(term, col(SearchTerm.dossier_id))
        .limit(MOST + 1)
    )
    if holding:
        statement = statement.where(term.contains(holding, autoescape=True))
    return list(session.exec(statement).all())


def _units(session: Session, reach: Reach, piece: str) -> list[int]:
    """Units whose name contains the piece, the shortest name first."""
    rows = session.exec(
        visible(
            select(Unit.id)
            .where(col(Unit.name).contains(piece, autoescape=True))
            .order_by(func.length(Unit.name), col(Unit.id))
            .limit(MOST_UNITS),
            Unit,
            reach.viewer,
        )
    )
    return [unit_id or 0 for unit_id in rows.all()]


def _open(reach: Reach) -> ColumnElement[bool]:
    """Flagged dossiers come up for the head of their room and for nobody else."""
    return or_(col(Dossier.secrecy) == Secrecy.NONE, col(Dossier.room_id).in_(reach.headed))


def _within_scope(session: Session, reach: Reach, ids: list[int]) -> list[int]:
    """The law of reading has the last word; the order stays."""
    seen = select(Dossier.id).where(col(Dossier.id).in_(ids)).where(_open(reach))
    known = set(session.exec(visible(seen, Dossier, reach.viewer)).all())
    return [dossier_id for dossier_id in ids if dossier_id in known]


def namesakes(session: Session, reach: Reach, dossier_ids: Sequence[int]) -> dict[int, int]:
    """How many dossiers within reach bear the name of each of these, itself counted.

    Flagged dossiers are counted for the head of their room only.
    """
    rows = session.exec(
        select(Dossier.id, Cadre.name)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(col(Dossier.id).in_(dossier_ids))
    )
    terms = {dossier_id or 0: f"N{bare_name(name)}" for dossier_id, name in rows.all()}
    counted: Counter[str] = Counter()
    for room in reach.rooms:
        counted.update(_bearing(session, reach, room, set(terms.values())))
    return {dossier_id: counted[term] for dossier_id, term in terms.items()}


def _bearing(session: Session, reach: Reach, room: int, terms: set[str]) -> dict[str, int]:
    rows = session.exec(
        select(SearchTerm.term, func.count())
        .join(Dossier, col(Dossier.id) == col(SearchTerm.dossier_id))
        .where(col(SearchTerm.room_id) == room, col(SearchTerm.term).in_(terms))
        .where(_open_in(room, reach))
        .group_by(col(SearchTerm.term))
    )
    return dict(rows.all())


def _open_in(room: int, reach: Reach) -> ColumnElement[bool]:
    return true() if room in reach.headed else col(Dossier.secrecy) == Secrecy.NONE
