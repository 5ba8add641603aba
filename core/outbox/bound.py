"""Who is bound where (账号是谁的): asked with every message in and out, so it is prepared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlmodel import Session, SQLModel

from core.outbox.reach import Reach
from core.prepared import Prepared

_reach = SQLModel.metadata.tables[Reach.__tablename__]
_KEPT = (_reach.c.member_id, _reach.c.address, _reach.c.unreachable_since)
_AT = Prepared(
    select(*_KEPT).where(
        _reach.c.channel == bindparam("channel"),
        _reach.c.address == bindparam("address"),
        _reach.c.person == bindparam("person"),
        _reach.c.revoked_at.is_(None),
    )
)
_OF = Prepared(
    select(*_KEPT).where(
        _reach.c.channel == bindparam("channel"),
        _reach.c.member_id == bindparam("member_id"),
        _reach.c.revoked_at.is_(None),
    )
)


@dataclass(frozen=True, slots=True)
class Bound:
    member_id: int
    address: str
    unreachable_since: datetime | None


def bound_at(session: Session, channel: str, address: str, person: str) -> Bound | None:
    """Whose address this is; only for the person who bound it."""
    row = _AT.first(session, channel=channel, address=address, person=person)
    return None if row is None else Bound(*row)


def where_is(session: Session, channel: str, member_id: int) -> Bound | None:
    """Where this member is reached now."""
    row = _OF.first(session, channel=channel, member_id=member_id)
    return None if row is None else Bound(*row)
