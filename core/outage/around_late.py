"""Around a late entry (补录的其他几步): read it with its names, take it back, keep a scan of the page."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep, SecondStepBySamePerson
from core.files.intake import Accepted
from core.files.stored_file import StoredFile
from core.outage.enter_late import STAFF
from core.outage.events import LateRead, LateScanned, LateWithdrawn
from core.outage.late_entry import LateState, LateStep
from core.outage.questions import find_entry, room_of_entry
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawLate(Command):
    """Whoever entered it takes it back before anybody confirmed it."""

    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachLateScan(Command):
    """`scan` is what the intake accepted; its file lies in the safe already."""

    entry: str
    scan: Accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLate(Command):
    """Open the entry with the names that stand on the paper."""

    entry: str


@use_case(WithdrawLate, roles=STAFF, place=room_of_entry)
def withdraw_late(command: WithdrawLate, unit: OpenUnit) -> Answer:
    """Raises SecondStepBySamePerson for anybody else: they may simply not confirm it."""
    entry = find_entry(unit.session, command.entry)
    if entry.entered_by != unit.principal.member_id:
        raise SecondStepBySamePerson
    entry.take(LateStep.WITHDRAW)
    entry.particulars = ""
    unit.record(LateWithdrawn(ref=entry.ref))
    return Done({"entry": entry.ref})


@use_case(AttachLateScan, roles=STAFF, place=room_of_entry)
def attach_late_scan(command: AttachLateScan, unit: OpenUnit) -> Answer:
    """Keep the picture of the register page or form; an earlier one stays in the safe.

    Raises ImpossibleStep for an entry that was withdrawn.
    """
    entry = find_entry(unit.session, command.entry)
    if entry.state == LateState.WITHDRAWN:
        raise ImpossibleStep(state=entry.state, step="attach_late_scan")
    scan = StoredFile.of(command.scan, kind="late_entry", at=unit.now)
    unit.session.add(scan)
    unit.session.flush()
    entry.scan_id = scan.id
    unit.record(LateScanned(ref=entry.ref, file=scan.ref, pages=scan.pages))
    return Done({"entry": entry.ref, "file": scan.ref})


@use_case(ReadLate, roles=STAFF, place=room_of_entry)
def read_late(command: ReadLate, unit: OpenUnit) -> Answer:
    """Nothing changes but the log."""
    unit.record(LateRead(ref=command.entry))
    return Done({"entry": command.entry})
