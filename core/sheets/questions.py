"""Questions about sheets: those of a request, those still with its readers, one by its reference."""

from __future__ import annotations

from sqlmodel import Session, col, func, select

from core.command import Place
from core.requests.belonging import room_of_belonging, with_request
from core.requests.request import Request
from core.sheets.sheet import ENDED, Sheet, SheetState


def sheets_of(session: Session, request_id: int) -> list[Sheet]:
    """All sheets of a request in the order of their issue."""
    return list(
        session.exec(
            select(Sheet).where(Sheet.request_id == request_id).order_by(col(Sheet.id))
        ).all()
    )


def sheets_in_hand(session: Session, request_id: int) -> int:
    """How many sheets the readers have not given back."""
    return session.exec(
        select(func.count(col(Sheet.id))).where(
            Sheet.request_id == request_id, Sheet.state == SheetState.ISSUED
        )
    ).one()


def sheets_open(session: Session, request_id: int) -> bool:
    """Whether a sheet is neither taken away nor destroyed."""
    return any(sheet.state not in ENDED for sheet in sheets_of(session, request_id))


def find_sheet(session: Session, ref: str) -> tuple[Sheet, Request]:
    """The sheet with this reference and its request, both locked; raises NotFound."""
    return with_request(session, Sheet, ref)


def room_of_sheet(session: Session, ref: str) -> Place:
    """The room that issued the sheet; raises NotFound."""
    return room_of_belonging(session, Sheet, ref)
