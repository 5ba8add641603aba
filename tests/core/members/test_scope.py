"""可见范围：单位的人只见本单位，管档单位的人只见本室，三员不见申请和档案；没登记的表谁也不见（P8）。

One filter for every read: own unit, own room, officers no request and no dossier, and a table that
is not listed shows nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import select

from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Slot
from core.members.member import Member, Role
from core.members.room import Room
from core.members.scope import visible
from core.members.units import Unit
from core.requests.request import Request
from tests.core.members.conftest import Staffed
from tests.support.house import House


@dataclass(frozen=True)
class Elsewhere:
    """A second room with a unit, and one cadre, dossier and request in each of the two."""

    room: int
    unit: int
    dossiers: tuple[int, int]


@pytest.fixture
def elsewhere(house: House, staff: Staffed) -> Elsewhere:
    room = house.add_room("教育档案室")
    unit = house.add_unit(room, "某某学校")
    house.add_member(Role.UNIT_CONTACT, unit=unit)
    dossiers = tuple(
        _holding(house, n, r, u)
        for n, (r, u) in enumerate([(staff.room, staff.unit), (room, unit)])
    )
    return Elsewhere(room, unit, (dossiers[0], dossiers[1]))


def _holding(house: House, n: int, room: int, unit: int) -> int:
    cadre = house.keep(Cadre(name=f"测试干部{n}", unit_id=unit))
    applicant = house.add_member(unit=unit)
    house.keep(
        Request(
            number=f"档办{n}",
            short=str(n),
            room_id=room,
            unit_id=unit,
            applicant_id=applicant,
            mode="consult",
            purpose="personnel_work",
            state_since=house.clock.now(),
        )
    )
    return house.keep(Dossier(number=f"D{n}", cadre_id=cadre, room_id=room))


def seen(house: House, member: int, table: type[Any]) -> int:
    statement: Any = visible(select(table), table, house.viewer(member))
    with house.looking() as session:
        return len(session.exec(statement).all())


@pytest.mark.parametrize("table", [Request, Dossier, Cadre])
@pytest.mark.parametrize("who", ["contact", "approver", "archivist", "head"])
def test_people_see_their_own_side_only(
    house: House, staff: Staffed, elsewhere: Elsewhere, table: type[Any], who: str
) -> None:
    assert seen(house, getattr(staff, who), table) == 1


@pytest.mark.parametrize("table", [Request, Dossier, Cadre])
@pytest.mark.parametrize("who", ["administrator", "security", "auditor"])
def test_officers_see_no_request_cadre_or_dossier(
    house: House, staff: Staffed, elsewhere: Elsewhere, table: type[Any], who: str
) -> None:
    assert seen(house, getattr(staff, who), table) == 0


@pytest.mark.parametrize("table", [Request, Dossier, Cadre, Unit, Room])
def test_a_leader_over_the_organisation_sees_both(
    house: House, elsewhere: Elsewhere, table: type[Any]
) -> None:
    assert seen(house, house.add_member(Role.APPROVER), table) == 2


@pytest.mark.parametrize("table", [Unit, Room])
def test_own_unit_and_own_room(
    house: House, staff: Staffed, elsewhere: Elsewhere, table: type[Any]
) -> None:
    assert seen(house, staff.contact, table) == 1
    assert seen(house, staff.archivist, table) == 1
    assert seen(house, staff.auditor, table) == 2


def test_room_staff_know_the_people_of_their_room_and_its_units(
    house: House, staff: Staffed, elsewhere: Elsewhere
) -> None:
    # head, archivist, approver, contact and the applicant of the request
    assert seen(house, staff.archivist, Member) == 5
    assert seen(house, staff.contact, Member) == 3


def test_a_member_without_a_role_sees_only_themself(house: House, elsewhere: Elsewhere) -> None:
    nobody = house.add_member(unit=elsewhere.unit)
    assert [seen(house, nobody, table) for table in (Request, Dossier, Cadre, Unit, Room)] == [
        0
    ] * 5
    assert seen(house, nobody, Member) == 1


def test_a_dossier_kept_elsewhere_is_seen_by_its_keeper_and_its_unit(
    house: House, staff: Staffed, elsewhere: Elsewhere
) -> None:
    cadre = house.keep(Cadre(name="测试领导", unit_id=staff.unit))
    house.keep(Dossier(number="D9", cadre_id=cadre, room_id=elsewhere.room))
    assert seen(house, staff.contact, Dossier) == 2
    assert seen(house, staff.archivist, Dossier) == 1


def test_a_role_that_has_ended_shows_nothing(
    house: House, staff: Staffed, elsewhere: Elsewhere
) -> None:
    contact = house.add_member(unit=staff.unit)
    ends = house.clock.now().replace(hour=9)
    house.grant(contact, Role.UNIT_CONTACT, unit=staff.unit, valid_to=ends)
    assert seen(house, contact, Request) == 1
    house.clock.set(ends)
    assert seen(house, contact, Request) == 0


def test_a_table_that_is_not_listed_shows_nothing(house: House, staff: Staffed) -> None:
    house.keep(Slot(room_id=staff.room, code="A-01"))
    assert seen(house, staff.archivist, Slot) == 0
