"""When a paper is accepted, what it shows counts and is compared (材料合格，所载事实参加比对).

Sent back to the inspection desk by the second check, it no longer counts until it passes again.
"""

from __future__ import annotations

from sqlmodel import col, select

from core.collection.inspection_events import PieceDecided
from core.collection.piece import PieceState
from core.event import when
from core.keyfacts.compare_facts import compare_facts
from core.keyfacts.note_change import note_shown
from core.keyfacts.paper import of_material
from core.keyfacts.shown_fact import ShownFact
from core.materials.events import MaterialFiled
from core.materials.material import Material
from core.unit import OpenUnit


@when(PieceDecided)
def when_piece_decided(event: PieceDecided, unit: OpenUnit) -> None:
    """Passed: accepted. Any other result: it is not."""
    passed = event.result == PieceState.PASSED
    for shown in _shown_by(unit, event.piece):
        shown.accepted_at = unit.now if passed else None
    unit.session.flush()
    for shown in _shown_by(unit, event.piece) if passed else ():
        compare_facts(unit, shown)


@when(MaterialFiled)
def when_material_filed(event: MaterialFiled, unit: OpenUnit) -> None:
    """The evidence names the catalogue's line from now on."""
    material = unit.session.get_one(Material, event.material)
    if material.piece_id is None:
        return
    paper = of_material(material)
    for shown in _shown_by(unit, material.piece_id):
        shown.material_id = material.id
        shown.formed, shown.evidence = paper.evidence.formed, str(paper.evidence)
        shown.accepted_at = shown.accepted_at or unit.now
    unit.session.flush()
    for shown in _shown_by(unit, material.piece_id):
        if not compare_facts(unit, shown):
            note_shown(unit, shown)


def _shown_by(unit: OpenUnit, piece_id: int) -> list[ShownFact]:
    rows = unit.session.exec(
        select(ShownFact).where(
            ShownFact.piece_id == piece_id, col(ShownFact.withdrawn_at).is_(None)
        )
    )
    return list(rows.all())
