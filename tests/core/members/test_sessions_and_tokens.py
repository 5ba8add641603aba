"""登录：会话在服务器上，可随时下线；闲置三十分钟或满十二小时即失效。接口令牌带范围和期限。

Sessions live on the server and can be ended at once; thirty idle minutes or twelve hours end them
too. Tokens have a scope and a term.
"""

from __future__ import annotations

import pytest

from core.members.codes import token_hash
from core.members.issue_token import IssueToken
from core.members.member import Member
from core.members.open_sessions import open_sessions
from core.members.proofs import SignIn as Row
from core.members.reset_pin import ResetPin
from core.members.revoke_session import RevokeSession
from core.members.revoke_token import RevokeToken
from core.members.sign_in import NewSession, SignIn
from core.members.sign_out import SignOut
from core.members.who_is import SignedIn, seen, who_is
from core.principal import Principal
from tests.core.members.conftest import Staffed
from tests.support.house import House

COOKIE, BEARER = token_hash("cookie"), token_hash("bearer")


@pytest.fixture
async def session(house: House, staff: Staffed) -> str:
    new = NewSession(token_hash=COOKIE, csrf="c" * 24, device="办公电脑")
    outcome = await house.do(staff.contact, SignIn(session=new))
    return str(outcome.data["session"])


def who(house: House, token: str = COOKIE, *, bearer: bool = False) -> SignedIn | None:
    with house.looking() as looking:
        return who_is(looking, token, house.clock.now(), bearer=bearer)


async def issue(house: House, by: int, member: int, *, via: str = "desk", days: int = 90) -> str:
    command = IssueToken(member_id=member, token_hash=BEARER, scope="api", days=days)
    outcome = await house.do(by, command, via=via)
    return str(outcome.data["ref"]) if outcome.done else outcome.code


async def test_the_cookie_is_the_member(house: House, staff: Staffed, session: str) -> None:
    assert who(house) == SignedIn(staff.contact, session, csrf="c" * 24)
    assert who(house, token_hash("another")) is None


async def test_signing_in_takes_a_proof(house: House, staff: Staffed) -> None:
    new = NewSession(token_hash=COOKIE, csrf="c" * 24)
    outcome = await house.do(staff.contact, SignIn(session=new), proven=False)
    assert outcome.code == "second_check_needed"
    assert who(house) is None


async def test_someone_elses_proof_signs_nobody_in(house: House, staff: Staffed) -> None:
    command = SignIn(session=NewSession(token_hash=COOKIE, csrf="c" * 24))
    proof = house.principal(staff.approver, command, "web", True).proof
    outcome = await house.do(Principal.member(staff.contact, "web", proof), command)
    assert outcome.code == "second_check_needed"


async def test_thirty_idle_minutes_end_a_session(house: House, session: str) -> None:
    house.clock.advance(minutes=29)
    assert who(house)
    house.clock.advance(minutes=1)
    assert who(house) is None


async def test_use_keeps_it_open_for_twelve_hours_at_most(house: House, session: str) -> None:
    for _ in range(36):
        assert who(house)
        await house.dispatch.work(lambda s: seen(s, COOKIE, house.clock.now()))
        house.clock.advance(minutes=20)
    assert who(house) is None


async def test_last_seen_is_worth_writing_once_a_minute(house: House, session: str) -> None:
    assert not who(house).stale  # type: ignore[union-attr]
    house.clock.advance(minutes=1)
    assert who(house).stale  # type: ignore[union-attr]


async def test_a_late_last_seen_does_not_wake_the_dead(house: House, session: str) -> None:
    house.clock.advance(minutes=31)
    await house.dispatch.work(lambda s: seen(s, COOKIE, house.clock.now()))
    assert who(house) is None


async def test_signing_out_needs_no_role(house: House, session: str) -> None:
    assert (await house.do(Principal.guest(), SignOut(token_hash=COOKIE))).done
    assert who(house) is None
    assert len(house.log("signed_out")) == 1


@pytest.mark.parametrize(
    ("by", "code"),
    [("contact", ""), ("security", ""), ("administrator", "not_found"), ("head", "not_found")],
)
async def test_who_ends_a_session(
    house: House, staff: Staffed, session: str, by: str, code: str
) -> None:
    outcome = await house.do(getattr(staff, by), RevokeSession(session=session))
    assert outcome.code == code
    assert (who(house) is None) == outcome.done


async def test_a_member_sees_their_own_sessions(house: House, staff: Staffed, session: str) -> None:
    with house.looking() as looking:
        listed = open_sessions(looking, staff.contact, house.clock.now())
    assert [(one.ref, one.device) for one in listed] == [(session, "办公电脑")]


async def test_a_reset_ends_sessions_and_tokens(house: House, staff: Staffed, session: str) -> None:
    await issue(house, staff.contact, staff.contact)
    await house.do(staff.security, ResetPin(member_id=staff.contact, code_hash="0" * 64))
    assert who(house) is None
    assert who(house, BEARER, bearer=True) is None
    assert house.log("pin_reset")[0].payload["sessions_ended"] == 1


async def test_an_inactive_member_is_nobody(house: House, staff: Staffed, session: str) -> None:
    member = house.get(Member, staff.contact)
    member.active = False
    house.keep(member)
    assert who(house) is None


async def test_a_token_keeps_its_scope_and_its_term(house: House, staff: Staffed) -> None:
    ref = await issue(house, staff.contact, staff.contact, days=30)
    assert who(house, BEARER, bearer=True) == SignedIn(staff.contact, ref, scope="api")
    house.clock.advance(days=30)
    assert who(house, BEARER, bearer=True) is None


async def test_a_token_is_no_cookie_and_a_cookie_no_token(
    house: House, staff: Staffed, session: str
) -> None:
    await issue(house, staff.contact, staff.contact)
    assert who(house, BEARER) is None
    assert who(house, COOKIE, bearer=True) is None


@pytest.mark.parametrize(
    ("by", "via", "allowed"),
    [
        ("contact", "desk", True),
        ("administrator", "desk", False),
        ("administrator", "cli", True),
        ("security", "cli", True),
        ("head", "cli", False),
    ],
)
async def test_who_issues_a_token(
    house: House, staff: Staffed, by: str, via: str, allowed: bool
) -> None:
    answer = await issue(house, getattr(staff, by), staff.contact, via=via)
    assert (answer != "forbidden") == allowed


async def test_a_token_made_by_an_officer_is_told_to_its_member(
    house: House, staff: Staffed
) -> None:
    await issue(house, staff.administrator, staff.contact, via="cli")
    assert [m.member_id for m in house.messages("token_issued")] == [staff.contact]
    assert [m.member_id for m in house.messages("token_issued_for")] == [staff.security]


async def test_a_revoked_token_is_dead(house: House, staff: Staffed) -> None:
    ref = await issue(house, staff.contact, staff.contact)
    assert (await house.do(staff.approver, RevokeToken(token=ref))).code == "not_found"
    assert (await house.do(staff.administrator, RevokeToken(token=ref))).done
    assert who(house, BEARER, bearer=True) is None


async def test_secrets_are_kept_as_hashes(house: House, session: str) -> None:
    assert [row.token_hash for row in house.all(Row)] == [COOKIE]
    new = NewSession(token_hash="cookie", csrf="c" * 24)
    assert (await house.do(1, SignIn(session=new))).code == "bad_value"
