"""Switch digital copies on (启用数字档案) or off again: one officer asks, another agrees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core.clock import local_date
from core.command import Answer, Command, Done, content_hash, use_case
from core.errors import BadValue
from core.members.decision_of_two import drop_waiting, one_is_security, to_agree
from core.members.entered import entered
from core.members.member import OFFICERS
from core.members.questions import pseudonym_of
from core.members.second_check import binding_of
from core.members.tell import tell_officers
from core.scans.events import ScansAsked, ScansDecided, ScansStopped
from core.scans.scan_decision import ScanDecision, ScansOff, scans_decided
from core.unit import OpenUnit

LONGEST = timedelta(days=366)
ABOUT = "scans"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskScans(Command):
    """`until` is the last day, at most a year ahead; then it is decided again."""

    document: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeScans(Command):
    decision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StopScans(Command):
    """One officer is enough to stop; images stay sealed where they are."""


@use_case(
    AskScans,
    roles=OFFICERS,
    second_check=lambda command: binding_of("ask_scans", content_hash(command)),
)
def ask_scans(command: AskScans, unit: OpenUnit) -> Answer:
    """The first of two officers; an earlier one nobody agreed to is dropped. Raises BadValue."""
    today = local_date(unit.now)
    if not today < command.until <= today + LONGEST:
        raise BadValue(field="until")
    assert unit.principal.member_id is not None
    row = ScanDecision(
        document=entered("document", command.document, 60),
        until=command.until,
        asked_by=unit.principal.member_id,
        asked_at=unit.now,
    )
    drop_waiting(unit, ScanDecision)
    unit.session.add(row)
    unit.session.flush()
    unit.record(ScansAsked(ref=ABOUT, decision=row.id or 0, document=row.document, until=row.until))
    tell_officers(unit, OFFICERS, "scans_wait", ABOUT, once=f"scans_wait:{row.id}")
    return Done({"decision": row.id})


@use_case(
    AgreeScans,
    roles=OFFICERS,
    second_check=lambda command: binding_of("agree_scans", command.decision),
)
def agree_scans(command: AgreeScans, unit: OpenUnit) -> Answer:
    """The second, one of the two the security officer. Raises NotFound, ImpossibleStep, Forbidden."""
    row = to_agree(unit, ScanDecision, command.decision)
    one_is_security(unit, row)
    row.agreed_by, row.agreed_at = unit.principal.member_id, unit.now
    unit.record(
        ScansDecided(
            ref=ABOUT,
            decision=command.decision,
            document=row.document,
            until=row.until,
            asked_by=pseudonym_of(unit.session, row.asked_by),
        )
    )
    return Done({"decision": row.id})


@use_case(StopScans, roles=OFFICERS, second_check=lambda _: binding_of("stop_scans", ABOUT))
def stop_scans(_command: StopScans, unit: OpenUnit) -> Answer:
    """Ends every decision in force; nothing comes in from this moment on. Raises ScansOff."""
    ended = 0
    while (row := scans_decided(unit.session, unit.now)) is not None:
        row.dropped_at = unit.now
        unit.session.flush()
        ended += 1
    if not ended:
        raise ScansOff
    unit.record(ScansStopped(ref=ABOUT))
    return Done()
