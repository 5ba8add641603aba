"""虚构人员：同一种子同一批人，号码不属于任何人，经花名册一来一回不变样。

Invented people: repeatable, belonging to nobody, unchanged by a trip through a workbook.
"""

from itertools import islice
from pathlib import Path

from bot.demo.invented_staff import PERSONAS
from bot.demo.people import synthetic_people
from bot.demo.rooms_and_units import ROOMS, UNITS
from core.holdings.roster import read_roster
from tests.support.roster_workbook import synthetic_roster_workbook

ROLES = {
    "unit_contact",
    "approver",
    "archivist",
    "head",
    "administrator",
    "security_officer",
    "auditor",
}


def test_the_same_seed_gives_the_same_people() -> None:
    assert list(synthetic_people(7, 50)) == list(synthetic_people(7, 50))
    assert list(synthetic_people(7, 50)) != list(synthetic_people(8, 50))
    assert list(islice(synthetic_people(7, 500), 50)) == list(synthetic_people(7, 50))


def test_their_numbers_come_once_and_start_where_no_region_is() -> None:
    people = list(synthetic_people(7, 5000))
    assert len({person.id_number for person in people}) == 5000
    assert all(person.id_number.startswith("99") for person in people)
    assert all(int(p.id_number[16]) % 2 == (p.gender == "male") for p in people)


def test_they_are_as_mixed_as_a_real_archive() -> None:
    people = list(synthetic_people(7, 2000))
    assert {person.room for person in people} == set(ROOMS)
    assert {person.unit for person in people} == {unit.name for unit in UNITS}
    assert {person.secrecy for person in people} == {"none", "work_secret", "secret"}
    assert {person.status for person in people} == {"in_post", "retired", "dead", "moved_out"}
    assert any("·" in person.name for person in people)
    assert any(ord(letter) > 0xFFFF for person in people for letter in person.name)


def test_a_workbook_of_them_reads_back_as_they_are(tmp_path: Path) -> None:
    people = synthetic_roster_workbook(tmp_path / "roster.xlsx", seed=7, count=1000)
    roster = read_roster(tmp_path / "roster.xlsx", rooms=ROOMS)
    assert (roster.rows, roster.problems) == (people, [])
    assert [row.row for row in roster.rows] == [person.row for person in people]


def test_every_role_of_the_demo_has_somebody_in_a_place_that_exists() -> None:
    assert {persona.role for persona in PERSONAS} == ROLES
    assert len({persona.persona for persona in PERSONAS}) == len(PERSONAS)
    places = {*ROOMS, *(unit.name for unit in UNITS)}
    assert all(persona.place in places for persona in PERSONAS)
