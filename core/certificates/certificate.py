"""Certificate (查核证明): what was looked up, by whom, who checked it, to whom of the unit it went."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep
from core.ids import opaque


class CertificateState(StrEnum):
    DRAFTED = "drafted"
    DIFFERS = "differs"  # the checker read something else
    CHECKED = "checked"
    HANDED = "handed"


class CertificateStep(StrEnum):
    DRAFT = "draft"
    AGREE = "agree"
    DISAGREE = "disagree"
    HAND = "hand"


CERTIFICATE_TRANSITIONS: dict[tuple[CertificateState, CertificateStep], CertificateState] = {
    (CertificateState.DRAFTED, CertificateStep.DRAFT): CertificateState.DRAFTED,
    (CertificateState.DIFFERS, CertificateStep.DRAFT): CertificateState.DRAFTED,
    (CertificateState.DRAFTED, CertificateStep.AGREE): CertificateState.CHECKED,
    (CertificateState.DRAFTED, CertificateStep.DISAGREE): CertificateState.DIFFERS,
    (CertificateState.CHECKED, CertificateStep.HAND): CertificateState.HANDED,
}


class Certificate(SQLModel, table=True):
    __tablename__ = "certificate"
    __table_args__ = (
        one_of("state", CertificateState),
        # One looks up, another checks, whatever races.
        holds("another_checks", "checked_by IS NULL OR checked_by <> looked_up_by"),
        holds(
            "checked_is_numbered",
            "state IN ('drafted', 'differs') OR (checked_by IS NOT NULL AND number IS NOT NULL)",
        ),
        holds("handed_to_somebody", "state <> 'handed' OR received_by <> ''"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    request_id: int = Field(foreign_key="request.id", unique=True)
    number: str | None = Field(default=None, unique=True, max_length=40)
    state: str = Field(default=CertificateState.DRAFTED, max_length=10)
    template: str = Field(max_length=20)
    finding: str = Field(max_length=400)
    source: str = Field(max_length=120)
    looked_up_by: int = Field(foreign_key="member.id")
    looked_up_at: datetime
    checked_by: int | None = Field(default=None, foreign_key="member.id")
    checked_at: datetime | None = None
    remark: str = Field(default="", max_length=200)
    received_by: str = Field(default="", max_length=40)
    handed_by: int | None = Field(default=None, foreign_key="member.id")
    handed_at: datetime | None = None

    def take(self, step: CertificateStep) -> None:
        """Move by a step of CERTIFICATE_TRANSITIONS; raises ImpossibleStep where there is none."""
        target = CERTIFICATE_TRANSITIONS.get((CertificateState(self.state), step))
        if target is None:
            raise ImpossibleStep(state=self.state, step=step)
        self.state = target
