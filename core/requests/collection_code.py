"""Collection code (取档码): opaque, kept as a hash, short-lived on a screen, longer on paper."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from core.constraints import holds


class CollectionCode(SQLModel, table=True):
    __tablename__ = "collection_code"
    __table_args__ = (holds("carrier_is_known", "carrier IN ('screen', 'paper')"),)

    code_hash: str = Field(primary_key=True, max_length=64)
    request_id: int = Field(foreign_key="request.id", index=True)
    carrier: str = Field(max_length=6)
    issued_at: datetime
    expires_at: datetime
    presented_at: datetime | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None
