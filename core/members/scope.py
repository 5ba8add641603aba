"""Scope (可见范围): the one filter that every read passes.

People of a unit see their unit's rows, people of a room the room's, officers no request, cadre or
dossier at all. A table that is not listed here shows nothing to anyone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Select, and_, false, or_, true
from sqlmodel import col, select

from core.collection.submission import Submission
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.members.member import OFFICERS, ROOM_ROLES, Member, Role
from core.members.questions import Held
from core.members.room import Room
from core.members.units import Unit
from core.requests.request import Request, Source

S = TypeVar("S", bound=Select[Any])

_READING_ROLES = ROOM_ROLES | {Role.UNIT_CONTACT, Role.APPROVER}


@dataclass(frozen=True)
class Viewer:
    """Who looks, with the grants of this moment (`questions.grants_of`)."""

    member_id: int
    grants: tuple[Held, ...]

    @cached_property
    def units(self) -> frozenset[int]:
        """Units over which they hold a reading role."""
        return frozenset(held.unit_id for held in self._reading if held.unit_id is not None)

    @cached_property
    def rooms(self) -> frozenset[int]:
        """Rooms over which they hold a reading role."""
        return frozenset(
            held.room_id
            for held in self._reading
            if held.unit_id is None and held.room_id is not None
        )

    @cached_property
    def headed(self) -> frozenset[int]:
        """Rooms whose head they are."""
        return frozenset(
            held.room_id
            for held in self._reading
            if held.role == Role.HEAD and held.unit_id is None and held.room_id is not None
        )

    @cached_property
    def reads_all(self) -> bool:
        """Whether a reading role reaches over the whole organisation (部领导)."""
        return any(held.unit_id is None and held.room_id is None for held in self._reading)

    def keeps(self, room_id: int) -> bool:
        """Whether they are this room's own staff."""
        return any(
            held.role in ROOM_ROLES and held.unit_id is None and held.room_id in (None, room_id)
            for held in self._reading
        )

    @cached_property
    def is_officer(self) -> bool:
        return any(held.role in OFFICERS for held in self.grants)

    @property
    def _reading(self) -> tuple[Held, ...]:
        if self.is_officer:
            return ()
        return tuple(held for held in self.grants if held.role in _READING_ROLES)


def visible(statement: S, entity: type[Any], viewer: Viewer) -> S:
    """The statement narrowed to rows of `entity` that the viewer may know of."""
    condition = _CONDITIONS.get(entity)
    return statement.where(false() if condition is None else condition(viewer))


def listed(statement: S, viewer: Viewer) -> S:
    """The statement over `Request` narrowed to what may stand in a list of the viewer's.

    An organ's request stands in the lists of the room's head and of nobody else: not of the unit,
    not of the archivist, who opens it when its form, code or number lies on the counter.
    """
    return visible(statement, Request, viewer).where(not_of_an_organ(viewer.headed))


def not_of_an_organ(headed: Collection[int] | BindParameter[Any]) -> ColumnElement[bool]:
    """True for every request but those of organs, save in these rooms, whose head looks."""
    return or_(col(Request.source) != Source.ORGAN, col(Request.room_id).in_(headed))


def _requests(viewer: Viewer) -> ColumnElement[bool]:
    own = or_(
        and_(col(Request.unit_id).in_(viewer.units), col(Request.source) != Source.ORGAN),
        col(Request.room_id).in_(viewer.rooms),
    )
    return _all_or(viewer.reads_all, own)


def _submissions(viewer: Viewer) -> ColumnElement[bool]:
    """A unit sees what it hands in itself; an organ's has no unit, so only the room sees it."""
    own = or_(col(Submission.unit_id).in_(viewer.units), col(Submission.room_id).in_(viewer.rooms))
    return _all_or(viewer.reads_all, own)


def _dossiers(viewer: Viewer) -> ColumnElement[bool]:
    cadres = select(Cadre.id).where(col(Cadre.unit_id).in_(viewer.units))
    own = or_(
        col(Dossier.room_id).in_(viewer.rooms),
        col(Dossier.cadre_id).in_(cadres),
    )
    return _all_or(viewer.reads_all, own)


def _cadres(viewer: Viewer) -> ColumnElement[bool]:
    kept = select(Dossier.cadre_id).where(col(Dossier.room_id).in_(viewer.rooms))
    own = or_(col(Cadre.unit_id).in_(viewer.units), col(Cadre.id).in_(kept))
    return _all_or(viewer.reads_all, own)


def _members(viewer: Viewer) -> ColumnElement[bool]:
    below = select(Unit.id).where(col(Unit.room_id).in_(viewer.rooms))
    own = or_(
        col(Member.id) == viewer.member_id,
        col(Member.unit_id).in_(viewer.units),
        col(Member.room_id).in_(viewer.rooms),
        col(Member.unit_id).in_(below),
    )
    return _all_or(viewer.is_officer or viewer.reads_all, own)


def _units(viewer: Viewer) -> ColumnElement[bool]:
    own = or_(col(Unit.id).in_(viewer.units), col(Unit.room_id).in_(viewer.rooms))
    return _all_or(viewer.is_officer or viewer.reads_all, own)


def _rooms(viewer: Viewer) -> ColumnElement[bool]:
    above = select(Unit.room_id).where(col(Unit.id).in_(viewer.units))
    own = or_(col(Room.id).in_(viewer.rooms), col(Room.id).in_(above))
    return _all_or(viewer.is_officer or viewer.reads_all, own)


def _all_or(everything: bool, own: ColumnElement[bool]) -> ColumnElement[bool]:
    return true() if everything else own


_CONDITIONS: dict[type[Any], Callable[[Viewer], ColumnElement[bool]]] = {
    Request: _requests,
    Submission: _submissions,
    Cadre: _cadres,
    Dossier: _dossiers,
    Member: _members,
    Unit: _units,
    Room: _rooms,
}
