"""What belongs to a request (办件所属): sheets and certificates, found by their own reference."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from sqlmodel import Session, col, select

from core.command import Place
from core.errors import NotFound
from core.requests.request import Request


class Belonging(Protocol):
    """A table's row with a reference of its own and the request that it belongs to."""

    ref: str
    request_id: int


B = TypeVar("B", bound=Belonging)


def with_request(session: Session, kind: type[B], ref: str) -> tuple[B, Request]:
    """The row with this reference and its request, both locked; raises NotFound."""
    entity: Any = kind
    row = session.exec(
        select(entity, Request)
        .join(Request, col(Request.id) == entity.request_id)
        .where(entity.ref == ref)
        .with_for_update()
    ).first()
    if row is None:
        raise NotFound
    return row[0], row[1]


def room_of_belonging(session: Session, kind: type[B], ref: str) -> Place:
    """The room whose request it belongs to; raises NotFound."""
    entity: Any = kind
    room_id = session.exec(
        select(Request.room_id)
        .join(entity, entity.request_id == col(Request.id))
        .where(entity.ref == ref)
    ).first()
    if room_id is None:
        raise NotFound
    return Place(room_id=room_id)
