"""See a volume by its number (键入编号核见): for volumes that have no label yet.

On day one nothing is labelled. The archivist who holds the volume types the dossier number and the
slot it was taken from; both must fit. Labels come at first touch: once one has been scanned, typing
is no evidence any more.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.command import Answer, Command, Done, Place, use_case
from core.custody.custody import Evidence
from core.custody.events import VolumeSeen
from core.errors import ImpossibleStep, NotFound
from core.holdings.dossier import Dossier, Slot, Volume, VolumeKind
from core.members.member import Role
from core.unit import OpenUnit

TYPED = "typed"
PHYSICAL = ("label", "tag")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeByNumber(Command):
    """The volume with this dossier number was taken from this slot and lies on the counter."""

    dossier: str
    slot: str
    kind: str = VolumeKind.ORIGINAL
    ordinal: int = 1


def _place(command: SeeByNumber, unit: OpenUnit) -> Place:
    _, room_id = _find(unit.session, command)
    return Place(room_id=room_id)


@use_case(SeeByNumber, roles={Role.ARCHIVIST}, place=_place)
def see_by_number(command: SeeByNumber, unit: OpenUnit) -> Answer:
    """Leave the evidence and answer with the label, by which every later step knows the volume.

    Raises NotFound unless number and slot fit, ImpossibleStep for a volume that has a label.
    """
    volume, room_id = _find(unit.session, command)
    if has_label(unit.session, volume.id or 0):
        raise ImpossibleStep(state="labelled", step="see_by_number")
    unit.session.add(
        Evidence(
            volume_id=volume.id or 0,
            room_id=room_id,
            source=TYPED,
            seen_at=unit.now,
            recorded_at=unit.now,
            recorded_by=unit.principal.member_id,
        )
    )
    unit.record(VolumeSeen(ref=volume.label, source=TYPED, device="", seen_at=unit.now))
    return Done({"label": volume.label})


def has_label(session: Session, volume_id: int) -> bool:
    """Whether its label or tag has ever been read."""
    read = select(Evidence.id).where(
        Evidence.volume_id == volume_id, col(Evidence.source).in_(PHYSICAL)
    )
    return session.exec(read.limit(1)).first() is not None


def label_of(
    session: Session, dossier: str, slot: str, rooms: Collection[int], ordinal: int = 1
) -> str | None:
    """The label of an unlabelled original by number and slot, for a counter that was typed into."""
    named = SeeByNumber(dossier=dossier, slot=slot, ordinal=ordinal)
    try:
        volume, room_id = _find(session, named)
    except NotFound:
        return None
    return volume.label if room_id in rooms else None


def _find(session: Session, named: SeeByNumber) -> tuple[Volume, int]:
    found = session.exec(
        select(Volume, Dossier.room_id)
        .join(Dossier, col(Dossier.id) == Volume.dossier_id)
        .join(Slot, col(Slot.id) == Volume.slot_id)
        .where(
            col(Dossier.number).in_(_spellings(named.dossier)),
            col(Slot.code).in_(_spellings(named.slot)),
            Volume.kind == named.kind,
            Volume.ordinal == named.ordinal,
        )
    ).first()
    if found is None:
        raise NotFound
    return found[0], found[1]


def _spellings(typed: str) -> set[str]:
    """As typed, and as a scanner gun or a careful hand would have it."""
    bare = typed.strip()
    return {bare, bare.upper()}
