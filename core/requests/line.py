"""Line (明细): one volume of a request and its own life, from waiting to checked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep


class LineState(StrEnum):
    WAITING = "waiting"
    READING = "reading"
    PAUSED = "paused"
    LENT = "lent"
    LOOKING_UP = "looking_up"  # 室内查核: on a desk of the room, nobody reads it
    RETURNED = "returned"
    CHECKED = "checked"
    SEARCHING = "searching"
    FOUND = "found"
    LOST = "lost"
    DROPPED = "dropped"
    REFUSED = "refused"


class LineStep(StrEnum):
    HAND_OVER_TO_READ = "hand_over_to_read"
    HAND_OVER_TO_LEND = "hand_over_to_lend"
    LOOK_UP = "look_up"
    PUT_BACK = "put_back"
    PAUSE = "pause"
    RESUME = "resume"
    TAKE_BACK = "take_back"
    CHECK = "check"
    SEARCH = "search"
    FIND = "find"
    REPORT_LOST = "report_lost"
    WAIT_AGAIN = "wait_again"
    DROP = "drop"
    REFUSE = "refuse"


MISSING = frozenset({LineState.SEARCHING, LineState.LOST})
GIVEN_UP = frozenset({LineState.DROPPED, LineState.REFUSED})
SETTLED = frozenset({LineState.CHECKED, *GIVEN_UP})
OUT = frozenset({LineState.READING, LineState.PAUSED, LineState.LENT})

LINE_TRANSITIONS: dict[tuple[LineState, LineStep], LineState] = {
    (LineState.WAITING, LineStep.HAND_OVER_TO_READ): LineState.READING,
    (LineState.WAITING, LineStep.HAND_OVER_TO_LEND): LineState.LENT,
    (LineState.WAITING, LineStep.DROP): LineState.DROPPED,
    (LineState.WAITING, LineStep.REFUSE): LineState.REFUSED,
    (LineState.WAITING, LineStep.LOOK_UP): LineState.LOOKING_UP,
    (LineState.LOOKING_UP, LineStep.PUT_BACK): LineState.CHECKED,
    (LineState.READING, LineStep.PAUSE): LineState.PAUSED,
    (LineState.PAUSED, LineStep.RESUME): LineState.READING,
    **{(state, LineStep.TAKE_BACK): LineState.RETURNED for state in OUT},
    (LineState.RETURNED, LineStep.CHECK): LineState.CHECKED,
    **{(state, LineStep.SEARCH): LineState.SEARCHING for state in OUT | {LineState.WAITING}},
    (LineState.SEARCHING, LineStep.FIND): LineState.FOUND,
    (LineState.SEARCHING, LineStep.REPORT_LOST): LineState.LOST,
    (LineState.LOST, LineStep.FIND): LineState.FOUND,
    (LineState.FOUND, LineStep.CHECK): LineState.CHECKED,
    (LineState.FOUND, LineStep.WAIT_AGAIN): LineState.WAITING,
    **{(state, LineStep.DROP): LineState.DROPPED for state in MISSING},
}


class Line(SQLModel, table=True):
    __tablename__ = "line"
    __table_args__ = (
        one_of("state", LineState),
        holds(
            "refusal_says_who_and_why",
            "state <> 'refused' OR (refused_by IS NOT NULL AND reason <> '')",
        ),
        UniqueConstraint("request_id", "volume_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    volume_id: int = Field(foreign_key="volume.id", index=True)
    state: str = Field(default=LineState.WAITING, max_length=12)
    # Of a list, single lines may be refused (逐行不予办理): by whom, when and why.
    refused_by: int | None = Field(default=None, foreign_key="member.id")
    refused_at: datetime | None = None
    reason: str = Field(default="", max_length=300)
    version: int = 1

    def take(self, step: LineStep) -> None:
        """Move by a step of LINE_TRANSITIONS; raises ImpossibleStep where there is none."""
        target = LINE_TRANSITIONS.get((LineState(self.state), step))
        if target is None:
            raise ImpossibleStep(state=self.state, step=step)
        self.state = target
        self.version += 1


def drop_waiting(lines: list[Line], away: Collection[int | None]) -> bool:
    """Give up the volumes that nobody fetched; whether any volume had been read and came back.

    `away` are the lines whose volume left the store and has not been counted back. Raises
    ImpossibleStep while there is one.
    """
    for line in lines:
        if line.id in away:
            raise ImpossibleStep(state=line.state, step=LineStep.DROP)
        if line.state not in SETTLED:
            line.take(LineStep.DROP)
    return any(line.state == LineState.CHECKED for line in lines)
