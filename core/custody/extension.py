"""Extension (延期归还): asked before the due day, signed by the unit, granted by the room's head.

It has a life of its own beside the request's, which stays as it is while the volumes are lent.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep


class ExtensionState(StrEnum):
    ASKED = "asked"  # 待单位签批
    SIGNED = "signed"  # 待档案部门审核
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"  # the volumes came back, or were called back, first


class ExtensionStep(StrEnum):
    UNIT_SIGN = "unit_sign"
    ROOM_REVIEW = "room_review"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


OPEN = frozenset({ExtensionState.ASKED, ExtensionState.SIGNED})
_ENDS = {
    ExtensionStep.REFUSE: ExtensionState.REFUSED,
    ExtensionStep.WITHDRAW: ExtensionState.WITHDRAWN,
    ExtensionStep.LAPSE: ExtensionState.LAPSED,
}
EXTENSION_TRANSITIONS: dict[tuple[ExtensionState, ExtensionStep], ExtensionState] = {
    (ExtensionState.ASKED, ExtensionStep.UNIT_SIGN): ExtensionState.SIGNED,
    # An organ's own leader signs paper elsewhere.
    (ExtensionState.ASKED, ExtensionStep.ROOM_REVIEW): ExtensionState.GRANTED,
    (ExtensionState.SIGNED, ExtensionStep.ROOM_REVIEW): ExtensionState.GRANTED,
    **{(state, step): end for state in OPEN for step, end in _ENDS.items()},
}
_STILL_OPEN = text("state IN ('asked', 'signed')")


class Extension(SQLModel, table=True):
    """The `nth` extension of a request's loan, by `days` working days."""

    __tablename__ = "extension"
    __table_args__ = (
        one_of("state", ExtensionState),
        holds("days_count", "days > 0"),
        holds("ended_when_over", "state IN ('asked', 'signed') OR ended_at IS NOT NULL"),
        UniqueConstraint("request_id", "nth"),
        Index(
            "uq_extension_one_open",
            "request_id",
            unique=True,
            sqlite_where=_STILL_OPEN,
            postgresql_where=_STILL_OPEN,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id")
    nth: int
    days: int
    reason: str = Field(max_length=200)
    asked_by: int = Field(foreign_key="member.id")
    asked_at: datetime
    state: str = Field(default=ExtensionState.ASKED, max_length=12)
    ended_at: datetime | None = None
    note: str = Field(default="", max_length=300)

    def take(self, step: ExtensionStep, at: datetime) -> None:
        """Move by a step of EXTENSION_TRANSITIONS; raises ImpossibleStep where there is none."""
        target = EXTENSION_TRANSITIONS.get((ExtensionState(self.state), step))
        if target is None:
            raise ImpossibleStep(state=self.state, step=step)
        self.state = target
        if target not in OPEN:
            self.ended_at = at
