"""Review a difference (存疑待查、研判): a person doubts it, writes findings, or ends what was mistyped.

Five sources of a wrong date of birth (阴阳历差、虚实岁差、笔误、虚填、涂改造假) are such a finding.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep
from core.keyfacts.difference import Cause, DifferenceState, DifferenceStep, Finding
from core.keyfacts.events import DifferenceCorrected, DifferenceDoubted, FindingWritten
from core.keyfacts.note_change import note_corrected
from core.keyfacts.questions import (
    all_agree,
    facts_shown,
    find_difference,
    room_of_difference,
    roster_value,
)
from core.keyfacts.shown_fact import KeyFact
from core.members.entered import entered
from core.members.member import ROOM_ROLES
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtDifference(Command):
    """It will be looked into."""

    difference: str
    seen_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteFinding(Command):
    """Signed by whoever writes it; `cause` is one of `Cause`, for a date of birth only."""

    difference: str
    words: str
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCorrected(Command):
    """An entry was mistyped and withdrawn; what is left agrees."""

    difference: str
    seen_version: int


@use_case(DoubtDifference, roles=ROOM_ROLES, place=room_of_difference)
def doubt_difference(command: DoubtDifference, unit: OpenUnit) -> Answer:
    """Raises NotFound, Stale, ImpossibleStep."""
    item = find_difference(unit, command.difference, command.seen_version)
    item.take(DifferenceStep.DOUBT)
    item.doubted_by, item.doubted_at = unit.principal.member_id, unit.now
    unit.record(DifferenceDoubted(ref=item.ref))
    return Done({"state": item.state})


@use_case(WriteFinding, roles=ROOM_ROLES, place=room_of_difference)
def write_finding(command: WriteFinding, unit: OpenUnit) -> Answer:
    """Raises NotFound, BadValue, and ImpossibleStep before it is doubted or after it ended."""
    item = find_difference(unit, command.difference)
    if item.state not in (DifferenceState.DOUBTFUL, DifferenceState.SUSPECTED):
        raise ImpossibleStep(state=item.state)
    if command.cause and (command.cause not in set(Cause) or item.fact != KeyFact.BORN):
        raise BadValue(field="cause")
    assert unit.principal.member_id is not None
    finding = Finding(
        difference_id=item.id or 0,
        cause=command.cause or None,
        words=entered("words", command.words, 300),
        by=unit.principal.member_id,
        at=unit.now,
    )
    unit.session.add(finding)
    unit.session.flush()
    unit.record(FindingWritten(ref=item.ref, finding=finding.id or 0))
    return Done()


@use_case(EndCorrected, roles=ROOM_ROLES, place=room_of_difference)
def end_corrected(command: EndCorrected, unit: OpenUnit) -> Answer:
    """Raises NotFound, Stale, ImpossibleStep where something still differs or has been suspected."""
    item = find_difference(unit, command.difference, command.seen_version)
    item.take(DifferenceStep.CORRECT)
    shown = facts_shown(unit.session, item.dossier_id, item.fact, item.detail)
    roster = roster_value(unit.session, item.dossier_id, item.fact, item.detail)
    if not all_agree(item.fact, [roster, *(it.value for it in shown)]):
        raise ImpossibleStep(state="differing")
    item.ended_at = unit.now
    note_corrected(unit, item)
    unit.record(DifferenceCorrected(ref=item.ref))
    return Done({"state": item.state})
