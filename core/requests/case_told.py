"""A case as someone may know it (对外口径): that a volume is missing stays inside the room.

To everybody else the case stands where it stood before, with one neutral sentence for what comes
next (`held_up`), the same as for every other sensitive cause.
"""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import Session

from core.members.scope import Viewer
from core.requests.case import Case, CaseLine, shown_state
from core.requests.case_view import case_view
from core.requests.line import MISSING, LineState
from core.requests.request import Mode


def case_told(session: Session, ref: str, viewer: Viewer) -> Case:
    """The case for this viewer; raises NotFound. Whether they may see it is the caller's question."""
    case = case_view(session, ref)
    return case if viewer.keeps(case.room_id) else outside(case)


def outside(case: Case) -> Case:
    """The case with its missing volumes where they were before, and nothing said of 补建."""
    case = replace(case, lines=tuple(replace(line, is_rebuilt=False) for line in case.lines))
    if not any(line.state in MISSING for line in case.lines):
        return case
    lines = tuple(replace(line, state=told_state(case.mode, line)) for line in case.lines)
    state = shown_state(case.state, [line.state for line in lines])
    return replace(case, lines=lines, shown_state=state, held_up=True)


def told_state(mode: str, line: CaseLine) -> str:
    """Out as it went out, else still waiting."""
    return before_it_was_missed(mode, line.state, out=line.opened_at is not None)


def before_it_was_missed(mode: str, state: str, *, out: bool) -> str:
    """A missing line's state as it was; any other's as it is."""
    if state not in MISSING:
        return state
    if not out:
        return LineState.WAITING
    return LineState.LENT if mode == Mode.LEND else LineState.READING
