"""口令：六位数字，不用易猜的；绑定到一个动作、一件事、一个版本；错五次锁一刻钟，错十次须重置。

PIN: six digits, none that a stranger tries first; good for one action on one thing as shown; five
wrong lock it for fifteen minutes, ten until the security officer resets it.
"""

from __future__ import annotations

import asyncio

import pytest

from core.errors import BadValue
from core.members.bind_member import BindMember
from core.members.change_pin import ChangePin
from core.members.codes import code_hash, new_code
from core.members.pin_words import weakness
from core.members.pins import LockedPin, WrongPin, pin_digest, second_check
from core.members.proofs import Invitation, Pin
from core.members.reset_pin import ResetPin
from core.members.second_check import binding_of
from core.outcome import Outcome
from core.principal import Principal, Proof
from tests.core.members.conftest import Staffed
from tests.support.house import House

PIN, HERE = "739164", binding_of("sign_in", "")
DIGEST = asyncio.run(pin_digest(PIN, "tests"))


@pytest.fixture
def member(house: House, staff: Staffed) -> int:
    house.keep(_pin(house, staff.contact))
    return staff.contact


def _pin(house: House, member_id: int) -> Pin:
    return Pin(member_id=member_id, digest=DIGEST, set_at=house.clock.now())


async def attempt(house: House, member: int, pin: str) -> Proof | WrongPin | LockedPin:
    return await second_check(house.dispatch, member, pin, HERE)


async def wrong(house: House, member: int, times: int) -> Proof | WrongPin | LockedPin:
    for _ in range(times):
        answer = await attempt(house, member, "739165")
    return answer


@pytest.mark.parametrize(
    "pin", ["123456", "654321", "111111", "121212", "123123", "112233", "123321", "012345"]
)
async def test_trivial_pins_are_not_accepted(pin: str) -> None:
    assert weakness(pin) == "trivial"
    with pytest.raises(BadValue):
        await pin_digest(pin, "seed")


@pytest.mark.parametrize("pin", ["12345", "7391640", "73916a", "７３９１６４", " 739164", ""])
def test_a_pin_is_six_plain_digits(pin: str) -> None:
    assert weakness(pin) == "not_six_digits"


async def test_a_right_pin_is_a_proof_for_one_thing(house: House, member: int) -> None:
    proof = await attempt(house, member, PIN)
    assert proof == Proof(member, HERE, house.clock.now())


def test_another_action_thing_or_version_has_another_name() -> None:
    names = {
        binding_of("confirm", "R1", 3),
        binding_of("refuse", "R1", 3),
        binding_of("confirm", "R2", 3),
        binding_of("confirm", "R1", 4),
    }
    assert len(names) == 4


async def test_a_proof_for_another_grant_does_not_fit(house: House, staff: Staffed) -> None:
    command = ResetPin(member_id=staff.contact, code_hash=code_hash(new_code()))
    other = Proof(staff.security, binding_of("reset_pin", staff.approver), house.clock.now())
    principal = Principal.member(staff.security, "desk", other)
    assert (await house.do(principal, command)).code == "second_check_needed"


async def test_an_old_proof_does_not_fit(house: House, staff: Staffed) -> None:
    command = ResetPin(member_id=staff.contact, code_hash=code_hash(new_code()))
    principal = house.principal(staff.security, command, "desk", True)
    house.clock.advance(seconds=121)
    assert (await house.do(principal, command)).code == "second_check_needed"


async def test_wrong_ones_are_counted_down_and_in_the_log(house: House, member: int) -> None:
    assert await wrong(house, member, 2) == WrongPin(tries_left=3)
    assert [e.payload["wrong"] for e in house.log("wrong_pin_counted")] == [1, 2]


async def test_five_wrong_lock_for_a_quarter_of_an_hour(house: House, member: int) -> None:
    until = house.clock.now().replace(minute=15)
    assert await wrong(house, member, 5) == LockedPin(until)
    assert await attempt(house, member, PIN) == LockedPin(until)
    house.clock.advance(minutes=15)
    assert isinstance(await attempt(house, member, PIN), Proof)
    assert [m.member_id for m in house.messages("pin_locked")] == [member]


async def test_a_right_one_begins_the_count_anew(house: House, member: int) -> None:
    await wrong(house, member, 4)
    await attempt(house, member, PIN)
    assert await wrong(house, member, 1) == WrongPin(tries_left=4)
    assert len(house.log("wrong_pins_forgotten")) == 1


async def test_ten_wrong_lock_until_the_security_officer_resets(
    house: House, staff: Staffed, member: int
) -> None:
    await wrong(house, member, 5)
    house.clock.advance(minutes=15)
    assert await wrong(house, member, 5) == LockedPin(None)
    house.clock.advance(days=30)
    assert await attempt(house, member, PIN) == LockedPin(None)
    assert [m.member_id for m in house.messages("pin_locked_of")] == [staff.security]


async def test_many_guesses_at_once_are_looked_at_one_by_one(house: House, member: int) -> None:
    guesses = ["739165"] * 5 + [PIN]
    answers = await asyncio.gather(*(attempt(house, member, pin) for pin in guesses))
    assert isinstance(answers[-1], LockedPin)
    assert house.get(Pin, member).wrong == 5


async def test_someone_without_a_pin_is_merely_wrong(house: House, staff: Staffed) -> None:
    assert await attempt(house, staff.contact, PIN) == WrongPin(tries_left=4)
    assert await attempt(house, 9999, PIN) == WrongPin(tries_left=4)


async def reset(house: House, by: int, member: int, code: str) -> Outcome:
    return await house.do(by, ResetPin(member_id=member, code_hash=code_hash(code)))


async def test_a_reset_unbinds_and_invites_anew(house: House, staff: Staffed, member: int) -> None:
    code = new_code()
    assert (await reset(house, staff.security, member, code)).done
    assert not house.all(Pin)
    digest = await pin_digest("850273", code)
    bound = await house.do(
        Principal.guest(), BindMember(code_hash=code_hash(code), pin_digest=digest)
    )
    assert bound.data["bound"]
    assert isinstance(await attempt(house, member, "850273"), Proof)


async def test_the_other_officers_hear_of_a_reset(
    house: House, staff: Staffed, member: int
) -> None:
    await reset(house, staff.security, member, new_code())
    told = {message.member_id for message in house.messages("pin_reset")}
    assert told == {staff.administrator, staff.auditor}


@pytest.mark.parametrize("who", ["administrator", "auditor", "head", "contact"])
async def test_nobody_else_resets_a_pin(
    house: House, staff: Staffed, member: int, who: str
) -> None:
    assert (await reset(house, getattr(staff, who), member, new_code())).code == "forbidden"
    assert not house.all(Invitation)


async def test_the_security_officer_does_not_reset_their_own(house: House, staff: Staffed) -> None:
    outcome = await reset(house, staff.security, staff.security, new_code())
    assert outcome.code == "same_person"


async def test_a_member_changes_their_own_pin(house: House, member: int) -> None:
    command = ChangePin(pin_digest=await pin_digest("850273", "form"))
    assert (await house.do(member, command, proven=False)).code == "second_check_needed"
    assert (await house.do(member, command)).done
    assert isinstance(await attempt(house, member, "850273"), Proof)
