"""Read the register (查看登记簿): it names people, so who looked at which day is in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.command import Answer, Command, Done, Place, use_case
from core.event import Event
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRegister(Command):
    room_id: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRead(Event):
    about: ClassVar[str] = "register"
    ref: str
    day: date


@use_case(
    ReadRegister,
    roles={Role.ARCHIVIST, Role.HEAD},
    place=lambda command, _unit: Place(room_id=command.room_id),
)
def read_register(command: ReadRegister, unit: OpenUnit) -> Answer:
    """Nothing changes but the log."""
    book = f"{command.room_id}/{command.day.year}"
    unit.record(RegisterRead(ref=book, day=command.day))
    return Done({})
