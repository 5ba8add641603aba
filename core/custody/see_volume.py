"""See a volume (实物凭据): its label was scanned at a counter, or its tag read on a desk reader.

Evidence says where a volume is; it never moves a state by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import col, select

from core.command import Answer, Command, Done, Place, use_case
from core.custody.custody import Evidence
from core.custody.device import Device
from core.custody.events import VolumeSeen
from core.custody.questions import room_of_label, volume_with_label
from core.errors import BadValue, Forbidden, NotFound
from core.holdings.dossier import Dossier, Volume
from core.members.member import Role
from core.unit import OpenUnit

SKEW = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeLabel(Command):
    """The archivist scanned or typed a label."""

    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeTag(Command):
    """A desk reader saw a tag; `seen_at` is the device's clock."""

    device: str
    tag: str
    seen_at: datetime


class Sight(NamedTuple):
    """How a volume was seen: by its label or tag, on which device, when."""

    source: str
    device: str
    at: datetime


@use_case(
    SeeLabel,
    roles={Role.ARCHIVIST},
    place=lambda command, unit: room_of_label(unit.session, command.label),
)
def see_label(command: SeeLabel, unit: OpenUnit) -> Answer:
    volume = volume_with_label(unit.session, command.label)
    room_id = room_of_label(unit.session, command.label).room_id or 0
    return _keep(unit, (volume, room_id), Sight("label", "", unit.now))


@use_case(SeeTag, principals={"bridge"}, place=lambda command, unit: Place())
def see_tag(command: SeeTag, unit: OpenUnit) -> Answer:
    """A foreign tag is no volume of ours; a reader only speaks for its own room."""
    if unit.principal.name != f"bridge:{command.device}":
        raise Forbidden
    device = unit.session.get(Device, command.device)
    if device is None or device.revoked_at is not None:
        raise NotFound
    if command.seen_at.tzinfo is None or command.seen_at > unit.now + SKEW:
        raise BadValue(field="seen_at")
    volume = unit.session.exec(
        select(Volume)
        .join(Dossier, col(Dossier.id) == Volume.dossier_id)
        .where(Volume.tag == command.tag, Dossier.room_id == device.room_id)
    ).first()
    if volume is None:
        raise NotFound
    sight = Sight("tag", device.name, min(command.seen_at, unit.now))
    return _keep(unit, (volume, device.room_id), sight)


def _keep(unit: OpenUnit, seen: tuple[Volume, int], sight: Sight) -> Answer:
    volume, room_id = seen
    unit.session.add(
        Evidence(
            volume_id=volume.id or 0,
            room_id=room_id,
            source=sight.source,
            device=sight.device,
            seen_at=sight.at,
            recorded_at=unit.now,
            recorded_by=unit.principal.member_id,
        )
    )
    unit.record(
        VolumeSeen(ref=volume.label, source=sight.source, device=sight.device, seen_at=sight.at)
    )
    return Done({"label": volume.label})
