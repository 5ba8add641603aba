"""每个用例一个样例 / One sample of every command, about things that are there, in the state it needs.

A new use case without a sample here fails the authorisation matrix.
"""

from __future__ import annotations

from datetime import timedelta

from core.clock import local_date
from core.command import Command
from core.custody import (
    check_return,
    hand_over,
    pause_reading,
    see_by_number,
    see_volume,
    take_back,
)
from core.holdings import lift_hold, look_up_list, place_hold, print_spines, tag_volume
from core.ids import opaque
from core.register import read_register, write_up_day
from core.requests import (
    approve,
    attach_form_scan,
    enter_at_window,
    identify_reader,
    issue_collection_code,
    issue_paper,
    make_ready,
    open_case,
    print_form,
    refuse_lines,
    sight_form,
    turn_away,
    withdraw_request,
)
from tests.support.every_command_of_campaigns import of_campaigns
from tests.support.every_command_of_gaps import of_gaps
from tests.support.every_command_of_inspection import of_inspection
from tests.support.every_command_of_intake import of_intake
from tests.support.every_command_of_keyfacts import of_keyfacts
from tests.support.every_command_of_loans import of_bars, of_loans
from tests.support.every_command_of_modes import of_modes
from tests.support.every_command_of_outage import of_outage
from tests.support.every_command_of_people import of_members, of_the_house
from tests.support.every_command_of_scans import of_scans
from tests.support.every_command_of_searches import of_searches
from tests.support.every_thing import Things
from tests.support.restrictions import on_hold

HASH = "0" * 64


def samples(t: Things) -> dict[str, Command]:
    """By a name that begins with the command's; a command may have several."""
    of_people = {**of_members(t), **of_the_house(t), **of_outage(t)}
    books = {**_of_the_register(t), **of_loans(t), **of_searches(t), **of_modes(t)}
    collecting = {**of_campaigns(t), **of_keyfacts(t), **of_inspection(t), **of_intake(t)}
    collecting |= {**of_gaps(t), **of_scans(t)}
    return {**collecting, **_of_requests(t), **_of_custody(t), **_of_holds(t), **books, **of_people}


def _of_the_register(t: Things) -> dict[str, Command]:
    book = {"room_id": t.world.room, "day": local_date(t.world.house.clock.now())}
    return {
        "WriteUpDay": write_up_day.WriteUpDay(**book),
        "ReadRegister": read_register.ReadRegister(**book),
    }


def _of_holds(t: Things) -> dict[str, Command]:
    """A hold to place, one to be confirmed by a colleague, one to lift."""
    number = t.world.shelve(f"GB-{opaque(6)}", name="冯三十").number
    on_hold(t.world, number, "缓〔2026〕1号")
    own = {"dossier": number, "organ": "市委组织部"}
    return {
        "PlaceHold": place_hold.PlaceHold(document="缓〔2026〕2号", **own),
        "PlaceHold confirmed": place_hold.PlaceHold(document="缓〔2026〕1号", **own),
        "PrintSpines": print_spines.PrintSpines(room_id=t.world.room, labels=t.world.kept.labels),
        "LookUpList": look_up_list.LookUpList(lines=("王小明",)),
        **of_bars(t),
        "LiftHold": lift_hold.LiftHold(
            dossier=number, placed_under="缓〔2026〕1号", document="解〔2026〕1号"
        ),
    }


def _of_requests(t: Things) -> dict[str, Command]:
    ready, signed = t.cases["ready"], "unit_signed"
    seen = {"signed": True, "sealed": True, "dated": True, "matches": True}
    paper = {"step": "unit_sign", "signed_by": t.world.leader}
    return {
        "SubmitRequest": t.world.application(),
        "PrintForm": print_form.PrintForm(request=t.cases["submitted"]),
        "ApproveRequest unit_sign": approve.ApproveRequest(
            step="unit_sign", **t.named("submitted")
        ),
        "ApproveRequest room_review": approve.ApproveRequest(step="room_review", **t.named(signed)),
        "ApproveRequest authority_approve": approve.ApproveRequest(
            step="authority_approve", **t.named("for_authority")
        ),
        "RecordPaperApproval": approve.RecordPaperApproval(**paper, **t.named("submitted")),
        "SendBackRequest before unit_sign": turn_away.SendBackRequest(
            reason="补", **t.named("submitted")
        ),
        "SendBackRequest before room_review": turn_away.SendBackRequest(
            reason="补", **t.named(signed)
        ),
        "TurnDownRequest before make_ready": turn_away.TurnDownRequest(
            reason="否", **t.named("room_reviewed")
        ),
        "RefuseLines": refuse_lines.RefuseLines(
            dossiers=("GB-00011",), reason="另行申请", **t.named(signed)
        ),
        "EnterAtWindow": enter_at_window.EnterAtWindow(
            application=t.world.application(source="walk_in", channel="counter")
        ),
        "WithdrawRequest": withdraw_request.WithdrawRequest(request=ready),
        "IssuePaper": issue_paper.IssuePaper(request=t.cases["ready"], kind="return_notice"),
        "MakeReady": make_ready.MakeReady(**t.named("room_reviewed")),
        "IssueCollectionCode": issue_collection_code.IssueCollectionCode(
            request=ready, carrier="paper", code_hash=HASH
        ),
        "PresentCode": open_case.PresentCode(code_hash=issue_collection_code.hash_code(t.code)),
        "ReadCase": open_case.ReadCase(request=ready, where="desk"),
        "SightForm": sight_form.SightForm(request=ready, **seen),
        "AttachFormScan": attach_form_scan.AttachFormScan(
            request=t.cases["submitted"],
            scan=None,  # type: ignore[arg-type] — never looked at: the original was not sighted
        ),
        "IdentifyReader": identify_reader.IdentifyReader(
            request=ready, ordinal=1, card_kind="work", card_last4="0021"
        ),
    }


def _of_custody(t: Things) -> dict[str, Command]:
    now = t.world.house.clock.now()
    return {
        "HandOver": hand_over.HandOver(labels=(t.label("ready"),), **t.named("ready")),
        "SeeLabel": see_volume.SeeLabel(label=t.label("ready")),
        "SeeByNumber": see_by_number.SeeByNumber(dossier="GB-00001", slot="A-1"),
        "SeeTag": see_volume.SeeTag(device="desk", tag="NONE", seen_at=now + timedelta(hours=1)),
        "PauseReading": pause_reading.PauseReading(label=t.label("out")),
        "ResumeReading": pause_reading.ResumeReading(label=t.label("out")),
        "TagVolume": tag_volume.TagVolume(label=t.label("ready"), tag="E280"),
        "TakeBack": take_back.TakeBack(label=t.label("out")),
        "CheckReturn": check_return.CheckReturn(
            label=t.label("returned"), returner="李一", agrees=True
        ),
        "SettleDiscrepancy": check_return.SettleDiscrepancy(
            label=t.label("mismatch"), resolution="已补"
        ),
    }
