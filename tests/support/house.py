"""A house for tests: database, clock, rule book and dispatch, with rooms, units and members.

People are written straight into the tables, so that a test of lending need not first appoint
officers; `do` sends real commands through the real dispatch.
"""

from __future__ import annotations

import atexit
import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import orjson
from sqlalchemy import Connection, Dialect, insert, inspect
from sqlalchemy.engine import make_url
from sqlmodel import Session, SQLModel, col, select

from core.audit.entry import LogEntry, LogPayload
from core.audit.guards import create_guards
from core.command import USE_CASES, Command
from core.database import Database
from core.dispatch import Dispatch
from core.members.member import Grant, Member, Role
from core.members.questions import grants_of
from core.members.room import Room
from core.members.scope import Viewer
from core.members.units import Unit
from core.outbox.message import Message
from core.outcome import Outcome
from core.principal import Principal, Proof
from core.reminders.known_year import KnownYear
from core.schema import METADATA
from rules.book import load_book
from rules.judge import Judge
from tests.support.clock import MORNING, FixedClock

Row = TypeVar("Row", bound=SQLModel)
R = TypeVar("R")


@cache
def shipped_law() -> Judge:
    """The shipped rule book, compiled once for all tests."""
    return Judge(load_book())


@dataclass(frozen=True, slots=True)
class Logged:
    """One entry of the log with its details."""

    actor: str
    action: str
    kind: str
    ref: str
    payload: dict[str, Any]


class House:
    """One organisation in one database: a new SQLite file, or one at the newest migration."""

    def __init__(
        self, url: str, *, law: Judge | None = None, clock: FixedClock | None = None
    ) -> None:
        self.clock = clock or FixedClock()
        self.law = law or shipped_law()
        _lay_out(url)
        self.database = _compiling_once(Database(url))
        with self.database.writing() as connection:
            _know_years(connection)
        self.dispatch = Dispatch(self.database, self.law, self.clock)
        self._numbers = itertools.count(1)

    def close(self) -> None:
        self.dispatch.close()

    @property
    def url(self) -> str:
        """The database's address with its password, for another process."""
        return self.database.url.render_as_string(hide_password=False)

    # -- people and places ---------------------------------------------------------------------

    def keep(self, row: Row) -> int:
        """Write a row straight into its table, or change it there; gives its key."""
        with self.database.writing() as connection, Session(connection) as session:
            session.add(row)
            session.flush()
            key: int = inspect(row).identity[0]
            session.commit()
        return key

    def add_room(self, name: str = "") -> int:
        """The first room has the usual word on its numbers, every other one a word of its own."""
        nth = next(self._numbers)
        word = f"档{nth}" if self.all(Room) else "档"
        return self.keep(Room(name=name or f"第{nth}管档单位", short_name=word))

    def add_unit(self, room_id: int, name: str = "") -> int:
        return self.keep(Unit(name=name or f"第{next(self._numbers)}局", room_id=room_id))

    def add_member(
        self,
        role: Role | None = None,
        *,
        room: int | None = None,
        unit: int | None = None,
        name: str = "",
        bound: bool = True,
    ) -> int:
        """Someone who sits in this room or unit and, with a role, holds it there.

        Officers hold theirs over the organisation, wherever they sit.
        """
        number = next(self._numbers)
        member_id = self.keep(
            Member(
                number=f"M{number:04d}",
                name=name or f"测试{number}",
                room_id=room,
                unit_id=unit,
                bound_at=self.clock.now() if bound else None,
            )
        )
        if role is not None:
            self.grant(member_id, role, room=room, unit=unit)
        return member_id

    def grant(
        self,
        member_id: int,
        role: Role,
        *,
        room: int | None = None,
        unit: int | None = None,
        valid_to: datetime | None = None,
    ) -> int:
        """A confirmed role from now on."""
        now = self.clock.now()
        return self.keep(
            Grant(
                member_id=member_id,
                role=role,
                room_id=room,
                unit_id=unit,
                valid_from=now,
                valid_to=valid_to,
                confirmed_at=now,
            )
        )

    # -- acting --------------------------------------------------------------------------------

    async def do(
        self,
        who: int | Principal,
        command: Command,
        key: str = "",
        *,
        via: str = "desk",
        proven: bool = True,
    ) -> Outcome:
        """Send a command for a member (by id) or a house actor, under a fresh key if none is given.

        A member brings the proof that the use case asks for, unless `proven` is False.
        """
        principal = who if isinstance(who, Principal) else self.principal(who, command, via, proven)
        return await self.dispatch(principal, command, key or f"key-{next(self._numbers)}")

    def principal(self, member_id: int, command: Command, via: str, proven: bool) -> Principal:
        """The member, carrying a proof that fits the command."""
        named = USE_CASES[type(command)].second_check
        if named is None or not proven:
            return Principal.member(member_id, via)
        proof = Proof(member_id, named(command), self.clock.now())
        return Principal.member(member_id, via, proof)

    # -- looking -------------------------------------------------------------------------------

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """A session that reads what was committed."""
        with self.database.reading() as session:
            yield session

    def get(self, table: type[Row], row_id: object) -> Row:
        """A row by its key; it must be there."""
        with self.looking() as session:
            return session.get_one(table, row_id)

    def all(self, table: type[Row]) -> list[Row]:
        with self.looking() as session:
            return list(session.exec(select(table)).all())

    def viewer(self, member_id: int) -> Viewer:
        """The member with the roles of this moment."""
        with self.looking() as session:
            return Viewer(member_id, grants_of(session, member_id, self.clock.now()))

    def log(self, action: str = "") -> list[Logged]:
        """The log in order, or only the entries of one action."""
        with self.looking() as session:
            rows = session.exec(
                select(LogEntry, LogPayload.body)
                .join(LogPayload, col(LogPayload.seq) == col(LogEntry.seq))
                .order_by(col(LogEntry.seq))
            ).all()
        return [
            Logged(e.actor, e.action, e.object_kind, e.object_ref, orjson.loads(body))
            for e, body in rows
            if action in ("", e.action)
        ]

    def messages(self, kind: str = "") -> list[Message]:
        """What was left to be sent, or only one kind of it."""
        return [m for m in self.all(Message) if kind in ("", m.kind)]


