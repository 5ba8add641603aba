"""归还不符：先收下，处理前不出库；缺页定时限追回，送来两人清点；转借凭文号登记，只作记录。
A return that differs is taken in and goes nowhere before another person settled it; missing pages are
asked back with a term and counted by two; relending is recorded by a document. Office practice F11, F4.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from core.custody.check_return import SettleDiscrepancy
from core.custody.discrepancy import Discrepancy
from core.lost.ask_pages_back import AskPagesBack, CountPagesBack
from core.lost.found_differing import open_differing
from core.lost.page_recovery import PageRecovery, Relending
from core.lost.record_relending import RecordRelending
from core.members.member import Member
from core.outcome import Outcome
from tests.support.lending import a_case
from tests.support.lost import Searching

SOON = date(2099, 1, 1)


async def differing(world: Searching, kind: str = "pages_missing", **more: object) -> str:
    ref = await a_case(world, "returned", world.lend())
    noted = await world.check(world.labels(ref)[0], agrees=False, kind=kind, **more)
    assert noted.done
    return ref


async def ask_back(world: Searching, due_on: date = SOON) -> Outcome:
    return await world.house.do(world.archivist, AskPagesBack(label=world.label, due_on=due_on))


async def count_back(world: Searching, returner: str = "李一") -> Outcome:
    command = CountPagesBack(label=world.label, returner=returner, note="第 3 页")
    return await world.house.do(world.archivist, command)


async def test_what_differs_is_kept_with_its_pages_and_the_signed_statement(
    world: Searching,
) -> None:
    await differing(world, page_numbers="3、7—9", statement_signed=True, remark="缺两处")
    (found,) = world.house.all(Discrepancy)
    assert (found.pages, found.statement_signed) == ("3、7—9", True)


async def test_a_volume_that_is_another_is_a_difference_too(world: Searching) -> None:
    await differing(world, "wrong_volume")
    assert [it.kind for it in world.house.all(Discrepancy)] == ["wrong_volume"]


async def test_page_numbers_fit_on_a_line(world: Searching) -> None:
    ref = await a_case(world, "returned", world.lend())
    label = world.labels(ref)[0]
    many = await world.check(label, agrees=False, kind="order", page_numbers="1、" * 50)
    assert (many.code, world.house.all(Discrepancy)) == ("bad_value", [])


async def test_missing_pages_are_asked_back_once_and_the_borrower_is_told_no_content(
    world: Searching,
) -> None:
    ref = await differing(world)
    assert (await ask_back(world)).done
    assert (await ask_back(world)).code == "stale"
    (message,) = world.house.messages("pages_asked_back")
    assert (message.member_id, message.about) == (world.contact, ref)


@pytest.mark.parametrize("kind", ["order", "seal_broken", "foreign_pages"])
async def test_only_missing_pages_are_asked_back(world: Searching, kind: str) -> None:
    await differing(world, kind)
    assert (await ask_back(world)).code == "impossible_step"


async def test_a_term_lies_ahead(world: Searching) -> None:
    await differing(world)
    yesterday = (world.house.clock.now() - timedelta(days=2)).date()
    assert (await ask_back(world, yesterday)).code == "bad_value"
    assert world.house.all(PageRecovery) == []


async def test_what_comes_back_is_counted_by_two_and_then_settled(world: Searching) -> None:
    ref = await differing(world)
    assert (await count_back(world)).code == "not_found"
    await ask_back(world)
    own = world.house.get(Member, world.archivist).name
    assert (await count_back(world, own)).code == "same_person"
    assert (await count_back(world)).done
    assert (await count_back(world)).code == "stale"
    assert world.request(ref).state == "ready"
    settle = SettleDiscrepancy(label=world.label, resolution="已补齐")
    assert (await world.house.do(world.head, settle)).done
    assert world.request(ref).state == "closed"


async def test_the_list_keeps_what_still_has_to_come_back(world: Searching) -> None:
    await differing(world)
    await ask_back(world)
    await world.house.do(world.head, SettleDiscrepancy(label=world.label, resolution="先入库"))
    with world.house.looking() as session:
        assert [it.dossier for it in open_differing(session, [world.room])] == ["GB-00001"]
    await count_back(world)
    with world.house.looking() as session:
        assert open_differing(session, [world.room]) == []


async def test_two_people_count_or_the_database_refuses(world: Searching) -> None:
    await differing(world)
    await ask_back(world)
    alone = update(PageRecovery).values(
        counted_by=world.archivist, counted_at=world.house.clock.now()
    )
    with world.house.database.writing() as connection, pytest.raises(IntegrityError):
        connection.execute(alone)


async def test_relending_is_recorded_by_the_head_with_a_document(world: Searching) -> None:
    await a_case(world, "out", world.lend())
    record = RecordRelending(label=world.label, document="纪〔2026〕2号", note="转给下属单位")
    assert (await world.house.do(world.archivist, record)).code == "forbidden"
    assert (await world.house.do(world.head, record)).done
    bare = RecordRelending(label=world.label, document=" ", note="转给下属单位")
    assert (await world.house.do(world.head, bare)).code == "bad_value"
    assert [it.document for it in world.house.all(Relending)] == ["纪〔2026〕2号"]


async def test_what_was_never_lent_was_not_relent(world: Searching) -> None:
    record = RecordRelending(label=world.label, document="纪〔2026〕2号", note="无")
    assert (await world.house.do(world.head, record)).code == "not_found"
