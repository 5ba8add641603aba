"""Where a scanned volume stands (卷在哪里): in store, out, or on the counter waiting to be counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.custody.custody import Custody
from core.holdings.dossier import Dossier, Volume
from core.lost.questions import open_search_of
from core.requests.line import Line, LineState
from core.requests.request import ENDED, Request, Source, State


@dataclass(frozen=True, slots=True)
class Standing:
    """A volume of one's own rooms. `ref` is the case that has it out; `waited_for` by whom it is.

    `search` is the reference of its open search, `set_aside` whether it no longer serves.
    """

    label: str
    dossier: str
    kind: str
    ordinal: int
    out: bool
    returned: bool
    ref: str
    waited_for: tuple[str, ...]
    search: str
    set_aside: bool
    # Cases of organs: they answer only where they are in hand already.
    quietly: tuple[str, ...] = ()


def standing_of(session: Session, label: str, rooms: Iterable[int]) -> Standing | None:
    """None alike for a label that is unknown and one that another room keeps."""
    row = session.exec(
        select(Volume, Dossier.number)
        .join(Dossier, col(Dossier.id) == Volume.dossier_id)
        .where(Volume.label == label, col(Dossier.room_id).in_(list(rooms)))
    ).first()
    if row is None:
        return None
    volume, number = row
    custody, ref = _open_custody(session, volume.id or 0)
    waits = _waiting_for(session, volume.id or 0)
    search = open_search_of(session, volume.id or 0) if volume.lost else None
    return Standing(
        label=label,
        dossier=number,
        kind=volume.kind,
        ordinal=volume.ordinal,
        out=custody is not None,
        returned=custody is not None and custody.returned_at is not None,
        ref=ref,
        waited_for=tuple(ref for ref, source in waits if source != Source.ORGAN),
        quietly=tuple(ref for ref, source in waits if source == Source.ORGAN),
        search=search.ref if search else "",
        set_aside=volume.lost and search is None,
    )


def _open_custody(session: Session, volume_id: int) -> tuple[Custody | None, str]:
    row = session.exec(
        select(Custody, Request.ref)
        .join(Line, col(Line.id) == Custody.line_id)
        .join(Request, col(Request.id) == Line.request_id)
        .where(Custody.volume_id == volume_id, col(Custody.closed_at).is_(None))
    ).first()
    return (None, "") if row is None else (row[0], row[1])


def _waiting_for(session: Session, volume_id: int) -> list[tuple[str, str]]:
    """References and sources of the ready cases that wait for it, the first ready first."""
    rows = session.exec(
        select(Request.ref, Request.source)
        .join(Line, col(Line.request_id) == Request.id)
        .where(
            Line.volume_id == volume_id,
            Line.state == LineState.WAITING,
            Request.state == State.READY,
        )
        .order_by(col(Request.ready_at))
    ).all()
    return [(ref, source) for ref, source in rows]


def numbered(session: Session, short: str, year: str, rooms: Iterable[int]) -> list[str]:
    """Cases of these rooms with this number, the ones still under way first, then the latest."""
    statement = (
        select(Request.ref, Request.state)
        .where(Request.short == short, col(Request.room_id).in_(list(rooms)))
        .order_by(col(Request.id).desc())
    )
    if year:
        statement = statement.where(col(Request.number).contains(f"〔{year}〕", autoescape=True))
    rows = session.exec(statement).all()
    return [ref for ref, state in rows if state not in ENDED] or [ref for ref, _ in rows][:1]