def _know_years(connection: Connection) -> None:
    """Years in which Monday to Friday is all there is to know, until a test says otherwise."""
    years = {row.year for row in connection.execute(select(KnownYear.year))}
    missing = {2025, 2026, 2027} - years
    rows = [KnownYear(year=year, source="test", known_at=MORNING).model_dump() for year in missing]
    if rows:
        connection.execute(insert(KnownYear), rows)


_DIALECTS: dict[str, Dialect] = {}
_COMPILED: dict[Any, Any] = {}


def _compiling_once(database: Database) -> Database:
    """Statements are compiled once a process: compiling them anew takes longer than most tests do.

    What is compiled belongs to a dialect, so all houses on one kind of database share the first's.
    """
    engine = database.engine
    engine.dialect = _DIALECTS.setdefault(engine.dialect.name, engine.dialect)
    engine.update_execution_options(compiled_cache=_COMPILED)
    return database


def _lay_out(url: str) -> None:
    """A new file begins as a copy of one with every table and guard; others are laid out."""
    path = Path(make_url(url).database or "")
    if url.startswith("sqlite") and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_laid_out(), path)


@cache
def _laid_out() -> Path:
    """Made once a process: creating every table takes longer than most tests do."""
    folder = Path(tempfile.mkdtemp(prefix="danggui-house-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    database = Database(f"sqlite:///{folder / 'house.db'}")
    with database.writing() as connection:
        METADATA.create_all(connection)
        create_guards(connection)
    database.close()
    return folder / "house.db"


@contextmanager
def a_house(folder: Path, **settings: Any) -> Iterator[House]:
    """A house on a new SQLite file in this folder, closed at the end."""
    house = House(f"sqlite:///{folder / 'house.db'}", **settings)
    try:
        yield house
    finally:
        house.close()
