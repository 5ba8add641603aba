"""Ask for a change of material (登记材料变动): take out, replace, put back or destroy, by an approval."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.clock import local_date
from core.collection.piece import Piece, PieceState
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep
from core.materials.events import MaterialChangeAsked
from core.materials.material import MATERIAL_TRANSITIONS, Material, MaterialState, MaterialStep
from core.materials.material_change import ChangeKind, MaterialChange
from core.materials.questions import find_material, room_of_material
from core.members.entered import entered, entered_or_empty
from core.members.member import Role
from core.members.room import Room
from core.requests.series import next_in_order
from core.unit import OpenUnit

SERIES = "material_change"
STEPS = {
    ChangeKind.TAKEN_OUT: MaterialStep.TAKE_OUT,
    ChangeKind.REPLACED: MaterialStep.TAKE_OUT,
    ChangeKind.PUT_BACK: MaterialStep.PUT_BACK,
    ChangeKind.DESTROYED: MaterialStep.DESTROY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskMaterialChange(Command):
    """`kind` of ChangeKind; `document` the approval's number; `replacement` a passed piece, if any."""

    material: str
    seen_version: int
    kind: str
    reason: str
    document: str
    kept_at: str = ""
    replacement: str = ""


@use_case(AskMaterialChange, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_material)
def ask_material_change(command: AskMaterialChange, unit: OpenUnit) -> Answer:
    """Nothing moves until another person confirms it with the paper in hand.

    Raises NotFound, BadValue, ImpossibleStep, Stale where one is asked for already.
    """
    if command.kind not in set(ChangeKind):
        raise BadValue(field="kind")
    kind = ChangeKind(command.kind)
    material, dossier = find_material(unit, command.material)
    if material.version != command.seen_version:
        raise ImpossibleStep(state=material.state, step=STEPS[kind])
    if (MaterialState(material.state), STEPS[kind]) not in MATERIAL_TRANSITIONS:
        raise ImpossibleStep(state=material.state, step=STEPS[kind])
    assert unit.principal.member_id is not None
    change = MaterialChange(
        number=_number(unit, dossier.room_id),
        room_id=dossier.room_id,
        material_id=material.id or 0,
        kind=kind,
        reason=entered("reason", command.reason, 200),
        document=entered("document", command.document, 60),
        kept_at=_kept_at(kind, command.kept_at),
        replacement=_replacement(unit, command, material) if kind is ChangeKind.REPLACED else None,
        asked_by=unit.principal.member_id,
        asked_at=unit.now,
    )
    unit.session.add(change)
    unit.session.flush()
    unit.record(MaterialChangeAsked(ref=dossier.number, change=change.number, kind=kind))
    return Done({"change": change.ref, "number": change.number, "dossier": dossier.number})


def _kept_at(kind: ChangeKind, given: str) -> str:
    """What is taken out lies somewhere; what is put back or destroyed does not."""
    if kind in (ChangeKind.TAKEN_OUT, ChangeKind.REPLACED):
        return entered("kept_at", given, 60)
    return entered_or_empty("kept_at", given, 60)


def _replacement(unit: OpenUnit, command: AskMaterialChange, material: Material) -> int:
    """The passed piece about the same dossier that comes instead. Raises BadValue."""
    found = unit.session.exec(select(Piece).where(Piece.ref == command.replacement)).first()
    if (
        found is None
        or found.state != PieceState.PASSED
        or found.dossier_id != material.dossier_id
        or found.id is None
    ):
        raise BadValue(field="replacement")
    return found.id


def _number(unit: OpenUnit, room_id: int) -> str:
    """Of a bound register that stays in the house: in order."""
    room, year = unit.session.get_one(Room, room_id), local_date(unit.now).year
    given = next_in_order(unit.session, room_id, SERIES, year)
    return f"{room.short_name}变〔{year}〕{given:04d}号"
