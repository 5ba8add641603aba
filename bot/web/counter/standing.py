"""Where a scanned volume stands (卷在哪里): in store, out, or on the counter waiting to be counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from core.custody.custody import Custody
from core.custody.discrepancy import Discrepancy
from core.holdings.dossier import Dossier, Volume
from core.lost.questions import open_search_of
from core.lost.rebuilding import RebuiltVolume
from core.prepared import Prepared
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
    # A count that does not agree waits for the head; the head alone is shown an organ's.
    differs: bool = False
    of_an_organ: bool = False
    rebuilt: bool = False
    # Cases of organs: they answer only where they are in hand already.
    quietly: tuple[str, ...] = ()


def standing_of(session: Session, label: str, rooms: Collection[int]) -> Standing | None:
    """None alike for a label that is unknown and one that another room keeps."""
    volume = _VOLUME.first(session, of_label=label)
    if volume is None or volume.room_id not in rooms:
        return None
    custody = _CUSTODY.first(session, of_volume=volume.id)
    waits = _WAITING(session, of_volume=volume.id)
    search = open_search_of(session, volume.id) if volume.lost else None
    return Standing(
        label=label,
        dossier=volume.number,
        kind=volume.kind,
        ordinal=volume.ordinal,
        out=custody is not None,
        returned=custody is not None and custody.returned_at is not None,
        ref=custody.ref if custody else "",
        differs=custody is not None and custody.kind is not None and custody.settled_at is None,
        of_an_organ=custody is not None and custody.source == Source.ORGAN,
        waited_for=tuple(it.ref for it in waits if it.source != Source.ORGAN),
        quietly=tuple(it.ref for it in waits if it.source == Source.ORGAN),
        rebuilt=volume.rebuilt is not None,
        search=search.ref if search else "",
        set_aside=volume.lost and search is None,
    )


_VOLUME = Prepared(
    select(
        *(col(Volume.id), col(Volume.kind), col(Volume.ordinal), col(Volume.lost)),
        *(col(Dossier.number), col(Dossier.room_id)),
        col(RebuiltVolume.volume_id).label("rebuilt"),
    )
    .join_from(Volume, Dossier, col(Dossier.id) == col(Volume.dossier_id))
    .outerjoin(RebuiltVolume, col(RebuiltVolume.volume_id) == col(Volume.id))
    .where(col(Volume.label) == bindparam("of_label"))
)
_CUSTODY = Prepared(
    select(
        *(col(Custody.returned_at), col(Request.ref), col(Request.source)),
        *(col(Discrepancy.kind), col(Discrepancy.settled_at)),
    )
    .join_from(Custody, Line, col(Line.id) == col(Custody.line_id))
    .join(Request, col(Request.id) == col(Line.request_id))
    .outerjoin(Discrepancy, col(Discrepancy.custody_id) == col(Custody.id))
    .where(col(Custody.volume_id) == bindparam("of_volume"), col(Custody.closed_at).is_(None))
)
# The ready cases that wait for it, the first ready first.
_WAITING = Prepared(
    select(col(Request.ref), col(Request.source))
    .join_from(Line, Request, col(Request.id) == col(Line.request_id))
    .where(
        col(Line.volume_id) == bindparam("of_volume"),
        col(Line.state) == LineState.WAITING,
        col(Request.state) == State.READY,
    )
    .order_by(col(Request.ready_at))
)


def numbered(session: Session, short: str, year: str, rooms: Iterable[int]) -> list[str]:
    """Cases of these rooms with this number, the ones still under way first, then the latest."""
    statement = (
        select(col(Request.ref), col(Request.state))
        .where(col(Request.short) == short, col(Request.room_id).in_(list(rooms)))
        .order_by(col(Request.id).desc())
    )
    if year:
        statement = statement.where(col(Request.number).contains(f"〔{year}〕", autoescape=True))
    rows = session.execute(statement).all()
    return [ref for ref, state in rows if state not in ENDED] or [ref for ref, _ in rows][:1]
