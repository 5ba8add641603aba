"""摘录单、复制件：逐张编号，发出多少收回多少；只复制审批表所列；核对盖章后带走或登记销毁；未收回不办结。
Numbered sheets: counted back against the numbers issued, checked, taken away or destroyed with registration.
"""

from __future__ import annotations

import pytest

from core.errors import ImpossibleStep
from core.outcome import Outcome
from core.requests.withdraw_request import WithdrawRequest
from core.sheets.check_sheet import CheckSheet
from core.sheets.count_sheets_back import CountSheetsBack, SheetBack
from core.sheets.settle_sheet import DestroySheet, TakeSheetAway
from core.sheets.sheet import SHEET_TRANSITIONS, Sheet, SheetState, SheetStep
from tests.support.every_mode import copy, copying, issue, sheets
from tests.support.lending import Lending, a_case


async def back(world: Lending, ref: str, *pages: int) -> Outcome:
    """The issued sheets come back with so many pages written, in order."""
    issued = [it for it in sheets(world, ref) if it.state == "issued"]
    given = tuple(SheetBack(sheet=it.ref, pages=n) for it, n in zip(issued, pages, strict=False))
    return await world.house.do(world.archivist, CountSheetsBack(request=ref, sheets=given))


async def checked(world: Lending, sheet: Sheet) -> Outcome:
    command = CheckSheet(sheet=sheet.ref, agrees=True, stamped=True)
    return await world.house.do(world.archivist, command)


async def taken(world: Lending, sheet: Sheet, reader: int = 1) -> Outcome:
    return await world.house.do(world.archivist, TakeSheetAway(sheet=sheet.ref, reader=reader))


async def test_sheets_are_issued_with_numbers_of_their_own(world: Lending) -> None:
    ref = await a_case(world, "out")
    numbers = (await issue(world, ref, 3, reader=2)).data["numbers"]
    assert len(set(numbers)) == 3
    assert all(it.startswith("组档摘录〔2026〕") for it in numbers)
    assert {(it.holder, it.state) for it in sheets(world, ref)} == {("赵二", "issued")}


async def test_what_was_issued_is_what_comes_back(world: Lending) -> None:
    ref = await a_case(world, "out")
    await issue(world, ref, 3)
    assert (await back(world, ref, 2, 1)).code == "sheets_uncounted"
    assert {it.state for it in sheets(world, ref)} == {"issued"}
    assert (await back(world, ref, 2, 0, 1)).data == {"ref": ref, "filled": 2, "blank": 1}
    assert [it.state for it in sheets(world, ref)] == ["filled", "destroyed", "filled"]
    assert (await back(world, ref)).code == "sheets_uncounted"


async def test_a_case_does_not_close_while_a_sheet_is_with_the_readers(world: Lending) -> None:
    ref = await a_case(world, "out")
    await issue(world, ref)
    label = world.labels(ref)[0]
    await world.take_back(label)
    assert (await world.check(label)).code == "sheets_out"
    await back(world, ref, 1)
    assert (await world.check(label)).done
    assert (world.line_states(ref), world.request(ref).state) == (["checked"], "ready")


async def test_the_last_sheet_that_is_settled_closes_the_case(world: Lending) -> None:
    ref = await a_case(world, "out")
    await issue(world, ref, 2)
    await back(world, ref, 1, 1)
    await world.take_back(world.labels(ref)[0])
    await world.check(world.labels(ref)[0])
    withdraw = await world.house.do(world.contact, WithdrawRequest(request=ref))
    assert withdraw.code == "sheets_out"
    first, second = sheets(world, ref)
    await checked(world, first)
    assert (await taken(world, first)).done
    assert world.request(ref).state == "ready"
    destroy = DestroySheet(sheet=second.ref, registration="毁〔2026〕3号，写错")
    assert (await world.house.do(world.archivist, destroy)).done
    assert world.request(ref).state == "closed"
    assert [it.state for it in sheets(world, ref)] == ["taken", "destroyed"]


async def test_nothing_leaves_unchecked_and_nothing_vanishes_unregistered(world: Lending) -> None:
    ref = await a_case(world, "out")
    await issue(world, ref)
    await back(world, ref, 1)
    (sheet,) = sheets(world, ref)
    assert (await taken(world, sheet)).code == "impossible_step"
    blank = DestroySheet(sheet=sheet.ref, registration=" ")
    assert (await world.house.do(world.archivist, blank)).code == "bad_value"
    for agrees, stamped in ((False, True), (True, False)):
        said = CheckSheet(sheet=sheet.ref, agrees=agrees, stamped=stamped)
        assert (await world.house.do(world.archivist, said)).code == "bad_value"
    assert (await checked(world, sheet)).done
    assert (await taken(world, sheet, reader=9)).code == "bad_value"


async def test_only_what_the_approval_names_is_copied(world: Lending) -> None:
    ref = await a_case(world, "out", copying(world))
    assert (await copy(world, ref, "考核登记表")).code == "copy_not_named"
    outcome = await copy(world, ref, "入党志愿书首页", 1)
    assert outcome.data["number"].startswith("组档复制〔2026〕")
    (sheet,) = sheets(world, ref)
    assert (sheet.kind, sheet.state, sheet.pages) == ("copy", "filled", 1)


async def test_copies_are_made_only_in_a_case_that_asked_for_them(world: Lending) -> None:
    ref = await a_case(world, "out")
    assert (await copy(world, ref)).code == "impossible_step"


@pytest.mark.parametrize("bad", [{"count": 0}, {"count": 31}, {"reader": 7}])
async def test_no_sheet_without_a_reader_and_not_a_whole_block(
    world: Lending, bad: dict[str, int]
) -> None:
    ref = await a_case(world, "out")
    assert (await issue(world, ref, **{"count": 1, **bad})).code == "bad_value"
    assert sheets(world, ref) == []


async def test_sheets_are_issued_only_while_a_volume_is_read(world: Lending) -> None:
    ref = await a_case(world, "ready")
    assert (await issue(world, ref)).code == "impossible_step"


@pytest.mark.parametrize("state", SheetState)
@pytest.mark.parametrize("step", SheetStep)
def test_a_sheet_moves_as_the_table_says_and_not_otherwise(
    state: SheetState, step: SheetStep
) -> None:
    sheet = Sheet(number="1", request_id=1, kind="excerpt", state=state, issued_by=1)  # type: ignore[call-arg]
    target = SHEET_TRANSITIONS.get((state, step))
    if target is None:
        with pytest.raises(ImpossibleStep):
            sheet.take(step)
    else:
        sheet.take(step)
    assert sheet.state == (target or state)
