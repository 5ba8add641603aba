"""Confirm a late entry (核对补录): the second person holds the paper beside it, and it is recorded.

The law is asked with the facts of that time. Its refusal undoes nothing: what happened stays, and
the head hears every reason. What cannot be, given the records, is a mismatch and stays unrecorded.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue, ImpossibleStep, SecondStepBySamePerson, Stale
from core.members.member import Role
from core.members.questions import holders
from core.members.second_check import binding_of
from core.outage.contradictions import Mismatch
from core.outage.enter_late import STAFF
from core.outage.events import LateConfirmed
from core.outage.late_entry import LateEntry, LateState, LateStep
from core.outage.questions import find_entry, room_of_entry
from core.outage.recording import Recorded, record
from core.requests.request import Request
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLate(Command):
    """`seen_version` is the entry as it was shown."""

    entry: str
    seen_version: int


@use_case(
    ConfirmLate,
    roles=STAFF,
    place=room_of_entry,
    second_check=lambda command: binding_of("confirm_late", command.entry, command.seen_version),
)
def confirm_late(command: ConfirmLate, unit: OpenUnit) -> Answer:
    """Raises SecondStepBySamePerson, Stale, ImpossibleStep."""
    entry = find_entry(unit.session, command.entry)
    if entry.entered_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    if entry.version != command.seen_version:
        raise Stale(state=entry.state)
    if entry.state != LateState.WAITING:
        raise ImpossibleStep(state=entry.state, step=LateStep.ACCEPT)
    recorded = carried_out(unit, entry)
    entry.take(_step(recorded))
    entry.confirmed_by, entry.confirmed_at = unit.principal.member_id, unit.now
    entry.mismatch, entry.reasons = recorded.mismatch, recorded.reasons_json
    _note(unit, entry, recorded)
    if entry.state != LateState.ACCEPTED:
        tell_heads(unit, entry)
    return Done(
        {"entry": entry.ref, "state": entry.state, "mismatch": entry.mismatch},
    )


def carried_out(unit: OpenUnit, entry: LateEntry) -> Recorded:
    """As `record`; what was fit when it was entered and is no more, is a mismatch by now."""
    try:
        return record(unit, entry)
    except BadValue:
        return Recorded(mismatch=Mismatch.CANNOT_BE_MADE)


def _step(recorded: Recorded) -> LateStep:
    if recorded.mismatch:
        return LateStep.CONTRADICT
    return LateStep.REFER if recorded.reasons else LateStep.ACCEPT


def _note(unit: OpenUnit, entry: LateEntry, recorded: Recorded) -> None:
    request = unit.session.get(Request, entry.request_id) if entry.request_id else None
    unit.record(
        LateConfirmed(
            ref=entry.ref,
            kind=entry.kind,
            state=entry.state,
            occurred_at=entry.occurred_at,
            recorded_at=unit.now,
            request=request.ref if request else "",
            custody=entry.custody_id,
            laws=tuple(reason.law for reason in recorded.reasons),
            mismatch=recorded.mismatch,
        )
    )


def tell_heads(unit: OpenUnit, entry: LateEntry) -> None:
    """One message to each head of the room; it names no case."""
    for member_id in holders(unit.session, Role.HEAD, Place(room_id=entry.room_id), unit.now):
        unit.send(
            member_id,
            "late_for_head",
            entry.ref,
            once=f"late:{entry.ref}:{member_id}",
            what=entry.kind,
            state=entry.state,
            occurred_at=entry.occurred_at,
        )
