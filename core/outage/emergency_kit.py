"""Emergency kit (应急包): what a room works with on a day without network, made each evening.

The row says when it was made and which reserved numbers it bears; the pages themselves lie outside
the database, where they can be opened while nothing runs.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, select

from core.constraints import holds
from core.ids import opaque


class EmergencyKit(SQLModel, table=True):
    __tablename__ = "emergency_kit"
    __table_args__ = (
        holds("counts_from_zero", "numbers >= 0 AND to_collect >= 0 AND out_now >= 0"),
        Index("ix_emergency_kit_room_made", "room_id", "made_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(12), unique=True, max_length=12)
    room_id: int = Field(foreign_key="room.id")
    made_at: datetime
    made_by: int | None = Field(default=None, foreign_key="member.id")  # None: the evening's clock
    numbers: int
    to_collect: int
    out_now: int


def newest_kit(session: Session, room_id: int) -> EmergencyKit | None:
    """The kit that is in force: an older one is waste paper."""
    return session.exec(
        select(EmergencyKit)
        .where(EmergencyKit.room_id == room_id)
        .order_by(col(EmergencyKit.made_at).desc(), col(EmergencyKit.id).desc())
    ).first()
