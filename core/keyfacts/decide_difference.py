"""Decide a difference (组织认定、涉嫌造假): an organ's paper, entered by the head, compared by another.

Only here do the last two states come about, and only at the second person's word. Suspicion lets
the dossier rest from the first entry on (未核准前一律暂缓相关程序), the organ's decision lets it go.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from core.clock import local_date
from core.command import Answer, Command, Done, content_hash, use_case
from core.errors import BadValue, ImpossibleStep, SecondStepBySamePerson
from core.keyfacts.difference import (
    DIFFERENCE_TRANSITIONS,
    Difference,
    DifferenceState,
    DifferenceStep,
    FactDecision,
)
from core.keyfacts.events import DecisionCompared, DecisionEntered
from core.keyfacts.keep_update import keep_update
from core.keyfacts.questions import find_difference, room_of_difference
from core.keyfacts.rest_dossier import let_go, let_rest
from core.keyfacts.values import value_of
from core.members.entered import entered
from core.members.member import ROOM_ROLES, Role
from core.members.second_check import binding_of
from core.unit import OpenUnit

_STEPS = frozenset({DifferenceStep.SETTLE, DifferenceStep.SUSPECT})


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterDecision(Command):
    """`step` is settle or suspect; `value` is what the organ settled on, for settle only."""

    difference: str
    seen_version: int
    step: str
    organ: str
    document: str
    dated: date
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareDecision(Command):
    """`agrees`: the paper says what was entered. If not, the entry is void and is made anew."""

    difference: str
    seen_version: int
    agrees: bool


@use_case(
    EnterDecision,
    roles={Role.HEAD},
    place=room_of_difference,
    second_check=lambda command: binding_of("enter_decision", content_hash(command)),
)
def enter_decision(command: EnterDecision, unit: OpenUnit) -> Answer:
    """Raises NotFound, Stale, BadValue, ImpossibleStep where such a decision cannot follow."""
    item = find_difference(unit, command.difference, command.seen_version)
    _demand_possible(item, command.step)
    if _waiting(unit, item) is not None:
        raise ImpossibleStep(state="decision_waits")
    if command.dated > local_date(unit.now):
        raise BadValue(field="dated")
    assert unit.principal.member_id is not None
    settles = command.step == DifferenceStep.SETTLE
    decision = FactDecision(
        difference_id=item.id or 0,
        step=command.step,
        organ=entered("organ", command.organ, 60),
        document=entered("document", command.document, 60),
        dated=command.dated,
        value=value_of(item.fact, command.value) if settles else "",
        entered_by=unit.principal.member_id,
        entered_at=unit.now,
    )
    unit.session.add(decision)
    unit.session.flush()
    if not settles:
        let_rest(unit, item, decision)
    item.version += 1
    unit.record(
        DecisionEntered(ref=item.ref, decision=decision.id or 0, document=decision.document)
    )
    return Done({"state": item.state})


@use_case(
    CompareDecision,
    roles=ROOM_ROLES,
    place=room_of_difference,
    second_check=lambda command: binding_of("compare_decision", content_hash(command)),
)
def compare_decision(command: CompareDecision, unit: OpenUnit) -> Answer:
    """Raises NotFound, Stale, ImpossibleStep, and SecondStepBySamePerson for whoever entered it."""
    item = find_difference(unit, command.difference, command.seen_version)
    decision = _waiting(unit, item)
    if decision is None:
        raise ImpossibleStep(state=item.state)
    if decision.entered_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    decision.compared_by, decision.compared_at = unit.principal.member_id, unit.now
    decision.agrees = command.agrees
    item.version += 1
    unit.record(DecisionCompared(ref=item.ref, decision=decision.id or 0, agrees=command.agrees))
    if command.agrees:
        _move(unit, item, decision)
    return Done({"state": item.state})


def _move(unit: OpenUnit, item: Difference, decision: FactDecision) -> None:
    was_suspected = item.state == DifferenceState.SUSPECTED
    item.take(DifferenceStep(decision.step))
    item.decided_by, item.confirmed_by = decision.entered_by, decision.compared_by
    item.organ, item.document, item.dated = decision.organ, decision.document, decision.dated
    if item.state == DifferenceState.SUSPECTED:
        let_rest(unit, item, decision)
        return
    item.ended_at = unit.now
    if was_suspected:
        let_go(unit, item, decision)
    keep_update(unit, item, decision)


def _demand_possible(item: Difference, step: str) -> None:
    if step not in _STEPS:
        raise BadValue(field="step")
    if (DifferenceState(item.state), DifferenceStep(step)) not in DIFFERENCE_TRANSITIONS:
        raise ImpossibleStep(state=item.state, step=step)


def _waiting(unit: OpenUnit, item: Difference) -> FactDecision | None:
    return unit.session.exec(
        select(FactDecision).where(
            FactDecision.difference_id == item.id, col(FactDecision.compared_by).is_(None)
        )
    ).first()
