"""Confirm a change of material (核对材料变动): a second person saw paper and approval; now it is so."""

from __future__ import annotations

from dataclasses import dataclass

from core.collection.piece import Piece
from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep, SecondStepBySamePerson
from core.holdings.dossier import Dossier, Volume
from core.materials.ask_change import STEPS
from core.materials.catalogue import make_room
from core.materials.events import (
    MaterialChangeDropped,
    MaterialDestroyed,
    MaterialMoved,
    MaterialPutBack,
    MaterialTakenOut,
)
from core.materials.file_piece import FilePiece
from core.materials.material import Material, MaterialState
from core.materials.material_change import ChangeKind, ChangeState, MaterialChange
from core.materials.questions import find_change, room_of_change
from core.materials.volume_sums import take_from_sums
from core.members.member import Role
from core.requests.room_law import law_of
from core.unit import OpenUnit

_EVENTS: dict[ChangeKind, type[MaterialMoved]] = {
    ChangeKind.TAKEN_OUT: MaterialTakenOut,
    ChangeKind.REPLACED: MaterialTakenOut,
    ChangeKind.PUT_BACK: MaterialPutBack,
    ChangeKind.DESTROYED: MaterialDestroyed,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmMaterialChange(Command):
    """For a replacement also `pages` of the new paper and the scanned label of its `volume`."""

    change: str
    pages: int = 0
    volume: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropMaterialChange(Command):
    """The change is not carried out; the entry stays in the register."""

    change: str


@use_case(ConfirmMaterialChange, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_change)
def confirm_material_change(command: ConfirmMaterialChange, unit: OpenUnit) -> Answer:
    """Raises NotFound, ImpossibleStep, SecondStepBySamePerson; for a replacement what filing raises."""
    change = _waiting(unit, command.change)
    if change.asked_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    material = unit.session.get_one(Material, change.material_id)
    dossier = unit.session.get_one(Dossier, material.dossier_id)
    serial = _move(unit, change, material, dossier.room_id)
    change.state, change.confirmed_by = ChangeState.DONE, unit.principal.member_id
    change.ended_at = unit.now
    unit.session.flush()
    unit.record(
        _EVENTS[ChangeKind(change.kind)](
            ref=dossier.number,
            dossier=dossier.id or 0,
            material=material.id or 0,
            kind=material.kind,
            occasion=material.occasion,
            change=change.number,
        )
    )
    if change.kind == ChangeKind.REPLACED:
        _file_instead(command, unit, change, material.class_code, serial)
    return Done({"number": change.number, "dossier": dossier.number, "kind": change.kind})


@use_case(DropMaterialChange, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_change)
def drop_material_change(command: DropMaterialChange, unit: OpenUnit) -> Answer:
    """Raises NotFound, ImpossibleStep."""
    change = _waiting(unit, command.change)
    change.state, change.ended_at = ChangeState.DROPPED, unit.now
    material = unit.session.get_one(Material, change.material_id)
    dossier = unit.session.get_one(Dossier, material.dossier_id)
    unit.record(MaterialChangeDropped(ref=dossier.number, change=change.number, kind=change.kind))
    return Done({"number": change.number, "dossier": dossier.number})


def _waiting(unit: OpenUnit, ref: str) -> MaterialChange:
    change = find_change(unit, ref)
    if change.state != ChangeState.ASKED:
        raise ImpossibleStep(state=change.state, step="confirm")
    return change


def _move(unit: OpenUnit, change: MaterialChange, material: Material, room_id: int) -> int:
    """Take the step; gives the serial that the paper had in the catalogue."""
    was_bound, serial = material.state == MaterialState.BOUND, material.serial or 0
    if change.kind == ChangeKind.PUT_BACK:
        material.serial = None  # its old place may be taken
    material.take(STEPS[ChangeKind(change.kind)])
    if was_bound:
        volume = unit.session.get_one(Volume, material.volume_id)
        take_from_sums(unit.session, volume, material)
        material.volume_id = None
    if change.kind == ChangeKind.PUT_BACK:
        material.serial = make_room(unit.session, law_of(unit, room_id).book, material)
    return serial


def _file_instead(
    command: ConfirmMaterialChange,
    unit: OpenUnit,
    change: MaterialChange,
    class_code: str,
    serial: int,
) -> None:
    piece = unit.session.get_one(Piece, change.replacement)
    unit.perform(
        FilePiece(
            piece=piece.ref,
            seen_version=piece.version,
            pages=command.pages,
            class_code=class_code,
            serial=serial,
            volume=command.volume,
        )
    )
