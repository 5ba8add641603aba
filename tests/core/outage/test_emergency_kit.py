"""应急包：每晚备好纸面，预留的编号不再发出，涉密的、办案的只印编号。
The emergency kit: reserved numbers are never given out again; flagged and discreet cases are numbers.
"""

from __future__ import annotations

from dataclasses import replace

from core.holdings.dossier import Secrecy
from core.members.room import Room
from core.outage.emergency_kit import EmergencyKit
from core.outage.kit_content import KitContent, kit_content
from core.outage.make_kit import MakeEmergencyKit, ReadEmergencyKit
from core.principal import Principal
from core.requests.cancel_reserved import CancelReserved
from core.requests.request import Request
from core.requests.reserved_number import ReservedNumber
from core.requests.series_told import SeriesTold, series_told
from tests.support.lending import Lending, a_case


async def make(world: Lending) -> KitContent:
    outcome = await world.house.do(world.archivist, MakeEmergencyKit(room_id=world.room))
    assert outcome.done, outcome
    with world.house.looking() as session:
        return kit_content(session, outcome.data["kit"])


def told(world: Lending) -> SeriesTold:
    with world.house.looking() as session:
        return series_told(session, world.room, 2026)


async def test_it_holds_what_waits_and_what_is_out(world: Lending) -> None:
    waits = await a_case(world, "ready")
    other = world.shelve("GB-00002", name="钱三").number
    out = await a_case(world, "out", world.lend(dossier=other))
    content = await make(world)
    assert [case.ref for case in content.to_collect] == [waits]
    assert [case.ref for case in content.out_now] == [out]
    (volume,) = content.out_now[0].volumes
    assert (volume.dossier, volume.due_on is not None) == (other, True)
    assert [str(name) for name in content.to_collect[0].readers] == ["李*", "赵*"]


async def test_a_flagged_dossier_is_a_number(world: Lending) -> None:
    flagged = world.shelve("GB-00009", name="孙无极", secrecy=Secrecy.WORK_SECRET).number
    asked = replace(world.application(dossier=flagged), channel="counter")
    outcome = await world.house.do(world.archivist, asked)
    ref = outcome.data["ref"]
    for step in ("unit_sign", "room_review", "make_ready"):
        assert (await getattr(world, step)(ref)).done
    (case,) = (await make(world)).to_collect
    assert (case.number, case.withheld) == (world.request(ref).number, True)
    assert (case.unit, case.readers, case.volumes) == ("", (), ())


async def test_the_log_says_whose_cases_are_named(world: Lending) -> None:
    ref = await a_case(world, "ready")
    content = await make(world)
    (entry,) = world.house.log("emergency_kit_made")
    assert entry.payload["named"] == [ref]
    assert entry.payload["numbers"] == [number for number, _ in content.numbers]


async def test_numbers_left_open_stand_in_the_next_kit_again(world: Lending) -> None:
    first = await make(world)
    second = await make(world)
    assert first.numbers == second.numbers
    assert len(first.numbers) == 6
    assert len(world.house.all(EmergencyKit)) == 2


async def test_a_reserved_number_is_never_given_to_another_case(world: Lending) -> None:
    kept = {number for number, _ in (await make(world)).numbers}
    for n in range(70):
        number = world.shelve(f"GB-1{n:04d}", name=f"郑{n}").number
        assert (await world.submit(dossier=number)).done
    assert not kept & {request.number for request in world.house.all(Request)}


async def test_a_form_with_a_reserved_number_becomes_a_case_of_that_number(world: Lending) -> None:
    number = (await make(world)).numbers[0][0]
    outcome = await world.house.do(world.archivist, world.application(reserved=number))
    assert outcome.data["number"] == number
    again = await world.house.do(world.archivist, world.application(reserved=number))
    assert (again.code, again.data) == ("bad_value", {"field": "reserved"})


async def test_a_contact_cannot_take_a_reserved_number(world: Lending) -> None:
    number = (await make(world)).numbers[0][0]
    outcome = await world.submit(reserved=number)
    assert (outcome.code, outcome.data) == ("bad_value", {"field": "reserved"})


async def test_a_number_of_another_room_is_no_number_here(world: Lending) -> None:
    there = world.house.keep(Room(name="教育局档案室", short_name="教档"))
    made = await world.house.do(Principal.clock(), MakeEmergencyKit(room_id=there))
    assert made.done
    foreign = next(r.number for r in world.house.all(ReservedNumber) if r.room_id == there)
    outcome = await world.house.do(world.archivist, world.application(reserved=foreign))
    assert outcome.data == {"field": "reserved"}


async def test_cancelling_needs_a_reason_and_open_numbers(world: Lending) -> None:
    numbers = tuple(number for number, _ in (await make(world)).numbers)
    cancel = CancelReserved(room_id=world.room, numbers=numbers[:2], reason="断网日未用到")
    assert (await world.house.do(world.archivist, replace(cancel, reason=" "))).code == "bad_value"
    assert (await world.house.do(world.archivist, replace(cancel, numbers=()))).code == "bad_value"
    assert (await world.house.do(world.archivist, cancel)).data == {"cancelled": 2}
    both = replace(cancel, numbers=numbers[1:3])
    assert (await world.house.do(world.archivist, both)).data == {"field": "reserved"}
    assert told(world).count("cancelled") == 2
    (entry,) = world.house.log("reserved_numbers_cancelled")
    assert entry.payload["reason"] == "断网日未用到"


async def test_every_number_that_was_given_is_explained(world: Lending) -> None:
    numbers = [number for number, _ in (await make(world)).numbers]
    await world.house.do(world.archivist, world.application(reserved=numbers[0]))
    other = world.shelve("GB-00002", name="钱三").number
    await world.submit(dossier=other)
    gone = CancelReserved(room_id=world.room, numbers=(numbers[1],), reason="写坏")
    await world.house.do(world.head, gone)
    found = told(world)
    assert (found.given, found.cases, found.unexplained) == (7, 2, ())
    assert [found.count(state) for state in ("open", "used", "cancelled")] == [4, 1, 1]


async def test_a_number_that_nothing_accounts_for_is_shown(world: Lending) -> None:
    await make(world)
    with world.house.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM reserved_number WHERE id = 1")
    assert len(told(world).unexplained) == 1


async def test_reading_the_kit_is_logged_and_needs_one(world: Lending) -> None:
    read = ReadEmergencyKit(room_id=world.room)
    assert (await world.house.do(world.head, read)).code == "not_found"
    await make(world)
    assert (await world.house.do(world.head, read)).done
    assert len(world.house.log("emergency_kit_read")) == 1
