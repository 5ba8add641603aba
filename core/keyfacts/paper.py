"""The paper that shows a fact (所载材料): a piece at inspection, or a line of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, select

from core.collection.piece import Piece, PieceState
from core.errors import BadValue, NotFound
from core.keyfacts.evidence import Evidence
from core.materials.material import Material

_ACCEPTED = frozenset({PieceState.PASSED, PieceState.FILED})


@dataclass(frozen=True, slots=True)
class Paper:
    """`state` is the piece's or the material's."""

    dossier_id: int
    piece_id: int | None
    material_id: int | None
    state: str
    evidence: Evidence

    @property
    def is_accepted(self) -> bool:
        return self.material_id is not None or self.state in _ACCEPTED


def paper_of(session: Session, piece: str, material: str) -> Paper:
    """The one that is named by reference. Raises NotFound, BadValue where it says not whose it is."""
    if bool(piece) == bool(material):
        raise BadValue(field="paper")
    return _piece(session, piece) if piece else _material(session, material)


def _piece(session: Session, ref: str) -> Paper:
    found = session.exec(select(Piece).where(Piece.ref == ref)).first()
    if found is None:
        raise NotFound
    if found.dossier_id is None:
        raise BadValue(field="dossier")
    filed = session.exec(select(Material).where(Material.piece_id == found.id)).first()
    if filed is not None:
        return of_material(filed)
    formed = found.formed_on.strftime("%Y.%m.%d") if found.formed_on else ""
    evidence = Evidence(formed, class_of_kind(found.kind), found.title)
    return Paper(found.dossier_id, found.id, None, found.state, evidence)


def _material(session: Session, ref: str) -> Paper:
    found = session.exec(select(Material).where(Material.ref == ref)).first()
    if found is None:
        raise NotFound
    return of_material(found)


def of_material(material: Material) -> Paper:
    """A line of the catalogue as the paper it stands for."""
    evidence = Evidence(material.formed, material.class_code, material.title)
    return Paper(material.dossier_id, material.piece_id, material.id, material.state, evidence)


def class_of_kind(kind: str) -> str:
    """The class under which a required kind's code stands: 3 of 3-1, 9-2 of 9-2-4."""
    return kind.rpartition("-")[0]
