"""启用那天还在外面的卷：照实登记借出和应还，归还、清点、催还与平常一样。

Loans from before the first day: real dates, and from then on a loan like any other.
"""

from __future__ import annotations

from datetime import date, datetime

from core.clock import SHANGHAI, local_date
from core.custody.approve_extension import ApproveExtension
from core.custody.ask_extension import AskExtension
from core.custody.custody import Custody
from core.holdings.dossier import Volume
from core.holdings.roster.other_sheets import LoanRow
from core.members.member import Role
from core.outcome import Outcome
from core.register.write_up_day import WriteUpDay
from core.reminders.reminder import Reminder
from core.requests.case_view import case_view
from core.requests.counter_lists import counter_lists
from core.requests.request import Request
from tests.support.house import House
from tests.support.lending import Lending
from tests.support.room_workbook import import_into, people, read_and_check, room_workbook

LOAN = ["GB-00002", "正本", 1, "市财政局", "2026-11-02", "2026-12-01", "周文启"]
SHORT = [*LOAN[:4], "2026-11-18", *LOAN[5:]]
LATE = [*LOAN[:5], "2026-11-20", ""]


async def carried(world: Lending, loan: list[object]) -> Outcome:
    """Import GB-00001 … GB-00003, of which this one is out."""
    administrator = world.house.add_member(Role.ADMINISTRATOR)
    rows = people(3)[1:]
    return await import_into(world.house, administrator, room_workbook(rows, 在借=[loan]))


def only_loan(house: House) -> tuple[Custody, Request, str]:
    (custody,) = house.all(Custody)
    (request,) = house.all(Request)
    return custody, request, house.get(Volume, custody.volume_id).label


async def test_it_is_out_since_its_real_day(world: Lending) -> None:
    assert (await carried(world, LOAN)).data["loans"] == 1
    custody, request, _ = only_loan(world.house)
    assert custody.opened_at == datetime(2026, 11, 2, tzinfo=SHANGHAI)
    assert (custody.due_on, custody.kind) == (date(2026, 12, 1), "lend")
    assert request.number.startswith("组档前借〔2026〕")
    assert request.applicant_id == world.contact


async def test_it_comes_back_and_is_counted_like_any_other(world: Lending) -> None:
    await carried(world, LOAN)
    _, request, label = only_loan(world.house)
    assert (await world.take_back(label)).done
    assert (await world.check(label, returner="周文启")).done
    custody, request, _ = only_loan(world.house)
    assert custody.closed_at is not None
    assert request.state == "closed"


async def test_it_is_extended_like_any_other(world: Lending) -> None:
    await carried(world, SHORT)
    custody, request, _ = only_loan(world.house)
    before, ref = custody.due_on, request.ref
    asked = AskExtension(
        request=ref, days=3, reason="工作尚未办结", seen_version=world.request(ref).version
    )
    assert (await world.house.do(world.contact, asked)).done
    for who, step in ((world.leader, "unit_sign"), (world.head, "room_review")):
        version = world.request(ref).version
        signed = ApproveExtension(request=ref, step=step, seen_version=version)
        assert (await world.house.do(who, signed)).done
    custody, _, _ = only_loan(world.house)
    assert before == date(2026, 12, 1)
    assert custody.due_on == date(2026, 12, 4)


async def test_it_stands_in_the_counters_lists(world: Lending) -> None:
    await carried(world, LATE)
    _, request, _ = only_loan(world.house)
    with world.house.looking() as session:
        lists = counter_lists(session, [request.room_id], date(2026, 11, 25))
        assert lists["overdue"] == [request.ref]
        assert case_view(session, request.ref).shown_state == "lent"


async def test_a_day_still_ahead_is_reminded_of_and_a_day_past_is_not(world: Lending) -> None:
    await carried(world, LOAN)
    reminders = {row.rung: row.due_at for row in world.house.all(Reminder)}
    assert reminders["due_day"] == datetime(2026, 12, 1, 9, tzinfo=SHANGHAI)
    assert len(reminders) == 5


async def test_what_is_overdue_on_the_first_day_sends_no_reminder(world: Lending) -> None:
    await carried(world, LATE)
    assert world.house.all(Reminder) == []


async def test_the_same_loan_in_a_second_import_is_passed_over(world: Lending) -> None:
    await carried(world, LOAN)
    assert (await carried(world, LOAN)).data["loans"] == 0
    assert len(world.house.all(Custody)) == 1


async def test_a_volume_that_is_out_otherwise_is_named(world: Lending) -> None:
    await carried(world, LOAN)
    other = [*LOAN[:4], "2026-11-09", *LOAN[5:]]
    _, problems = read_and_check(world.house, room_workbook(people(3)[1:], 在借=[other]))
    assert [p.code for p in problems] == ["volume_is_out"]


async def test_the_log_names_the_volume_and_both_days(world: Lending) -> None:
    await carried(world, LOAN)
    _, _, label = only_loan(world.house)
    (entry,) = world.house.log("loan_carried_over")
    assert (entry.ref, entry.payload["due_on"]) == (label, "2026-12-01")


def test_who_brought_a_loan_back_keeps_out_of_tracebacks() -> None:
    row = LoanRow(
        row=2,
        dossier_number="GB-1",
        kind="original",
        ordinal=1,
        unit="市财政局",
        opened_on="2026-11-02",
        due_on="2026-12-01",
        handler="周文启",
        reason="",
    )
    assert "周文启" not in repr(row)


async def test_it_stands_in_the_old_register_and_only_its_return_in_ours(world: Lending) -> None:
    await carried(world, LOAN)
    _, _, label = only_loan(world.house)
    for day, lines in ((date(2026, 11, 2), 0), (local_date(world.house.clock.now()), 1)):
        if lines:
            await world.take_back(label)
        written = await world.house.do(world.archivist, WriteUpDay(room_id=world.room, day=day))
        assert written.data["lines"] == lines
