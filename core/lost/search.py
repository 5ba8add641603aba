"""Search (查找): one volume is not where it should be; its life until it is found or set aside.

Loss is reported upward at once and repaired with all means (《干部人事档案工作条例》第二十二条). A volume
has at most one open search, and what was once missed keeps its label and its place for ever: the
database holds both.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep
from core.ids import opaque

ONE_OPEN = "uq_search_one_open_per_volume"


class SearchState(StrEnum):
    SEARCHING = "searching"  # 查找中
    LOST = "lost"  # 未找到，已报告上级
    REBUILDING = "rebuilding"  # 补建中
    REBUILT = "rebuilt"  # 已补建
    COMPARED = "compared"  # 已见到、比对过，等处理
    FOUND = "found"  # 已找到
    SET_ASIDE = "set_aside"  # 找到，另行保存，用补建的


class SearchStep(StrEnum):
    LOOK = "look"
    SAY_FOUND = "say_found"
    REFUTE = "refute"
    CLEAR = "clear"
    COMPARE = "compare"
    CONFIRM_LOST = "confirm_lost"
    PRINT_REPORT = "print_report"
    CHECK_SHELF = "check_shelf"
    APPROVE_REBUILDING = "approve_rebuilding"
    ASK_SOURCE = "ask_source"
    SETTLE_SOURCE = "settle_source"
    SHELVE_REBUILT = "shelve_rebuilt"
    RESTORE = "restore"
    SET_ASIDE = "set_aside"


class Noticed(StrEnum):
    """Where it was noticed that the volume is missing."""

    FETCHING = "fetching"  # 取卷时
    SHELF = "shelf"  # 日常或清点时
    LOAN = "loan"  # 借出后


ENDED = frozenset({SearchState.FOUND, SearchState.SET_ASIDE})
STILL_MISSING = (
    SearchState.SEARCHING,
    SearchState.LOST,
    SearchState.REBUILDING,
    SearchState.REBUILT,
)
REPORTED_UPWARD = (SearchState.LOST, SearchState.REBUILDING, SearchState.REBUILT)
_WHILE_MISSING = (SearchStep.LOOK, SearchStep.SAY_FOUND, SearchStep.REFUTE)
_AFTER_REPORT = (SearchStep.PRINT_REPORT, SearchStep.CHECK_SHELF)

SEARCH_TRANSITIONS: dict[tuple[SearchState, SearchStep], SearchState] = {
    **{(state, step): state for state in STILL_MISSING for step in _WHILE_MISSING},
    **{
        (state, step): state
        for state in (*REPORTED_UPWARD, SearchState.COMPARED, *sorted(ENDED))
        for step in _AFTER_REPORT
    },
    (SearchState.SEARCHING, SearchStep.CLEAR): SearchState.FOUND,
    **{(state, SearchStep.COMPARE): SearchState.COMPARED for state in STILL_MISSING},
    (SearchState.SEARCHING, SearchStep.CONFIRM_LOST): SearchState.LOST,
    (SearchState.LOST, SearchStep.APPROVE_REBUILDING): SearchState.REBUILDING,
    (SearchState.REBUILDING, SearchStep.ASK_SOURCE): SearchState.REBUILDING,
    (SearchState.REBUILDING, SearchStep.SETTLE_SOURCE): SearchState.REBUILDING,
    (SearchState.REBUILDING, SearchStep.SHELVE_REBUILT): SearchState.REBUILT,
    (SearchState.COMPARED, SearchStep.RESTORE): SearchState.FOUND,
    (SearchState.COMPARED, SearchStep.SET_ASIDE): SearchState.SET_ASIDE,
}


class Search(SQLModel, table=True):
    __tablename__ = "search"
    __table_args__ = (
        one_of("state", SearchState),
        one_of("noticed", Noticed),
        # What was missed can be neither removed, relabelled nor renumbered: nothing is used again.
        ForeignKeyConstraint(
            ["volume_id", "label", "ordinal"],
            ["volume.id", "volume.label", "volume.ordinal"],
            name="fk_search_volume_stays_itself",
        ),
        Index(
            ONE_OPEN,
            "volume_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        holds("another_confirms", "confirmed_by IS NULL OR confirmed_by <> reported_by"),
        holds(
            "a_loss_is_confirmed",
            "state NOT IN ('lost', 'rebuilding', 'rebuilt') OR confirmed_by IS NOT NULL",
        ),
        holds("ended_when_found", "(state IN ('found', 'set_aside')) = (ended_at IS NOT NULL)"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    volume_id: int
    label: str = Field(max_length=16)
    ordinal: int
    room_id: int = Field(foreign_key="room.id", index=True)
    state: str = Field(default=SearchState.SEARCHING, max_length=12)
    noticed: str = Field(max_length=10)
    note: str = Field(default="", max_length=200)
    reported_by: int = Field(foreign_key="member.id")
    reported_at: datetime
    term_at: datetime  # until then two people search; afterwards the head decides
    confirmed_by: int | None = Field(default=None, foreign_key="member.id")
    confirmed_at: datetime | None = None
    early_reason: str = Field(default="", max_length=200)
    ended_at: datetime | None = None
    version: int = 1

    def take(self, step: SearchStep) -> None:
        """Move by a step of SEARCH_TRANSITIONS; raises ImpossibleStep where there is none."""
        target = SEARCH_TRANSITIONS.get((SearchState(self.state), step))
        if target is None:
            raise ImpossibleStep(state=self.state, step=step)
        self.state = target
        self.version += 1

    def end(self, step: SearchStep, at: datetime) -> None:
        """Take the last step. Raises ImpossibleStep."""
        self.take(step)
        self.ended_at = at
