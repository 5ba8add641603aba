"""Questions about updates for the system (待同步信息): what waits, which lists went out, how much was taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from core.errors import NotFound
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.keyfacts.shown_fact import ShownFact
from core.keyfacts.system_update import SystemUpdate, UpdateList, UpdateState
from core.masked import Masked


@dataclass(frozen=True, slots=True)
class UpdateLine:
    """One line: whose (masked), what it was, what it must be."""

    row: SystemUpdate
    dossier: str
    name: Masked
    evidence: str = ""

    @property
    def basis(self) -> str:
        """The organ's document, or the paper that shows it."""
        return self.row.document or self.evidence


@dataclass(frozen=True, slots=True)
class Sum:
    """更新 x 次、xx 条 of one year: acknowledged lists, and the lines of them that were taken."""

    year: int
    lists: int
    lines: int


def lines_waiting(session: Session, room_id: int) -> list[UpdateLine]:
    """Lines of a room that are not taken over, those on a list that is out among them."""
    return _lines(
        session, SystemUpdate.room_id == room_id, SystemUpdate.state == UpdateState.PENDING
    )


def lines_of_list(session: Session, ref: str, rooms: Iterable[int]) -> list[UpdateLine]:
    """The lines of a list of these rooms; raises NotFound."""
    return _lines(session, SystemUpdate.list_id == list_of(session, ref, rooms).id)


def list_of(session: Session, ref: str, rooms: Iterable[int]) -> UpdateList:
    found = session.exec(
        select(UpdateList).where(UpdateList.ref == ref, col(UpdateList.room_id).in_(list(rooms)))
    ).first()
    if found is None:
        raise NotFound
    return found


def lists_of(session: Session, room_id: int) -> list[UpdateList]:
    """The newest first."""
    rows = session.exec(
        select(UpdateList).where(UpdateList.room_id == room_id).order_by(col(UpdateList.id).desc())
    )
    return list(rows.all())


def sum_of(session: Session, room_id: int, year: int) -> Sum:
    """How often and how much the system was brought up to date in a year."""
    acknowledged = (
        UpdateList.room_id == room_id,
        UpdateList.year == year,
        col(UpdateList.acknowledged_at).is_not(None),
    )
    lists = session.exec(select(func.count(col(UpdateList.id))).where(*acknowledged)).one()
    lines = session.exec(
        select(func.count(col(SystemUpdate.id)))
        .join(UpdateList, col(UpdateList.id) == SystemUpdate.list_id)
        .where(*acknowledged, SystemUpdate.state == UpdateState.TAKEN)
    ).one()
    return Sum(year, lists, lines)


def _lines(session: Session, *conditions: bool) -> list[UpdateLine]:
    rows = session.exec(
        select(SystemUpdate, Dossier.number, Cadre.name, ShownFact.evidence)
        .join(Dossier, col(Dossier.id) == SystemUpdate.dossier_id)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .outerjoin(ShownFact, col(ShownFact.id) == SystemUpdate.shown_id)
        .where(*conditions)
        .order_by(col(SystemUpdate.id))
    ).all()
    return [UpdateLine(row, number, Masked(name), paper or "") for row, number, name, paper in rows]
