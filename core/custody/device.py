"""Device (设备): a reader known by name, in one room, with the key that signs its batches."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class Device(SQLModel, table=True):
    __tablename__ = "device"

    name: str = Field(primary_key=True, max_length=40)
    room_id: int = Field(foreign_key="room.id")
    title: str = Field(default="", max_length=40)
    key_hex: str = Field(max_length=128)
    enrolled_at: datetime
    last_seen_at: datetime | None = None
    revoked_at: datetime | None = None
