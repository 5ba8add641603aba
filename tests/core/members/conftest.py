"""A house with its three officers, one room and one unit under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.members.member import Role
from tests.support.house import House, a_house


@dataclass(frozen=True)
class Staffed:
    """Ids of who and what is in the house."""

    room: int
    unit: int
    administrator: int
    security: int
    auditor: int
    head: int
    archivist: int
    approver: int
    contact: int


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def staff(house: House) -> Staffed:
    room = house.add_room("组织部档案室")
    unit = house.add_unit(room, "某某局")
    return Staffed(
        room=room,
        unit=unit,
        administrator=house.add_member(Role.ADMINISTRATOR),
        security=house.add_member(Role.SECURITY_OFFICER),
        auditor=house.add_member(Role.AUDITOR),
        head=house.add_member(Role.HEAD, room=room),
        archivist=house.add_member(Role.ARCHIVIST, room=room),
        approver=house.add_member(Role.APPROVER, unit=unit),
        contact=house.add_member(Role.UNIT_CONTACT, unit=unit),
    )
