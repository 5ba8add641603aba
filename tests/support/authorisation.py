"""授权矩阵 / The authorisation matrix: every command really tried by everyone, every route's declaration.

`python -m tests.support.authorisation` prints it; a person reads the difference before it is kept
as tests/architecture/authorisation.txt.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlmodel import Session

from bot.conversations import turn  # noqa: F401 — declares the conversation
from bot.web.access import admitted
from bot.web.app import ROUTES
from core.command import USE_CASES, Command, Envelope
from core.members.member import Role
from core.perform import perform
from core.principal import Principal
from tests.support.every_command import samples
from tests.support.every_thing import Things, things
from tests.support.house import House
from tests.support.lending import Lending

TURNED_AWAY = {"forbidden", "not_found"}


def people(t: Things) -> dict[str, dict[str, int]]:
    """Who tries: the own people, the same roles elsewhere, officers, someone without any role."""
    house, world = t.world.house, t.world
    there = house.add_room()
    unit = house.add_unit(there)
    return {
        "own": {
            "unit_contact": world.contact,
            "approver": world.leader,
            "deputy": t.deputy,
            "authority": world.authority,
            "archivist": world.archivist,
            "head": world.head,
        },
        "foreign": {
            "unit_contact": house.add_member(Role.UNIT_CONTACT, unit=unit),
            "approver": house.add_member(Role.APPROVER, unit=unit),
            "authority": house.add_member(Role.APPROVER, room=there),
            "archivist": house.add_member(Role.ARCHIVIST, room=there),
            "head": house.add_member(Role.HEAD, room=there),
        },
        "officers": {
            "administrator": house.add_member(Role.ADMINISTRATOR),
            "security_officer": house.add_member(Role.SECURITY_OFFICER),
            "auditor": house.add_member(Role.AUDITOR),
        },
        "others": {"nobody": house.add_member(unit=world.unit)},
    }


HOUSE = {
    "setup": Principal.setup(),
    "clock": Principal.clock(),
    "guest": Principal.guest(),
    "bridge": Principal.bridge("desk"),
}


def admits(house: House, who: Principal, command: Command) -> bool:
    """Whether the command gets past the door, the handler's own checks included; undone at once."""
    with house.database.engine.connect() as connection:
        undone = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            envelope = Envelope(who, command, "trial")
            outcome = perform(session, envelope, house.clock, house.law).outcome
        undone.rollback()
    return outcome.code not in TURNED_AWAY


def commands(t: Things) -> Iterator[str]:
    """A block per sample: who is let through, by scope, and whether a PIN is asked for."""
    house, everyone = t.world.house, people(t)
    for name, command in sorted(samples(t).items()):
        yield name + (" · PIN" if USE_CASES[type(command)].second_check else "")
        for scope, members in everyone.items():
            yield from _line(scope, [
                role for role, member in members.items()
                if admits(house, house.principal(member, command, "matrix", True), command)
            ])  # fmt: skip
        yield from _line("house", [n for n, who in HOUSE.items() if admits(house, who, command)])


def _line(scope: str, found: list[str]) -> Iterator[str]:
    if found:
        yield f"    {scope}: {' '.join(found)}"


def routes() -> Iterator[str]:
    """Method, path and who may knock."""
    lines = [f"{r.method:5}{r.path:36}{admitted(r.handler)}" for r in ROUTES]
    yield from sorted(lines, key=lambda line: line[5:])


def without_sample(t: Things) -> list[str]:
    """Commands that the matrix cannot try."""
    tried = {type(command) for command in samples(t).values()}
    return sorted(command.__name__ for command in USE_CASES if command not in tried)


def matrix(t: Things) -> str:
    """The whole text, as it is kept."""
    return "\n".join(["# commands", *commands(t), "", "# routes", *routes(), ""])


async def a_small_world(house: House) -> Things:
    return await things(Lending(house))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = House(f"sqlite:///{Path(folder) / 'house.db'}")
        print(matrix(asyncio.run(a_small_world(house))), end="")
        house.close()


if __name__ == "__main__":
    main()
