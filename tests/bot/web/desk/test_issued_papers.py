"""催还单、复函、归还核对单：该印才印，一天一号，不写不该写的；编号与办件相连。
Papers that leave under a number: only where there is cause, one a day, naming nobody they need not.
"""

from __future__ import annotations

import re

import pytest

from core.members.room import Room
from core.requests.issued_paper import IssuedPaper
from tests.support.counter_case import staff_of
from tests.support.desk import DOSSIER, Office

REASON = "退休审核"


async def lent(office: Office) -> str:
    """A loan that went out this morning."""
    house, room_id = office.staff.house, office.staff.room
    room = house.get(Room, room_id)
    room.lending_reasons = REASON
    house.keep(room)
    return await office.staff.out(DOSSIER, mode="lend", lending_reason=REASON)


async def overdue(office: Office) -> str:
    ref = await lent(office)
    office.staff.house.clock.advance(days=20)
    return ref


async def test_an_overdue_loan_gets_a_numbered_notice_without_the_cadres_name(
    office: Office,
) -> None:
    ref = await overdue(office)
    archivist = await office.browser(office.staff.archivist)
    page = await archivist.get(f"/forms/return-notice/{ref}")
    assert re.search(r"催〔2026〕\d{4}号", page.text)
    assert office.staff.case(ref).number in page.text
    assert "第 1 次书面催还" in page.text
    assert DOSSIER in page.text
    assert "程望舒" not in page.source


async def test_printed_again_that_day_it_is_the_same_paper_and_the_next_day_the_second(
    office: Office,
) -> None:
    ref = await overdue(office)
    archivist = await office.browser(office.staff.archivist)
    for _ in range(2):
        await archivist.get(f"/forms/return-notice/{ref}")
    assert len(office.staff.house.all(IssuedPaper)) == 1
    office.staff.house.clock.advance(days=1)
    archivist = await office.browser(office.staff.archivist)
    assert "第 2 次书面催还" in (await archivist.get(f"/forms/return-notice/{ref}")).text
    numbers = {paper.number for paper in office.staff.house.all(IssuedPaper)}
    assert len(numbers) == 2
    logged = [entry.payload["again"] for entry in office.staff.house.log("paper_issued")]
    assert logged == [False, True, False]


async def test_what_is_not_overdue_is_not_dunned(office: Office) -> None:
    ref = await lent(office)
    archivist = await office.browser(office.staff.archivist)
    page = await archivist.get(f"/forms/return-notice/{ref}")
    assert page.status == 409
    assert office.staff.house.all(IssuedPaper) == []


async def test_a_reply_is_written_only_where_an_answer_was_asked_for_and_agreed(
    office: Office,
) -> None:
    ref = await lent(office)
    archivist = await office.browser(office.staff.archivist)
    assert (await archivist.get(f"/forms/reply/{ref}")).status == 409


async def test_the_return_is_counted_on_a_sheet_with_the_catalogues_figures(
    office: Office,
) -> None:
    ref = await lent(office)
    archivist = await office.browser(office.staff.archivist)
    page = await archivist.get(f"/forms/return-check/{ref}")
    for said in ("归还核对单", "46", "212", "送还人签字", "管档员签字"):
        assert said in page.text


@pytest.mark.parametrize("paper", ["return-notice", "return-check", "reply"])
async def test_nobody_else_gets_a_paper(office: Office, paper: str) -> None:
    ref = await overdue(office)
    other = staff_of(office.staff.house, "教育局档案室")
    for member in (office.staff.contact, other.archivist, other.contact):
        browser = await office.browser(member)
        assert (await browser.get(f"/forms/{paper}/{ref}")).status == 404
        assert (await browser.get(f"/forms/{paper}/nonsense")).status == 404
    assert office.staff.house.all(IssuedPaper) == []


async def test_the_case_page_offers_the_papers_that_are_called_for(office: Office) -> None:
    ref = await lent(office)
    archivist = await office.browser(office.staff.archivist)
    page = await archivist.get(f"/desk/cases/{ref}")
    assert "归还核对单" in page.text
    assert "催还单" not in page.text
    office.staff.house.clock.advance(days=20)
    archivist = await office.browser(office.staff.archivist)
    assert "催还单" in (await archivist.get(f"/desk/cases/{ref}")).text
