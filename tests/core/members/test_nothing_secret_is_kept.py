"""日志和结果里没有姓名、口令、绑定码、令牌（P10）。

No name, PIN, code or token in the log, in outcomes or in messages.
"""

from __future__ import annotations

from core.members.add_member import AddMember
from core.members.bind_member import BindMember
from core.members.codes import code_hash, new_code, new_token, token_hash
from core.members.invite_member import InviteMember
from core.members.issue_token import IssueToken
from core.members.pins import pin_digest, second_check
from core.members.reset_pin import ResetPin
from core.members.sign_in import NewSession
from core.outcome import StoredOutcome
from core.principal import Principal
from tests.core.members.conftest import Staffed
from tests.support.house import House


async def test_nothing_secret_is_kept(house: House, staff: Staffed) -> None:
    name, pin, code, token = "慕容测试", "739164", new_code(), new_token()
    admin = staff.administrator
    added = await house.do(admin, AddMember(number="0042", name=name, unit_id=staff.unit))
    member = added.data["member"]
    await house.do(admin, InviteMember(member_id=member, code_hash=code_hash(code)))
    new = NewSession(token_hash=token_hash(token), csrf="c" * 20)
    digest = await pin_digest(pin, code)
    bind = BindMember(code_hash=code_hash(code), pin_digest=digest, session=new)
    await house.do(Principal.guest(), bind)
    await house.do(Principal.guest(), bind)
    await second_check(house.dispatch, member, "739165", "x")
    issue = IssueToken(member_id=member, token_hash=token_hash(token + "2"), scope="api")
    await house.do(admin, issue, via="cli")
    await house.do(staff.security, ResetPin(member_id=member, code_hash=code_hash(new_code())))
    kept = [repr(row) for row in house.log()]
    kept += [outcome.body for outcome in house.all(StoredOutcome)]
    kept += [message.args for message in house.messages()]
    assert len(kept) > 15
    for secret in (name, "慕容", pin, code, token, digest, "0042"):
        assert not [text for text in kept if secret in text], secret
