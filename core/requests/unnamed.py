"""A dossier that an applicant may not name (查无此档): answered as a sensitive one is, and in its time.

The same work is done on a stand-in and undone again, so that neither words nor time tell an unknown
number from one that may not be spoken of. The log keeps that it was asked, never the number.
"""

from __future__ import annotations

from sqlmodel import col, select

from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy
from core.members.room import Room
from core.requests.application import Named
from core.requests.events import RequestRefused
from core.requests.request import Request, Step
from core.unit import OpenUnit

UNNAMED = "dossier_unnamed"


def stand_in(unit: OpenUnit, unit_id: int) -> Named | None:
    """Some dossier of the applicant's own unit; None where the unit has none."""
    row = unit.session.exec(
        select(Dossier, Room, Cadre.custody_authority)
        .join(Room, col(Room.id) == Dossier.room_id)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(Cadre.unit_id == unit_id, Dossier.secrecy == Secrecy.NONE)
        .limit(1)
    ).first()
    return None if row is None else Named(*row)


def note_unnamed(unit: OpenUnit, request: Request) -> None:
    """Keep what really happened: nothing was decided about the stand-in, a number was not known."""
    unit.journal.decisions[:] = [
        it | {"allowed": False, "fired": UNNAMED, "facts": None}
        for it in unit.journal.decisions[-1:]
    ]
    unit.forget_refusals()
    asked = RequestRefused(
        ref=request.ref, step=Step.SUBMIT, laws=(UNNAMED,), decision=unit.last_decision
    )
    unit.record(asked)
