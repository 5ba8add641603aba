"""每一步由每种人试 / Every step tried by everyone, in a transaction that is undone at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from core.command import Command, Envelope
from core.members.deputy import Deputy
from core.outcome import Outcome
from core.perform import perform
from tests.support.house import House
from tests.support.lending import Lending


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a step, and the rows as it would have left them."""

    outcome: Outcome
    after: list[Any]


def try_out(house: House, who: int, command: Command, *rows: tuple[type[SQLModel], int]) -> Tried:
    """Carry the command out, look at these rows, and take everything back."""
    with house.database.engine.connect() as connection:
        undone = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            principal = house.principal(who, command, "trial", True)
            envelope = Envelope(principal, command, "trial")
            outcome = perform(session, envelope, house.clock, house.law).outcome
            session.flush()
            session.expire_all()
            after = [_row(session, table, key) for table, key in rows]
        undone.rollback()
    return Tried(outcome, after)


def _row(session: Session, table: Any, key: int) -> dict[str, Any]:
    found = session.exec(select(table).where(col(table.id) == key)).one()
    row: dict[str, Any] = found.model_dump()
    return row


def everyone(world: Lending) -> dict[str, int]:
    """The people of a case, by role: a deputy of the leader, and strangers of each kind, too."""
    house, now = world.house, world.house.clock.now()
    deputy = house.add_member(unit=world.unit)
    until = now.replace(year=now.year + 1)
    house.keep(
        Deputy(
            member_id=world.leader, deputy_id=deputy, document="1", valid_from=now, valid_to=until
        )
    )
    return {
        "contact": world.contact,
        "leader": world.leader,
        "deputy": deputy,
        "authority": world.authority,
        "archivist": world.archivist,
        "head": world.head,
        "nobody": house.add_member(unit=world.unit),
    }
