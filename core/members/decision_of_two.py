"""Decision of two (两人决定): one officer asks by a document, another agrees; one shape for all of them.

What is asked for anew drops what nobody agreed to. The paper stays with the house.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel, col, select

from core.command import Place
from core.constraints import holds
from core.errors import Forbidden, ImpossibleStep, NotFound, SecondStepBySamePerson
from core.members.member import OFFICERS, Role
from core.members.questions import grants_of
from core.unit import OpenUnit

_SECURITY = frozenset({Role.SECURITY_OFFICER})


class DecisionOfTwo(SQLModel):
    """The columns of a decision: in force when another has agreed and nobody dropped it."""

    id: int | None = Field(default=None, primary_key=True)
    document: str = Field(max_length=60)
    asked_by: int = Field(foreign_key="member.id")
    asked_at: datetime
    agreed_by: int | None = Field(default=None, foreign_key="member.id")
    agreed_at: datetime | None = None
    # Asked for anew, or ended before its day.
    dropped_at: datetime | None = None


def two_officers() -> tuple[CheckConstraint, CheckConstraint]:
    """What the database holds of it: two people, and a moment for the second."""
    return (
        holds("two_officers", "agreed_by IS NULL OR agreed_by <> asked_by"),
        holds("agreed_at_a_time", "(agreed_by IS NULL) = (agreed_at IS NULL)"),
    )


D = TypeVar("D", bound=DecisionOfTwo)


def waiting(table: type[D], *of: Any) -> Any:
    """The select of what was asked for and waits for the second officer."""
    return select(table).where(*of, col(table.agreed_at).is_(None), col(table.dropped_at).is_(None))


def drop_waiting(unit: OpenUnit, table: type[D], *of: Any) -> None:
    """Give up what nobody agreed to, since something else is asked for."""
    for earlier in unit.session.exec(waiting(table, *of).with_for_update()).all():
        earlier.dropped_at = unit.now


def to_agree(unit: OpenUnit, table: type[D], key: int) -> D:
    """The decision that another officer may agree to, locked.

    Raises NotFound, ImpossibleStep, SecondStepBySamePerson.
    """
    row = unit.session.exec(select(table).where(table.id == key).with_for_update()).first()
    if row is None:
        raise NotFound
    if row.agreed_at is not None or row.dropped_at is not None:
        raise ImpossibleStep(state="agreed" if row.agreed_at else "dropped")
    if row.asked_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    return row


def one_is_security(unit: OpenUnit, row: DecisionOfTwo) -> None:
    """Raises ImpossibleStep where the first left office, Forbidden where none is security officer."""
    held = grants_of(unit.session, row.asked_by, unit.now)
    if not any(it.covers(OFFICERS, Place()) for it in held):
        raise ImpossibleStep(state="proposer_left")
    if not unit.holds(_SECURITY, Place()) and not any(it.covers(_SECURITY, Place()) for it in held):
        raise Forbidden
