"""Who is named (写到的人): cadres whose name or last digits of the id number stand in a sender's words.

Looked up among those the sender can mean: the unit's own people, for a source organ the room's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlmodel import Session, col, literal, or_, select

from core.collection.submission import Submission
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier

LEAST_NAME = 2
_WHOLE_NUMBER = re.compile(r"(?<!\d)\d{14}(\d{3}[\dXx])(?!\w)", re.ASCII)
# Not of a camera's or a scanner's counter (IMG_0412), and not a year.
_FOUR = re.compile(r"(?<![A-Za-z0-9])(?<![A-Za-z][_ -])(\d{3}[\dXx])(?![A-Za-z0-9])", re.ASCII)
_YEAR = re.compile(r"(19|20)\d\d")

Person = tuple[int, str, str]  # dossier, name, the last four of the id number


def people_named(session: Session, submission: Submission, text: str) -> frozenset[int]:
    """The dossiers of this room that the text names; none for words without a name in them."""
    words, ends = literal(text), number_ends(text)
    named = words.contains(col(Cadre.name))
    statement = (
        select(Dossier.id, Cadre.name, Cadre.id_last4)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(Dossier.room_id == submission.room_id)
        .where(or_(named, col(Cadre.id_last4).in_(ends)) if ends else named)
    )
    if submission.unit_id is not None:
        statement = statement.where(Cadre.unit_id == submission.unit_id)
    rows = session.exec(statement).all()
    return named_in(text, ((key or 0, name, last4) for key, name, last4 in rows))


def named_in(text: str, people: Iterable[Person]) -> frozenset[int]:
    """Whose name or digits stand there; a name inside a longer one that is meant does not count."""
    known, ends, found = list(people), number_ends(text), set()
    left = text
    for name in sorted({name for _, name, _ in known}, key=len, reverse=True):
        if len(name) >= LEAST_NAME and name in left:
            left = left.replace(name, "\n")
            found |= {key for key, same, _ in known if same == name}
    return frozenset(found | {key for key, _, last4 in known if last4.upper() in ends})


def number_ends(text: str) -> frozenset[str]:
    """The last four of every id number in the text, and four that stand alone and are no year."""
    alone = (it for it in _FOUR.findall(text) if not _YEAR.fullmatch(it))
    return frozenset(it.upper() for it in (*_WHOLE_NUMBER.findall(text), *alone))
