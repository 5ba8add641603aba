"""Sheet (摘录单、复制件): one numbered sheet, from its issue until it is taken away or destroyed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep
from core.ids import opaque


class SheetKind(StrEnum):
    EXCERPT = "excerpt"  # 摘录单: readers write on it
    COPY = "copy"  # 复制件: staff make it


class SheetState(StrEnum):
    ISSUED = "issued"
    FILLED = "filled"
    CHECKED = "checked"
    TAKEN = "taken"
    DESTROYED = "destroyed"


class SheetStep(StrEnum):
    COUNT_BACK = "count_back"
    CHECK = "check"
    TAKE_AWAY = "take_away"
    DESTROY = "destroy"


SHEET_TRANSITIONS: dict[tuple[SheetState, SheetStep], SheetState] = {
    (SheetState.ISSUED, SheetStep.COUNT_BACK): SheetState.FILLED,
    (SheetState.ISSUED, SheetStep.DESTROY): SheetState.DESTROYED,  # blank or spoilt
    (SheetState.FILLED, SheetStep.CHECK): SheetState.CHECKED,
    (SheetState.FILLED, SheetStep.DESTROY): SheetState.DESTROYED,
    (SheetState.CHECKED, SheetStep.TAKE_AWAY): SheetState.TAKEN,
    (SheetState.CHECKED, SheetStep.DESTROY): SheetState.DESTROYED,
}
ENDED = frozenset({SheetState.TAKEN, SheetState.DESTROYED})


class Sheet(SQLModel, table=True):
    __tablename__ = "sheet"
    __table_args__ = (
        one_of("kind", SheetKind),
        one_of("state", SheetState),
        holds("pages_count", "pages >= 0"),
        holds("copy_says_of_what", "kind = 'excerpt' OR (material <> '' AND pages > 0)"),
        # Nothing leaves unchecked, nothing is destroyed without its registration.
        holds("taken_was_checked", "state <> 'taken' OR (checked_by IS NOT NULL AND holder <> '')"),
        holds("destroyed_is_registered", "state <> 'destroyed' OR registration <> ''"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    number: str = Field(unique=True, max_length=40)
    request_id: int = Field(foreign_key="request.id", index=True)
    kind: str = Field(max_length=10)
    state: str = Field(default=SheetState.ISSUED, max_length=10)
    # Who writes on it or takes it away: a reader of the request.
    holder: str = Field(default="", max_length=40)
    material: str = Field(default="", max_length=80)
    pages: int = 0
    issued_by: int = Field(foreign_key="member.id")
    issued_at: datetime
    back_at: datetime | None = None
    checked_by: int | None = Field(default=None, foreign_key="member.id")
    checked_at: datetime | None = None
    ended_by: int | None = Field(default=None, foreign_key="member.id")
    ended_at: datetime | None = None
    registration: str = Field(default="", max_length=80)

    def take(self, step: SheetStep) -> None:
        """Move by a step of SHEET_TRANSITIONS; raises ImpossibleStep where there is none."""
        target = SHEET_TRANSITIONS.get((SheetState(self.state), step))
        if target is None:
            raise ImpossibleStep(state=self.state, step=step)
        self.state = target
