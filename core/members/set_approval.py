"""Set how a room gives its approvals (改定签批方式): one officer asks by a document, another agrees."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep, NotFound
from core.members.approval_change import ApprovalBy, ApprovalChange
from core.members.decision_of_two import drop_waiting, to_agree
from core.members.entered import entered
from core.members.events import ApprovalChangeAsked, ApprovalChanged
from core.members.member import OFFICERS
from core.members.questions import pseudonym_of
from core.members.room import Room
from core.members.second_check import binding_of
from core.members.tell import tell_officers
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class AskApprovalChange(Command):
    """`approval` is paper, confirm or electronic; `document` is the paper on which it rests."""

    room_id: int
    approval: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeApprovalChange(Command):
    change: int


@use_case(
    AskApprovalChange,
    roles=OFFICERS,
    second_check=lambda command: binding_of(f"approval:{command.approval}", command.room_id),
)
def ask_approval_change(command: AskApprovalChange, unit: OpenUnit) -> Answer:
    """The first of two officers; an earlier change nobody agreed to is dropped."""
    room = unit.session.get(Room, command.room_id)
    if room is None:
        raise NotFound
    if command.approval not in set(ApprovalBy):
        raise BadValue(field="approval")
    document = entered("document", command.document, 60)
    if room.approval == command.approval:
        raise ImpossibleStep(state=room.approval)
    drop_waiting(unit, ApprovalChange, ApprovalChange.room_id == command.room_id)
    assert unit.principal.member_id is not None
    change = ApprovalChange(
        room_id=command.room_id,
        approval=command.approval,
        document=document,
        asked_by=unit.principal.member_id,
        asked_at=unit.now,
    )
    unit.session.add(change)
    unit.session.flush()
    unit.record(
        ApprovalChangeAsked(
            ref=str(room.id), change=change.id or 0, approval=change.approval, document=document
        )
    )
    once = f"approval_waits:{change.id}"
    tell_officers(unit, OFFICERS, "approval_waits", str(room.id), once=once, room=room.name)
    return Done({"change": change.id})


@use_case(
    AgreeApprovalChange,
    roles=OFFICERS,
    second_check=lambda command: binding_of("agree_approval", command.change),
)
def agree_approval_change(command: AgreeApprovalChange, unit: OpenUnit) -> Answer:
    """The second officer; from now on the law asks by the new way. Raises NotFound, ImpossibleStep."""
    change = to_agree(unit, ApprovalChange, command.change)
    room = unit.session.get_one(Room, change.room_id)
    before, room.approval = room.approval, change.approval
    change.agreed_by, change.agreed_at = unit.principal.member_id, unit.now
    unit.record(
        ApprovalChanged(
            ref=str(room.id),
            change=command.change,
            before=before,
            approval=change.approval,
            document=change.document,
            asked_by=pseudonym_of(unit.session, change.asked_by),
        )
    )
    return Done({"room": room.id})
