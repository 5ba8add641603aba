"""Settle a late entry (负责人处理补录): a decision and its reason; no fact is undone by it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep, SecondStepBySamePerson, Stale
from core.members.entered import entered
from core.members.member import Role
from core.outage.confirm_late import carried_out
from core.outage.events import LateSettled
from core.outage.late_entry import LateEntry, LateState, LateStep
from core.outage.questions import find_entry, room_of_entry
from core.unit import OpenUnit


class Verdict(StrEnum):
    RATIFIED = "ratified"  # 情况属实，予以追认
    MADE_GOOD = "made_good"  # 限期补办手续
    REPORTED = "reported"  # 报告上级
    RECORDS_STAND = "records_stand"  # 不符：以系统记录为准
    PAPER_STANDS = "paper_stands"  # 不符：矛盾已消除，照纸面登记


OFFERED: dict[LateState, tuple[Verdict, ...]] = {
    LateState.FOR_HEAD: (Verdict.RATIFIED, Verdict.MADE_GOOD, Verdict.REPORTED),
    LateState.MISMATCH: (Verdict.RECORDS_STAND, Verdict.PAPER_STANDS),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleLate(Command):
    entry: str
    verdict: str
    reason: str
    seen_version: int


@use_case(SettleLate, roles={Role.HEAD}, place=room_of_entry)
def settle_late(command: SettleLate, unit: OpenUnit) -> Answer:
    """Raises ImpossibleStep where paper is to stand and still contradicts the records."""
    entry = find_entry(unit.session, command.entry)
    if entry.version != command.seen_version:
        raise Stale(state=entry.state)
    if entry.entered_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    offered = OFFERED.get(LateState(entry.state))
    if offered is None:
        raise ImpossibleStep(state=entry.state, step=LateStep.SETTLE)
    if command.verdict not in offered:
        raise BadValue(field="verdict")
    reason = entered("reason", command.reason, 300)
    if command.verdict == Verdict.PAPER_STANDS:
        _record_after_all(unit, entry)
    entry.take(LateStep.SETTLE)
    entry.verdict, entry.settlement = command.verdict, reason
    entry.settled_by, entry.settled_at = unit.principal.member_id, unit.now
    unit.record(LateSettled(ref=entry.ref, verdict=command.verdict, reason=reason))
    return Done({"entry": entry.ref, "verdict": command.verdict})


def _record_after_all(unit: OpenUnit, entry: LateEntry) -> None:
    recorded = carried_out(unit, entry)
    if recorded.mismatch:
        raise ImpossibleStep(state=recorded.mismatch, step=LateStep.SETTLE)
    entry.reasons = recorded.reasons_json
