"""How far an outside channel may be told (外部渠道级别): what two officers decided, until a day.

The rule book says how far a channel might be told; without a decision in force it is told tickets.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, Session, col, select

from core.clock import local_date
from core.constraints import one_of
from core.members.decision_of_two import DecisionOfTwo, two_officers
from rules.book import RuleBook
from rules.lists import LEVELS

QUIETEST = LEVELS[0]


class Raised(StrEnum):
    """What a decision may raise a channel to; tickets need none."""

    NAMES = "names"
    FILES = "files"


class DisclosureDecision(DecisionOfTwo, table=True):
    """Asked for by one officer with a document and a last day, in force when another has agreed."""

    __tablename__ = "disclosure_decision"
    __table_args__ = (
        one_of("level", Raised),
        *two_officers(),
    )

    channel: str = Field(max_length=12)
    level: str = Field(max_length=5)
    until: date


def decision_in_force(session: Session, channel: str, now: datetime) -> DisclosureDecision | None:
    """The latest that both officers gave and whose last day has not passed."""
    return session.exec(
        select(DisclosureDecision)
        .where(
            DisclosureDecision.channel == channel,
            col(DisclosureDecision.agreed_at).is_not(None),
            col(DisclosureDecision.dropped_at).is_(None),
            col(DisclosureDecision.until) >= local_date(now),
        )
        .order_by(col(DisclosureDecision.agreed_at).desc())
    ).first()


def level_in_force(session: Session, book: RuleBook, channel: str, now: datetime) -> str:
    """tickets, names or files: the quieter of what the book lets and what was decided."""
    let = book.disclosure.get(channel, QUIETEST)
    if let == QUIETEST:
        return let
    decided = decision_in_force(session, channel, now)
    return QUIETEST if decided is None else min(let, decided.level, key=LEVELS.index)
