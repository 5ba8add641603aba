"""移交提醒：形成满二十天提醒经办人，当天提醒，逾期逐级催报；签收即停，随后提醒档案室按时鉴别。
A submission's month: reminded at twenty days, on the day, late ones climb; counted in, it stops, and
the room's own days of inspection begin.
"""

from __future__ import annotations

import datetime as dt

from core.collection.change_submission import ChangeSubmission
from core.collection.count_in import CountIn
from core.collection.draft_submission import DraftSubmission
from core.collection.listed_piece import ListedPiece
from core.collection.print_list import PrintList
from core.collection.submission import Submission
from core.collection.withdraw_submission import WithdrawSubmission
from core.reminders.falling_due import falling_due
from tests.support.lending import Lending
from tests.support.reminding import at, lines, tick_at


async def listed(world: Lending, formed: str) -> Submission:
    world.house.clock.set(at("2026-12-01"))
    piece = ListedPiece(title="2025年度考核登记表", formed_on=dt.date.fromisoformat(formed))
    draft = DraftSubmission(unit_id=world.unit, pieces=(piece,))
    ref = (await world.house.do(world.contact, draft)).data["ref"]
    await world.house.do(world.contact, PrintList(submission=ref))
    return world.house.all(Submission)[0]


async def test_the_sender_hears_at_twenty_days_and_late_ones_climb(world: Lending) -> None:
    await listed(world, "2026-11-24")  # due Thursday 24 December
    told = {
        day: sorted(member for member, _ in await tick_at(world, day))
        for day in ("2026-12-14", "2026-12-24", "2026-12-25", "2026-12-31", "2027-01-07")
    }
    contact, leader, archivist = world.contact, world.leader, world.archivist
    assert told == {
        "2026-12-14": [contact],
        "2026-12-24": [contact],
        "2026-12-25": [contact, leader],
        "2026-12-31": [leader, archivist],
        "2027-01-07": [archivist, world.head],
    }
    assert await tick_at(world, "2027-06-01") == []


async def test_the_words_say_number_day_and_what_to_do(world: Lending) -> None:
    submission = await listed(world, "2026-11-24")
    await tick_at(world, "2026-12-14")
    (reminder,) = world.house.messages("remind_hand_in")
    assert lines(reminder)[:2] == [
        f"【移交提醒】{submission.number}",
        "应于 12月24日（周四）前送到档案室，还剩 8 个工作日。",
    ]


async def test_counting_in_stops_the_senders_clock_and_starts_the_rooms(world: Lending) -> None:
    submission = await listed(world, "2026-11-24")
    seen = CountIn(submission=submission.ref, seen_version=submission.version, handed_by="周文启")
    assert (await world.house.do(world.archivist, seen)).done
    assert await tick_at(world, "2026-12-14") == [
        (world.archivist, f"【鉴别提醒】{submission.number}")
    ]  # the tenth working day is the 15th
    await tick_at(world, "2026-12-24")
    assert world.house.messages("remind_hand_in") == []


async def test_a_withdrawn_list_reminds_nobody(world: Lending) -> None:
    submission = await listed(world, "2026-11-24")
    command = WithdrawSubmission(submission=submission.ref, seen_version=submission.version)
    await world.house.do(world.contact, command)
    assert await tick_at(world, "2026-12-24") == []


async def test_a_changed_day_moves_the_reminders_and_may_come_back(world: Lending) -> None:
    submission = await listed(world, "2026-11-24")
    for formed in (dt.date(2026, 11, 10), dt.date(2026, 11, 24)):
        seen = world.house.get(Submission, submission.id).version
        pieces = (ListedPiece(title="考核表", formed_on=formed),)
        change = ChangeSubmission(submission=submission.ref, seen_version=seen, pieces=pieces)
        assert (await world.house.do(world.contact, change)).done
    assert await tick_at(world, "2026-12-08") == []
    assert [member for member, _ in await tick_at(world, "2026-12-24")] == [world.contact]


async def test_the_monday_page_shows_both_clocks(world: Lending) -> None:
    submission = await listed(world, "2026-11-24")
    viewer, now, until = (
        world.house.viewer(world.archivist),
        at("2026-11-23"),
        dt.date(2026, 12, 31),
    )
    with world.house.looking() as session:
        (found,) = falling_due(session, viewer, now, until).found
    assert (found.kind, found.day, found.number) == (
        "hand_in",
        dt.date(2026, 12, 24),
        submission.number,
    )
