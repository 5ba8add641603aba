"""Take back (归还入库): the volume is on the counter again; the count comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.command import Answer, Command, Done, use_case
from core.custody.events import VolumeReturned
from core.custody.questions import out_of_store, room_of_label
from core.errors import BadValue, ImpossibleStep, Stale
from core.members.member import Role
from core.requests.line import LineStep
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack(Command):
    """The label was scanned; `occurred_at` is when, if that was earlier than now."""

    label: str
    occurred_at: datetime | None = None


@use_case(
    TakeBack,
    roles={Role.ARCHIVIST},
    place=lambda command, unit: room_of_label(unit.session, command.label),
)
def take_back(command: TakeBack, unit: OpenUnit) -> Answer:
    """Return the volume of its open custody.

    Raises Stale when the return happened before this custody began: it belongs to an older one (P4).
    """
    if command.occurred_at is not None and command.occurred_at.tzinfo is None:
        raise BadValue(field="occurred_at")
    out = out_of_store(unit.session, command.label)
    occurred_at = min(command.occurred_at or unit.now, unit.now)
    if occurred_at < out.custody.opened_at:
        raise Stale(state=out.line.state)
    if out.custody.returned_at is not None:
        raise ImpossibleStep(state=out.line.state, step=LineStep.TAKE_BACK)
    out.line.take(LineStep.TAKE_BACK)
    out.custody.returned_at = occurred_at
    out.custody.returned_to = unit.principal.member_id
    out.request.touch()
    unit.record(
        VolumeReturned(
            ref=command.label,
            request=out.request.ref,
            custody=out.custody.id or 0,
            occurred_at=occurred_at,
        )
    )
    return Done({"ref": out.request.ref, "number": out.request.number})
