"""绑定：绑定码当面交付，只用一次，只存摘要；用过、过期、作废的码再来即告知安全保密管理员。

Binding: a code given in person works once and is kept as a hash; a spent one that comes again is
refused plainly and the security officer is told.
"""

from __future__ import annotations

import pytest

from core.members.bind_member import BindMember
from core.members.codes import code_hash, new_code, new_token, token_hash
from core.members.invite_member import InviteMember
from core.members.look_at_invitation import Invited, look_at_invitation
from core.members.member import Member
from core.members.pins import pin_digest, second_check
from core.members.proofs import Invitation, Pin
from core.members.second_check import binding_of
from core.members.sign_in import NewSession
from core.members.who_is import who_is
from core.outcome import Outcome
from core.principal import Principal, Proof
from tests.core.members.conftest import Staffed
from tests.support.house import House

GUEST = Principal.guest()


async def invite(house: House, by: int, member: int) -> str:
    code = new_code()
    outcome = await house.do(by, InviteMember(member_id=member, code_hash=code_hash(code)))
    assert outcome.done, outcome
    return code


async def bind(
    house: House, code: str, *, guest: Principal = GUEST, session: NewSession | None = None
) -> Outcome:
    digest = await pin_digest("739164", code)
    command = BindMember(code_hash=code_hash(code), pin_digest=digest, session=session)
    return await house.do(guest, command)


def look(house: House, code: str) -> Invited | None:
    with house.looking() as session:
        return look_at_invitation(session, code_hash(code), house.clock.now())


async def test_a_live_code_shows_the_masked_name_only(house: House, staff: Staffed) -> None:
    member = house.add_member(name="欧阳修文", unit=staff.unit, bound=False)
    code = await invite(house, staff.administrator, member)
    invited = look(house, code.lower())
    assert invited is not None
    assert str(invited.name) == "欧阳**"
    assert not invited.asks_for_pin


async def test_binding_sets_the_pin_and_signs_in(house: House, staff: Staffed) -> None:
    member = house.add_member(unit=staff.unit, bound=False)
    code = await invite(house, staff.administrator, member)
    token = new_token()
    new = NewSession(token_hash=token_hash(token), csrf="c" * 20, device="手机")
    outcome = await bind(house, code, session=new)
    assert outcome.data == {"bound": True, "member": member}
    assert house.get(Member, member).bound_at == house.clock.now()
    assert house.get(Pin, member).digest.startswith("$argon2id$")
    with house.looking() as session:
        signed_in = who_is(session, token_hash(token), house.clock.now())
    assert signed_in is not None
    assert signed_in.member_id == member


async def test_used_expired_cancelled_and_unknown_codes_look_alike(
    house: House, staff: Staffed
) -> None:
    members = [house.add_member(unit=staff.unit, bound=False) for _ in range(3)]
    used, cancelled, expired = [await invite(house, staff.administrator, m) for m in members]
    await bind(house, used)
    await invite(house, staff.administrator, members[1])
    house.clock.advance(hours=24)
    for code in (used, cancelled, expired, new_code()):
        assert look(house, code) is None
        assert (await bind(house, code)).data == {"bound": False}
    why = [entry.payload["why"] for entry in house.log("invitation_misused")]
    assert why == ["used", "cancelled", "expired", "unknown"]
    told = house.messages("invitation_misused")
    assert [message.member_id for message in told] == [staff.security] * 3


async def test_a_code_tried_again_and_again_is_one_message_an_hour(
    house: House, staff: Staffed
) -> None:
    code = await invite(house, staff.administrator, staff.contact)
    house.clock.advance(hours=25)
    for _ in range(5):
        await bind(house, code)
    assert len(house.messages("invitation_misused")) == 1
    assert len(house.log("invitation_misused")) == 5


async def test_a_lost_answer_may_be_asked_for_again(house: House, staff: Staffed) -> None:
    code = await invite(house, staff.administrator, staff.contact)
    for _ in range(2):
        digest = await pin_digest("739164", code)
        command = BindMember(code_hash=code_hash(code), pin_digest=digest)
        outcome = await house.do(GUEST, command, key="form-1")
        assert outcome.data["bound"]
    assert outcome.repeated
    assert not house.log("invitation_misused")


async def test_a_new_invitation_cancels_the_one_before(house: House, staff: Staffed) -> None:
    first = await invite(house, staff.administrator, staff.contact)
    second = await invite(house, staff.administrator, staff.contact)
    assert look(house, first) is None
    assert look(house, second) is not None
    live = [i for i in house.all(Invitation) if i.cancelled_at is None]
    assert len(live) == 1


async def test_binding_again_asks_for_the_earlier_pin_and_ends_sessions(
    house: House, staff: Staffed
) -> None:
    old = NewSession(token_hash=token_hash("old"), csrf="c" * 20)
    await bind(house, await invite(house, staff.administrator, staff.contact), session=old)
    code = await invite(house, staff.administrator, staff.contact)
    refused = await bind(house, code)
    assert refused.code == "second_check_needed"
    proof = await second_check(house.dispatch, staff.contact, "739164", refused.data["bound_to"])
    assert isinstance(proof, Proof)
    assert (await bind(house, code, guest=Principal(None, "guest", "web", proof))).data["bound"]
    with house.looking() as session:
        assert who_is(session, token_hash("old"), house.clock.now()) is None
    assert house.messages("member_bound_again")[0].member_id == staff.security


async def test_a_bound_members_new_code_is_useless_with_another_proof(
    house: House, staff: Staffed
) -> None:
    await bind(house, await invite(house, staff.administrator, staff.contact))
    code = await invite(house, staff.administrator, staff.contact)
    bound_to = binding_of("bind_member", code_hash(code))
    other = Proof(staff.administrator, bound_to, house.clock.now())
    outcome = await bind(house, code, guest=Principal(None, "guest", "web", other))
    assert outcome.code == "second_check_needed"


@pytest.mark.parametrize(
    ("who", "whom", "allowed"),
    [
        ("administrator", "archivist", True),
        ("administrator", "security", True),
        ("administrator", "contact", True),
        ("head", "contact", True),
        ("head", "approver", True),
        ("head", "archivist", False),
        ("head", "administrator", False),
        ("archivist", "contact", False),
        ("security", "contact", False),
        ("contact", "approver", False),
    ],
)
async def test_who_invites_whom(
    house: House, staff: Staffed, who: str, whom: str, allowed: bool
) -> None:
    command = InviteMember(member_id=getattr(staff, whom), code_hash=code_hash(new_code()))
    outcome = await house.do(getattr(staff, who), command)
    assert outcome.code == ("" if allowed else "forbidden")


async def test_a_head_invites_nobody_of_another_room(house: House, staff: Staffed) -> None:
    other = house.add_unit(house.add_room())
    stranger = house.add_member(unit=other)
    command = InviteMember(member_id=stranger, code_hash=code_hash(new_code()))
    assert (await house.do(staff.head, command)).code == "forbidden"


async def test_a_bare_pin_is_never_kept(house: House, staff: Staffed) -> None:
    code = await invite(house, staff.administrator, staff.contact)
    command = BindMember(code_hash=code_hash(code), pin_digest="739164")
    assert (await house.do(GUEST, command)).code == "bad_value"
