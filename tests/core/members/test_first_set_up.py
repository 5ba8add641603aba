"""初始化：空库上由 setup 建第一个管档单位和两名管理员，二人都绑定后 setup 即失效。

First set-up: on an empty database `setup` opens a room and two officers; once both are bound, it
is over for good.
"""

from __future__ import annotations

from core.members.add_member import AddMember
from core.members.add_room import AddRoom
from core.members.add_unit import AddUnit
from core.members.bind_member import BindMember
from core.members.codes import code_hash, new_code
from core.members.init_house import InitHouse
from core.members.invite_member import InviteMember
from core.members.member import Grant
from core.members.pins import pin_digest
from core.members.room import Room
from core.outcome import Outcome
from core.principal import Principal
from tests.support.house import House

SETUP, GUEST = Principal.setup(), Principal.guest()


async def init(house: House, codes: tuple[str, str]) -> Outcome:
    first, second = (code_hash(code) for code in codes)
    command = InitHouse(
        room_name="组织部档案室",
        administrator_code_hash=first,
        security_officer_code_hash=second,
    )
    return await house.do(SETUP, command)


async def bind(house: House, code: str) -> Outcome:
    digest = await pin_digest("739164", code)
    return await house.do(GUEST, BindMember(code_hash=code_hash(code), pin_digest=digest))


async def test_an_empty_house_gets_a_room_and_two_invited_officers(house: House) -> None:
    outcome = await init(house, (new_code(), new_code()))
    assert outcome.done
    assert {grant.role for grant in house.all(Grant)} == {"administrator", "security_officer"}
    assert len(house.log("member_invited")) == 2
    assert house.log("house_opened")[0].actor == "setup"


async def test_the_first_grants_show_for_ever_that_nobody_confirmed_them(house: House) -> None:
    await init(house, (new_code(), new_code()))
    assert {(g.proposed_by, g.confirmed_by) for g in house.all(Grant)} == {(None, None)}


async def test_a_house_opens_once(house: House) -> None:
    await init(house, (new_code(), new_code()))
    again = await init(house, (new_code(), new_code()))
    assert (again.status, again.code) == ("impossible", "impossible_step")


async def test_only_setup_opens_a_house(house: House) -> None:
    command = InitHouse(room_name="甲室", administrator_code_hash="", security_officer_code_hash="")
    assert (await house.do(GUEST, command)).code == "forbidden"


async def test_setup_works_until_both_officers_are_bound(house: House) -> None:
    codes = new_code(), new_code()
    await init(house, codes)
    await bind(house, codes[0])
    assert (await house.do(SETUP, AddRoom(name="人社档案室"))).done
    await bind(house, codes[1])
    assert (await house.do(SETUP, AddRoom(name="教育档案室"))).code == "forbidden"


async def test_a_lost_phone_does_not_bring_setup_back(house: House) -> None:
    from core.members.reset_pin import ResetPin

    codes = new_code(), new_code()
    opened = (await init(house, codes)).data
    for code in codes:
        await bind(house, code)
    reset = ResetPin(member_id=opened["administrator"], code_hash=code_hash(new_code()))
    assert (await house.do(opened["security_officer"], reset)).done
    assert (await house.do(SETUP, AddRoom(name="教育档案室"))).code == "forbidden"


async def test_setup_may_replace_a_lost_slip_of_the_first_officers_only(house: House) -> None:
    opened = (await init(house, (new_code(), new_code()))).data
    member = (await house.do(SETUP, AddMember(number="7", name="测试甲"))).data["member"]

    def slip(member_id: int) -> InviteMember:
        return InviteMember(member_id=member_id, code_hash=code_hash(new_code()))

    assert (await house.do(SETUP, slip(opened["administrator"]))).done
    assert (await house.do(SETUP, slip(member))).code == "forbidden"


async def test_the_administrator_adds_rooms_units_and_members(house: House) -> None:
    opened = (await init(house, (new_code(), new_code()))).data
    admin = opened["administrator"]
    unit = await house.do(admin, AddUnit(name="某某局", room_id=opened["room"]))
    added = await house.do(
        admin, AddMember(number="0007", name="测试乙", unit_id=unit.data["unit"])
    )
    assert added.done
    assert house.log("member_added")[-1].payload["unit_id"] == unit.data["unit"]


async def test_names_and_numbers_are_given_once(house: House) -> None:
    await init(house, (new_code(), new_code()))
    first = AddMember(number="0007", name="测试乙")
    assert (await house.do(SETUP, first)).done
    assert (await house.do(SETUP, first)).code == "taken"
    assert (await house.do(SETUP, AddRoom(name="组织部档案室"))).code == "taken"
    assert (await house.do(SETUP, AddRoom(name="  "))).code == "bad_value"


async def test_no_two_rooms_have_the_same_word_on_their_numbers(house: House) -> None:
    await init(house, (new_code(), new_code()))
    assert (await house.do(SETUP, AddRoom(name="人社档案室"))).done
    again = await house.do(SETUP, AddRoom(name="教育档案室", short_name="人社档"))
    assert (again.code, again.data["field"]) == ("taken", "short_name")
    assert {room.short_name for room in house.all(Room)} == {"档", "人社档"}
