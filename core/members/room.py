"""Archive room (管档单位): keeps dossiers, has its own staff, slots, number series and approvers."""

from __future__ import annotations

from sqlmodel import Field, SQLModel

from core.constraints import one_of
from core.members.approval_change import ApprovalBy


class Room(SQLModel, table=True):
    __tablename__ = "room"
    __table_args__ = (one_of("approval", ApprovalBy),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=60)
    # On every number the room gives (档办〔2026〕0001号), so that no two rooms give the same.
    short_name: str = Field(default="档", max_length=8, index=True, unique=True)
    opening: str = Field(default="工作日 9:00—11:30、14:30—17:00", max_length=60)
    telephone: str = Field(default="", max_length=30)
    # Lending (借阅) is off until the room's list names a reason (restraint.md).
    lending_reasons: str = Field(default="", max_length=400)
    # paper | confirm | electronic (签批方式); changed by two officers.
    approval: str = Field(default=ApprovalBy.CONFIRM, max_length=10)

    def lends_for(self, reason: str) -> bool:
        """Whether the room's own list names this reason for lending."""
        return bool(reason) and reason in self.lending_reasons.split("、")
