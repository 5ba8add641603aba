"""人员与全局用例的样例 / Samples of the commands about people and about the house as a whole."""

from __future__ import annotations

from datetime import date, timedelta

from core.clock import local_date
from core.command import Command
from core.custody import enrol_device
from core.holdings import import_roster, search
from core.inbox.inbound import Inbound
from core.members import (
    add_member,
    add_room,
    add_unit,
    appoint_deputy,
    bind_member,
    bind_reach,
    change_pin,
    confirm_grant,
    count_pin,
    decide_disclosure,
    describe_room,
    end_deputy,
    init_house,
    invite_member,
    issue_token,
    propose_grant,
    reset_pin,
    revoke_grant,
    revoke_session,
    revoke_token,
    set_approval,
    sign_in,
    sign_out,
)
from core.members.member import Role
from core.reminders.hush_gap_cards import HushGapCards
from core.reminders.import_workdays import ImportWorkdays
from core.reminders.keep_gap_weeks import KeepGapWeeks
from core.reminders.learn_workdays import LearnWorkdays
from core.reminders.pause_reminders import PauseReminders, ResumeReminders
from core.reminders.send_due_reminders import SendDueReminders
from core.reminders.set_reminders import SetReminders
from core.requests import (
    expire_uncollected,
)
from tests.support.every_thing import Things

HASH = "0" * 64
SESSION = sign_in.NewSession(token_hash=HASH, csrf="c" * 24)


def of_members(t: Things) -> dict[str, Command]:
    world, now = t.world, t.world.house.clock.now()
    return {
        "AddMember": add_member.AddMember(number="N1", name="新人", unit_id=world.unit),
        "InviteMember": invite_member.InviteMember(member_id=world.contact, code_hash=HASH),
        "BindMember": bind_member.BindMember(code_hash=HASH, pin_digest="x"),
        "BindReach": bind_reach.BindReach(
            code_hash=HASH, channel="telegram", address="1", person="1"
        ),
        "ProposeGrant": propose_grant.ProposeGrant(
            member_id=t.deputy, role=Role.UNIT_CONTACT, unit_id=world.unit, document="备1号"
        ),
        "ConfirmGrant": confirm_grant.ConfirmGrant(grant_id=t.grant),
        "RevokeGrant": revoke_grant.RevokeGrant(grant_id=t.grant, document="免1号"),
        "AppointDeputy": appoint_deputy.AppointDeputy(
            deputy_id=t.colleague,
            document="委2号",
            valid_from=now,
            valid_to=now + timedelta(days=1),
        ),
        "EndDeputy": end_deputy.EndDeputy(deputy=t.deputy_row),
        "ChangePin": change_pin.ChangePin(pin_digest="x"),
        "CountWrongPin": count_pin.CountWrongPin(member_id=world.contact),
        "ForgetWrongPins": count_pin.ForgetWrongPins(member_id=world.contact),
        "ResetPin": reset_pin.ResetPin(member_id=world.contact, code_hash=HASH, cause="忘了"),
        "SignIn": sign_in.SignIn(session=SESSION),
        "SignOut": sign_out.SignOut(token_hash=HASH),
        "RevokeSession": revoke_session.RevokeSession(session="SESSION"),
        "IssueToken for the contact": issue_token.IssueToken(
            member_id=world.contact, token_hash=HASH, scope="demo", days=1
        ),
        "RevokeToken": revoke_token.RevokeToken(token="TOKEN"),
    }


def of_the_house(t: Things) -> dict[str, Command]:
    return {
        "AddRoom": add_room.AddRoom(name="新室", short_name="新"),
        "AddUnit": add_unit.AddUnit(name="新局", room_id=t.world.room),
        "InitHouse": init_house.InitHouse(
            room_name="室", administrator_code_hash=HASH, security_officer_code_hash=HASH
        ),
        "ImportRoster": import_roster.ImportRoster(rows=()),
        "DescribeRoom": describe_room.DescribeRoom(
            room_id=t.world.room, opening="工作日", telephone="", lending_reasons="专案核查"
        ),
        "AskApprovalChange": set_approval.AskApprovalChange(
            room_id=t.world.room, approval="paper", document="字〔2026〕1号"
        ),
        "AskDisclosure": decide_disclosure.AskDisclosure(
            channel="telegram",
            level="names",
            document="密〔2026〕1号",
            until=local_date(t.world.house.clock.now()) + timedelta(days=90),
        ),
        "AgreeDisclosure": decide_disclosure.AgreeDisclosure(decision=t.decision),
        "AgreeApprovalChange": set_approval.AgreeApprovalChange(change=t.change),
        "EnrolDevice": enrol_device.EnrolDevice(
            name="desk-2", room_id=t.world.room, key_hex="ab" * 32
        ),
        "RevokeDevice": enrol_device.RevokeDevice(name="desk"),
        "SearchHoldings": search.SearchHoldings(text="周"),
        "SendDueReminders": SendDueReminders(),
        "HushGapCards": HushGapCards(until=None),
        "SetReminders": SetReminders(digest_hour=9, quiet_from=18, quiet_until=8),
        "PauseReminders": PauseReminders(
            until=local_date(t.world.house.clock.now()), stand_in_id=t.world.head
        ),
        "ResumeReminders": ResumeReminders(),
        "ImportWorkdays": ImportWorkdays(
            document="国办发明电〔2026〕1号",
            off=(date(2027, 1, 1), date(2027, 5, 1), date(2027, 10, 1)),
            works=(),
        ),
        "LearnWorkdays": LearnWorkdays(),
        "KeepGapWeeks": KeepGapWeeks(),
        "ExpireUncollected": expire_uncollected.ExpireUncollected(),
        "Inbound": Inbound(channel="webchat", kind="text", text="菜单"),
    }
