"""A listed piece (清单一行): what the sender writes down of one material, and whether it can be so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.collection.submission import Submission
from core.errors import BadValue
from core.materials.material import MaterialForm

MOST_PIECES = 200
MOST_PAGES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPiece:
    """`dossier` is a number or empty (the name is then written on the paper); `kind` a code or empty.

    `occasion` says which of several it is: a year, a degree, an appointment.
    """

    title: str
    dossier: str = ""
    kind: str = ""
    occasion: str = ""
    formed_on: date | None = None
    pages: int | None = None
    form: str = MaterialForm.ORIGINAL
    remark: str = ""


LONGEST = {"title": 120, "dossier": 30, "kind": 8, "occasion": 60, "remark": 120}


def check_pieces(pieces: tuple[ListedPiece, ...], today: date) -> None:
    """Raise BadValue(field, nth) for the first line that no list could have; nth counts from 1."""
    if len(pieces) > MOST_PIECES:
        raise BadValue(field="pieces", nth=MOST_PIECES + 1)
    for nth, piece in enumerate(pieces, start=1):
        for field in amiss_in(piece, today):
            raise BadValue(field=field, nth=nth)


def amiss_in(piece: ListedPiece, today: date) -> list[str]:
    """The fields of one line that cannot be so, all of them."""
    amiss = [field for field, most in LONGEST.items() if len(getattr(piece, field)) > most]
    if not piece.title.strip():
        amiss.append("title")
    if piece.form not in set(MaterialForm):
        amiss.append("form")
    if piece.pages is not None and not 1 <= piece.pages <= MOST_PAGES:
        amiss.append("pages")
    if piece.formed_on is not None and not date(1900, 1, 1) <= piece.formed_on <= today:
        amiss.append("formed_on")
    return amiss


def set_clock(submission: Submission, pieces: tuple[ListedPiece, ...], months: int) -> None:
    """The month counts from the earliest day of formation on the list; without one none runs."""
    days = [piece.formed_on for piece in pieces if piece.formed_on is not None]
    submission.formed_from = min(days, default=None)
    submission.due_on = months_after(submission.formed_from, months) if days else None


def months_after(day: date | None, months: int) -> date | None:
    """The same day of a later month, or its last where the month is shorter."""
    if day is None:
        return None
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    return None
