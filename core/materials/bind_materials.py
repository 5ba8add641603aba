"""Bind loose materials (装入卷内): into the volume whose label was scanned, sums in step."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue
from core.holdings.dossier import Dossier
from core.materials.catalogue import volume_by_label
from core.materials.errors import OtherVolume
from core.materials.events import MaterialsBound
from core.materials.file_piece import bind, open_volume
from core.materials.questions import find_material
from core.members.member import Role
from core.unit import OpenUnit

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class BindMaterials(Command):
    """`volume` is the scanned label; `materials` are references of loose ones of the same dossier."""

    volume: str
    materials: tuple[str, ...]


def _room(command: BindMaterials, unit: OpenUnit) -> Place:
    """The room that keeps the volume; raises OtherVolume for a label that is nobody's."""
    found = volume_by_label(unit.session, command.volume)
    if found is None:
        raise OtherVolume
    return Place(room_id=found[1].room_id)


@use_case(BindMaterials, roles={Role.ARCHIVIST, Role.HEAD}, place=_room)
def bind_materials(command: BindMaterials, unit: OpenUnit) -> Answer:
    """Raises NotFound, BadValue, OtherVolume, VolumeIsOut, ImpossibleStep: all or none is bound."""
    if not 1 <= len(set(command.materials)) <= MOST_AT_ONCE:
        raise BadValue(field="materials")
    first = find_material(unit, command.materials[0])[1]
    volume = open_volume(unit.session, command.volume, first)
    for ref in dict.fromkeys(command.materials):
        material, dossier = find_material(unit, ref)
        _demand_same(dossier, first)
        bind(unit.session, material, volume)
    bound = len(set(command.materials))
    unit.record(MaterialsBound(ref=volume.label, dossier=first.id or 0, materials=bound))
    return Done({"volume": volume.label, "materials": bound, "dossier": first.number})


def _demand_same(dossier: Dossier, first: Dossier) -> None:
    if dossier.id != first.id:
        raise OtherVolume
