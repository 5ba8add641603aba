"""Who may see which line of a gap list (可见范围): the one filter that every list of gaps passes.

A room's staff see all of their room's, a unit's contact the lines below the unit's leadership, its
approver the leaders' too; nobody sees their own. Counts may go to everyone.
"""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, false, or_, true
from sqlmodel import col

from core.gaps.gap import Gap, SeenBy
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.members.member import ROOM_ROLES, Role
from core.members.scope import Viewer

S = TypeVar("S", bound=Select[Any])


def seen_gaps(statement: S, viewer: Viewer) -> S:
    """A statement over Gap, Dossier and Cadre, narrowed to lines that this viewer may read."""
    own = or_(col(Cadre.member_id).is_(None), col(Cadre.member_id) != viewer.member_id)
    return statement.where(own, _sight(viewer))


def _sight(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.is_officer:
        return false()
    return or_(
        _of_room(viewer),
        and_(
            col(Gap.unit_id).in_(units_as(viewer, Role.UNIT_CONTACT)),
            col(Gap.seen_by) == SeenBy.CONTACT,
        ),
        and_(
            col(Gap.unit_id).in_(units_as(viewer, Role.APPROVER)), col(Gap.seen_by) != SeenBy.ORGAN
        ),
    )


def _of_room(viewer: Viewer) -> ColumnElement[bool]:
    staff = [it for it in viewer.grants if it.role in ROOM_ROLES and it.unit_id is None]
    if any(it.room_id is None for it in staff):
        return true()
    return col(Dossier.room_id).in_([it.room_id for it in staff])


def units_as(viewer: Viewer, role: Role) -> list[int]:
    """The units over which they hold this role."""
    return [it.unit_id for it in viewer.grants if it.role == role and it.unit_id is not None]
