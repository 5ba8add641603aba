"""Record a shown fact (登记材料所载事实): what one paper says about one of the six, and nothing of one's own.

While the paper is inspected the fact waits; once it is accepted, it is compared.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.collection.piece import PieceState
from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue, ImpossibleStep, NotFound
from core.holdings.dossier import Dossier
from core.keyfacts.compare_facts import compare_facts
from core.keyfacts.events import ShownFactRecorded, ShownFactWithdrawn
from core.keyfacts.note_change import forget_withdrawn, note_shown
from core.keyfacts.paper import Paper, paper_of
from core.keyfacts.questions import is_about
from core.keyfacts.shown_fact import KeyFact, ShownFact
from core.keyfacts.values import detail_of, value_of
from core.members.member import ROOM_ROLES
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordShownFact(Command):
    """About a piece that is inspected, or a material of the catalogue: one of them, by reference."""

    fact: str
    value: str
    detail: str = ""
    piece: str = ""
    material: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawShownFact(Command):
    """Somebody mistyped it."""

    shown: str


def _room_of_paper(command: RecordShownFact, unit: OpenUnit) -> Place:
    return Place(room_id=_room(unit, paper_of(unit.session, command.piece, command.material)))


@use_case(RecordShownFact, roles=ROOM_ROLES, place=_room_of_paper)
def record_shown_fact(command: RecordShownFact, unit: OpenUnit) -> Answer:
    """Raises NotFound, BadValue, ImpossibleStep where the piece is neither inspected nor accepted."""
    paper = paper_of(unit.session, command.piece, command.material)
    if is_about(unit.session, paper.dossier_id, unit.principal.member_id):
        raise NotFound
    if paper.state in _NOT_AT_HAND:
        raise ImpossibleStep(state=paper.state)
    if command.fact not in set(KeyFact):
        raise BadValue(field="fact")
    assert unit.principal.member_id is not None
    shown = ShownFact(
        dossier_id=paper.dossier_id,
        piece_id=paper.piece_id,
        material_id=paper.material_id,
        fact=command.fact,
        detail=detail_of(command.fact, command.detail),
        value=value_of(command.fact, command.value),
        formed=paper.evidence.formed,
        evidence=str(paper.evidence),
        recorded_by=unit.principal.member_id,
        recorded_at=unit.now,
        accepted_at=unit.now if paper.is_accepted else None,
    )
    _demand_new(unit, shown)
    unit.session.add(shown)
    unit.session.flush()
    unit.record(ShownFactRecorded(ref=shown.ref, fact=shown.fact))
    difference = compare_facts(unit, shown) if shown.accepted_at else ""
    if not difference:
        note_shown(unit, shown)
    return Done({"shown": shown.ref, "difference": difference})


_NOT_AT_HAND = frozenset(
    {PieceState.LISTED, PieceState.MISSING, PieceState.PICKED_UP, "taken_out", "destroyed"}
)


def _room(unit: OpenUnit, paper: Paper) -> int:
    return unit.session.get_one(Dossier, paper.dossier_id).room_id


def _demand_new(unit: OpenUnit, shown: ShownFact) -> None:
    """One paper says one thing about a fact: what stands there is withdrawn before it is changed."""
    there = select(ShownFact).where(
        ShownFact.dossier_id == shown.dossier_id,
        ShownFact.piece_id == shown.piece_id,
        ShownFact.material_id == shown.material_id,
        ShownFact.fact == shown.fact,
        ShownFact.detail == shown.detail,
    )
    if any(it.withdrawn_at is None for it in unit.session.exec(there).all()):
        raise BadValue(field="fact")


def _room_of_shown(command: WithdrawShownFact, unit: OpenUnit) -> Place:
    return Place(
        room_id=unit.session.get_one(Dossier, _shown(unit, command.shown).dossier_id).room_id
    )


@use_case(WithdrawShownFact, roles=ROOM_ROLES, place=_room_of_shown)
def withdraw_shown_fact(command: WithdrawShownFact, unit: OpenUnit) -> Answer:
    """What it opened stays open: a person looks at it and ends it. Raises NotFound, ImpossibleStep."""
    shown = _shown(unit, command.shown)
    if is_about(unit.session, shown.dossier_id, unit.principal.member_id):
        raise NotFound
    if shown.withdrawn_at is not None:
        raise ImpossibleStep(state="withdrawn")
    shown.withdrawn_by, shown.withdrawn_at = unit.principal.member_id, unit.now
    forget_withdrawn(unit, shown)
    unit.record(ShownFactWithdrawn(ref=shown.ref))
    return Done()


def _shown(unit: OpenUnit, ref: str) -> ShownFact:
    found = unit.session.exec(
        select(ShownFact).where(ShownFact.ref == ref).with_for_update()
    ).first()
    if found is None:
        raise NotFound
    return found
