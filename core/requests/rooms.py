"""Where the room's own steps on a request are taken: over the room that keeps the dossier."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from sqlmodel import Session, col, select

from core.command import Place
from core.members.room import Room
from core.requests.questions import place_of
from core.requests.request import Request
from core.unit import OpenUnit


class OnRequest(Protocol):
    """A command about one request, named by its reference."""

    @property
    def request(self) -> str: ...


def room_of(command: OnRequest, unit: OpenUnit) -> Place:
    """The request's archive room; raises NotFound."""
    return Place(room_id=place_of(unit.session, command.request).room_id)


def unit_or_room_of(command: OnRequest, unit: OpenUnit) -> Place:
    """The request's unit and room; raises NotFound."""
    return place_of(unit.session, command.request)


def rooms_of_cases(session: Session, refs: Collection[str]) -> dict[str, str]:
    """Reference → name of the archive room, for those of the cases that there are."""
    rows = session.exec(
        select(Request.ref, Room.name)
        .join(Room, col(Room.id) == Request.room_id)
        .where(col(Request.ref).in_(refs))
    ).all()
    return dict(rows)
