"""Tag a volume (贴电子标签): bind an RFID tag's number to the volume that carries it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from sqlmodel import col, select

from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue, NotFound
from core.event import Event
from core.holdings.dossier import Dossier, Volume
from core.members.entered import Taken
from core.members.member import Role
from core.unit import OpenUnit

_EPC = re.compile(r"(?:[0-9A-F]{4}){2,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TagVolume(Command):
    """`tag` is the EPC in capital hexadecimal digits; empty takes the tag off."""

    label: str
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeTagged(Event):
    about: ClassVar[str] = "volume"
    ref: str
    tag: str


def _place(command: TagVolume, unit: OpenUnit) -> Place:
    room_id = unit.session.exec(
        select(Dossier.room_id)
        .join(Volume, col(Volume.dossier_id) == Dossier.id)
        .where(Volume.label == command.label)
    ).first()
    if room_id is None:
        raise NotFound
    return Place(room_id=room_id)


@use_case(TagVolume, roles={Role.ARCHIVIST}, place=_place)
def tag_volume(command: TagVolume, unit: OpenUnit) -> Answer:
    """One tag is on one volume; raises BadValue or Taken."""
    tag = command.tag.strip().upper()
    if tag and not _EPC.fullmatch(tag):
        raise BadValue(field="tag")
    holder = unit.session.exec(select(Volume).where(Volume.tag == tag)).first() if tag else None
    if holder is not None and holder.label != command.label:
        raise Taken
    volume = unit.session.exec(select(Volume).where(Volume.label == command.label)).one()
    volume.tag = tag or None
    unit.record(VolumeTagged(ref=volume.label, tag=tag))
    return Done({"label": volume.label})
