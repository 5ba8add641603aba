"""Sealed package (密封档案袋): a numbered bag, two carriers of the borrowing unit, an allowed way.

The slip (借条) has its own number series. A bag number is on the road once.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, bindparam, text, update
from sqlmodel import Field, SQLModel, col

from core.constraints import holds
from core.prepared import Prepared


class SealedPackage(SQLModel, table=True):
    __tablename__ = "sealed_package"
    __table_args__ = (
        holds("left_sealed_and_numbered", "left_at IS NULL OR (number <> '' AND way <> '')"),
        holds(
            "left_with_two",
            "left_at IS NULL OR (carrier_1 IS NOT NULL AND carrier_2 IS NOT NULL)",
        ),
        holds(
            "carriers_differ", "carrier_1 IS NULL OR carrier_2 IS NULL OR carrier_1 <> carrier_2"
        ),
        holds("back_was_away", "back_at IS NULL OR left_at IS NOT NULL"),
        Index(
            "uq_sealed_package_one_packed",
            "request_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
        Index(
            "uq_sealed_package_bag_out_once",
            "room_id",
            "number",
            unique=True,
            sqlite_where=text("left_at IS NOT NULL AND back_at IS NULL"),
            postgresql_where=text("left_at IS NOT NULL AND back_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    room_id: int = Field(foreign_key="room.id")
    slip_number: str = Field(unique=True, max_length=40)
    number: str = Field(default="", max_length=30)
    way: str = Field(default="", max_length=20)
    carrier_1: int | None = Field(default=None, foreign_key="reader.id")
    carrier_2: int | None = Field(default=None, foreign_key="reader.id")
    packed_by: int = Field(foreign_key="member.id")
    packed_at: datetime
    left_at: datetime | None = None
    back_number: str = Field(default="", max_length=30)
    seal_intact: bool | None = None
    back_at: datetime | None = None


LEAVE = Prepared(
    update(SealedPackage)
    .where(
        col(SealedPackage.request_id) == bindparam("of_request"),
        col(SealedPackage.left_at).is_(None),
    )
    .values(left_at=bindparam("now"))
    .returning(col(SealedPackage.id))
)
