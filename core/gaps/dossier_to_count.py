"""Dossier to count (待查缺): queued when a roster came in, so that nobody has to remember counting.

A counted one stays until the queue is empty, so that progress can be told.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Index, delete, insert, literal, text
from sqlmodel import Field, Session, SQLModel, col, func, select

from core.holdings.dossier import Dossier

AT_ONCE = 500


class DossierToCount(SQLModel, table=True):
    __tablename__ = "dossier_to_count"
    __table_args__ = (
        Index(
            "ix_dossier_to_count_due",
            "dossier_id",
            sqlite_where=text("counted_at IS NULL"),
            postgresql_where=text("counted_at IS NULL"),
        ),
    )

    dossier_id: int = Field(primary_key=True, foreign_key="dossier.id")
    queued_at: datetime
    counted_at: datetime | None = None


def queue_counting(session: Session, numbers: Sequence[str], now: datetime) -> None:
    """Have the gaps of these dossiers counted soon, whether or not they wait already."""
    for start in range(0, len(numbers), AT_ONCE):
        some = col(Dossier.number).in_(numbers[start : start + AT_ONCE])
        meant = select(Dossier.id).where(some)
        session.execute(delete(DossierToCount).where(col(DossierToCount.dossier_id).in_(meant)))
        session.execute(
            insert(DossierToCount).from_select(
                ["dossier_id", "queued_at"],
                select(Dossier.id, literal(now, type_=_QUEUED_AT)).where(some),
            )
        )


_QUEUED_AT: Any = SQLModel.metadata.tables["dossier_to_count"].c.queued_at.type


def next_to_count(session: Session, most: int) -> list[int]:
    """The first that wait."""
    waiting = (
        select(DossierToCount.dossier_id)
        .where(col(DossierToCount.counted_at).is_(None))
        .order_by(col(DossierToCount.dossier_id))
        .limit(most)
    )
    return list(session.exec(waiting).all())


def counting_under_way(session: Session, rooms: Collection[int]) -> dict[int, tuple[int, int]]:
    """Room → how many are counted, of how many; only rooms where some wait."""
    rows = session.exec(
        select(Dossier.room_id, func.count(col(DossierToCount.counted_at)), func.count())
        .select_from(DossierToCount)
        .join(Dossier, col(Dossier.id) == DossierToCount.dossier_id)
        .where(col(Dossier.room_id).in_(rooms))
        .group_by(col(Dossier.room_id))
    ).all()
    return {room: (counted, all_) for room, counted, all_ in rows if counted < all_}


def forget_counted(session: Session) -> None:
    """Once none waits, what was counted is of no more use."""
    session.execute(delete(DossierToCount).where(col(DossierToCount.counted_at).is_not(None)))
