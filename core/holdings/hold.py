"""Hold (暂缓办理): an organ decided on paper that a dossier rests; the reason stays with the organ.

Only organ, document number and dates are kept. It rests from the moment it is placed; it moves
again once a second person has confirmed that it may.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from core.constraints import holds


class Hold(SQLModel, table=True):
    __tablename__ = "hold"
    __table_args__ = (
        holds("runs_forward", "until IS NULL OR until >= since"),
        holds("placed_by_two", "confirmed_by IS NULL OR confirmed_by <> placed_by"),
        holds("lifted_by_two", "lifted_by IS NULL OR lifted_by <> lift_asked_by"),
        holds("lifted_as_asked", "lifted_at IS NULL OR lift_document <> ''"),
    )

    id: int | None = Field(default=None, primary_key=True)
    dossier_id: int = Field(foreign_key="dossier.id", index=True)
    organ: str = Field(max_length=60)
    document: str = Field(max_length=60)
    since: date
    until: date | None = None
    placed_by: int = Field(foreign_key="member.id")
    placed_at: datetime
    confirmed_by: int | None = Field(default=None, foreign_key="member.id")
    lift_document: str = Field(default="", max_length=60)
    lift_asked_by: int | None = Field(default=None, foreign_key="member.id")
    lifted_by: int | None = Field(default=None, foreign_key="member.id")
    lifted_at: datetime | None = None
