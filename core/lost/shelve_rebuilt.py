"""Shelve the rebuilt volume (补建入库): a new volume with a new label and the next ordinal, marked so.

The lost one keeps its own; nothing of it is used again.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, func, select

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep
from core.holdings.dossier import Slot, Volume
from core.lost.events import VolumeRebuilt
from core.lost.questions import claim_of, find_search, room_of_search
from core.lost.rebuilding import Rebuilding, RebuildSource, RebuiltVolume, SourceOutcome
from core.lost.search import Search, SearchStep
from core.lost.second_person import second_person
from core.members.entered import entered
from core.members.member import Role
from core.unit import OpenUnit

MOST = 99_999


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelveRebuilt(Command):
    """`slot` is the code of a slot of this room; pieces and pages are the new catalogue's."""

    search: str
    seen_version: int
    slot: str
    pieces: int
    pages: int
    with_whom: str


@use_case(ShelveRebuilt, roles={Role.ARCHIVIST}, place=room_of_search)
def shelve_rebuilt(command: ShelveRebuilt, unit: OpenUnit) -> Answer:
    """Raises Stale, BadValue; ImpossibleStep while a source owes its answer or someone says it was
    found."""
    search = find_search(unit, command.search, command.seen_version)
    search.take(SearchStep.SHELVE_REBUILT)
    _demand_ready(unit, search)
    rebuilt = _new_volume(command, unit, search)
    basis = unit.session.get_one(Rebuilding, search.id).document
    assert unit.principal.member_id is not None
    unit.session.add(
        RebuiltVolume(
            volume_id=rebuilt.id or 0,
            replaces=search.volume_id,
            search_id=search.id or 0,
            basis=basis,
            shelved_by=unit.principal.member_id,
            with_whom=second_person(command.with_whom, unit),
            shelved_at=unit.now,
        )
    )
    unit.record(
        VolumeRebuilt(ref=search.label, search=search.ref, label=rebuilt.label, basis=basis)
    )
    return Done({"search": search.ref, "label": rebuilt.label})


def _demand_ready(unit: OpenUnit, search: Search) -> None:
    if claim_of(unit.session, search.id) is not None:
        raise ImpossibleStep(state="sighted", step=SearchStep.SHELVE_REBUILT)
    outcomes = unit.session.exec(
        select(RebuildSource.outcome).where(RebuildSource.search_id == search.id)
    ).all()
    if not outcomes or SourceOutcome.WAITING in outcomes:
        raise ImpossibleStep(state="sources_open", step=SearchStep.SHELVE_REBUILT)


def _new_volume(command: ShelveRebuilt, unit: OpenUnit, search: Search) -> Volume:
    for name in ("pieces", "pages"):
        if not 0 < getattr(command, name) <= MOST:
            raise BadValue(field=name)
    code = entered("slot", command.slot, 20)
    slot = unit.session.exec(
        select(Slot).where(Slot.room_id == search.room_id, Slot.code == code)
    ).first()
    if slot is None:
        raise BadValue(field="slot")
    gone = unit.session.get_one(Volume, search.volume_id)
    rebuilt = Volume(
        dossier_id=gone.dossier_id,
        kind=gone.kind,
        ordinal=_next_ordinal(unit, gone),
        slot_id=slot.id,
        pieces=command.pieces,
        pages=command.pages,
    )
    unit.session.add(rebuilt)
    unit.session.flush()
    return rebuilt


def _next_ordinal(unit: OpenUnit, gone: Volume) -> int:
    last = unit.session.exec(
        select(func.max(col(Volume.ordinal))).where(
            Volume.dossier_id == gone.dossier_id, Volume.kind == gone.kind
        )
    ).one()
    return (last or 0) + 1
