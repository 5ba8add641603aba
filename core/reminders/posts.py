"""Posts (收提醒的岗位): who holds a post of a ladder for this subject at this moment.

Where nobody holds it, the room hears instead: a reminder that reaches nobody helps nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from core.command import Place
from core.members.member import Role
from core.members.questions import deputies_of, grants_of, holders
from core.reminders.subjects import Standing

INSTEAD = ("archivist", "head")


@dataclass(slots=True)
class Posts:
    """Asked many times in one tick about few places, so that answers are kept for its length."""

    session: Session
    now: datetime
    _kept: dict[tuple[str, Place], list[int]] = field(default_factory=dict)
    _contacts: dict[tuple[int, int], bool] = field(default_factory=dict)

    def of(self, post: str, standing: Standing) -> list[int]:
        """Members who hear of it in this post, or in the room's where it is empty."""
        if standing.discreet:
            return self._holders(Role.HEAD, Place(room_id=standing.room_id))
        for tried in (post,) if standing.recurs else (post, *INSTEAD):
            if found := _POSTS[tried](self, standing):
                return found
        return []

    def contact(self, standing: Standing) -> list[int]:
        """Whoever asked, while still the unit's contact; else the contacts of today."""
        if standing.unit_id is None:
            return []
        if standing.contact_id is not None and self._is_contact(standing):
            return [standing.contact_id]
        return self._holders(Role.UNIT_CONTACT, _unit_of(standing))

    def unit_leader(self, standing: Standing) -> list[int]:
        if standing.unit_id is None:
            return []
        return self._with_deputies(_unit_of(standing))

    def archivist(self, standing: Standing) -> list[int]:
        return self._holders(Role.ARCHIVIST, Place(room_id=standing.room_id))

    def head(self, standing: Standing) -> list[int]:
        return self._holders(Role.HEAD, Place(room_id=standing.room_id))

    def authority(self, standing: Standing) -> list[int]:
        """部领导: approvers over the room itself."""
        return self._with_deputies(Place(room_id=standing.room_id))

    def _with_deputies(self, place: Place) -> list[int]:
        own = self._holders(Role.APPROVER, place)
        acting = [d for member in own for d in deputies_of(self.session, member, self.now)]
        return list(dict.fromkeys([*own, *acting]))

    def _holders(self, role: Role, place: Place) -> list[int]:
        key = (role, place)
        if key not in self._kept:
            self._kept[key] = holders(self.session, role, place, self.now)
        return self._kept[key]

    def _is_contact(self, standing: Standing) -> bool:
        assert standing.contact_id is not None
        assert standing.unit_id is not None
        key = (standing.contact_id, standing.unit_id)
        if key not in self._contacts:
            held = grants_of(self.session, standing.contact_id, self.now)
            roles: frozenset[str] = frozenset({Role.UNIT_CONTACT})
            self._contacts[key] = any(it.covers(roles, _unit_of(standing)) for it in held)
        return self._contacts[key]


def _unit_of(standing: Standing) -> Place:
    return Place(room_id=standing.room_id, unit_id=standing.unit_id)


_POSTS: dict[str, Callable[[Posts, Standing], list[int]]] = {
    "contact": Posts.contact,
    "unit_leader": Posts.unit_leader,
    "archivist": Posts.archivist,
    "head": Posts.head,
    "authority": Posts.authority,
}
