"""One command, carried out inside a session: admitted, judged, changed, remembered.

Nothing commits here. The journal that comes back is written by whoever commits (`writer`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from core.clock import Clock
from core.command import Envelope, content_hash
from core.errors import CodedError, KeyReused, SecondCheckNeeded
from core.integrity import meaning_of
from core.outcome import Outcome, StoredOutcome
from core.prepared import Prepared
from core.unit import Journal, OpenUnit
from rules.decision import Refused
from rules.judge import Judge

_EARLIER = Prepared(
    select(StoredOutcome.content, StoredOutcome.body).where(
        StoredOutcome.principal == bindparam("principal"), StoredOutcome.key == bindparam("key")
    )
)


@dataclass(frozen=True, slots=True)
class Performed:
    outcome: Outcome
    journal: Journal


def perform(session: Session, envelope: Envelope, clock: Clock, law: Judge) -> Performed:
    """Carry out a command in this session; the caller commits the session and the journal.

    Expected refusals and coded errors roll the session back and become the outcome; anything else
    propagates: it is a bug.
    """
    content = content_hash(envelope.command)
    earlier = _earlier(session, envelope, content)
    if earlier is not None:
        return Performed(earlier, Journal())
    now = clock.now()
    unit = OpenUnit(session, envelope.principal, now, law, Journal())
    outcome, journal = _attempt(session, envelope, unit)
    if outcome.code != SecondCheckNeeded.code:
        journal.outcomes.append(_row(envelope, content, outcome, now))
    return Performed(outcome, journal)


def _attempt(session: Session, envelope: Envelope, unit: OpenUnit) -> tuple[Outcome, Journal]:
    try:
        answer = unit.perform(envelope.command)
        session.flush()
    except CodedError as error:
        session.rollback()
        return Outcome.impossible(error), unit.only_refusals()
    except IntegrityError as error:
        session.rollback()
        return Outcome.impossible(meaning_of(error)), unit.only_refusals()
    if isinstance(answer, Refused):
        session.rollback()
        return Outcome.of(answer, unit.last_decision), unit.only_refusals()
    return Outcome.of(answer, unit.last_decision), unit.journal


def _earlier(session: Session, envelope: Envelope, content: str) -> Outcome | None:
    row = _EARLIER.first(session, principal=envelope.principal.name, key=envelope.key)
    if row is None:
        return None
    if row[0] != content:
        return Outcome.impossible(KeyReused())
    return Outcome.from_json(row[1], repeated=True)


def _row(envelope: Envelope, content: str, outcome: Outcome, now: datetime) -> dict[str, object]:
    return {
        "principal": envelope.principal.name,
        "key": envelope.key,
        "content": content,
        "body": outcome.to_json(),
        "at": now,
    }
