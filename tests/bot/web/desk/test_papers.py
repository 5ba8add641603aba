"""纸面：审批表、取档单、标签，谁打印都有据 / Forms, slips and labels: printed for those who may."""

from __future__ import annotations

import re

from bot.web.counter.scanned import read_scan
from core.holdings.dossier import Slot
from core.requests.collection_code import CollectionCode
from tests.support.counter_case import a_dossier, staff_of
from tests.support.desk import Office


async def test_the_contact_prints_the_form_with_names_and_it_is_logged(office: Office) -> None:
    ref = await office.staff.submit("DW-0412")
    page = await (await office.browser(office.staff.contact)).get(f"/forms/approval/{ref}")
    assert "周文启" in page.text
    assert "程望舒" in page.text
    assert len(office.staff.house.log("form_printed")) == 1
    assert office.staff.case(ref).form_printed_at is not None


async def test_a_form_of_another_unit_is_no_form(office: Office) -> None:
    ref = await office.staff.submit("DW-0412")
    other = staff_of(office.staff.house, "教育局档案室")
    for member in (other.contact, other.archivist):
        browser = await office.browser(member)
        for paper in ("approval", "slip"):
            assert (await browser.get(f"/forms/{paper}/{ref}")).status == 404
        assert (await browser.get(f"/forms/labels?case={ref}")).status == 404


async def test_the_first_slip_prints_at_once_and_a_second_is_asked_about(office: Office) -> None:
    ref = await office.staff.ready("DW-0412")
    archivist = await office.browser(office.staff.archivist)
    first = await archivist.get(f"/forms/slip/{ref}")
    assert "来人联" in first.text
    assert "存根" in first.text
    assert "原来那张就不能用了" in (await archivist.get(f"/forms/slip/{ref}")).text
    assert len(office.staff.house.all(CollectionCode)) == 1
    again = await archivist.post(f"/forms/slip/{ref}")
    assert "来人联" in again.text
    live = [code for code in office.staff.house.all(CollectionCode) if not code.revoked_at]
    assert len(live) == 1


async def test_the_slips_code_opens_the_case_at_the_counter(office: Office) -> None:
    ref = await office.staff.ready("DW-0412")
    archivist = await office.browser(office.staff.archivist)
    slip = await archivist.get(f"/forms/slip/{ref}")
    code = re.search(r"\b(C[A-Z0-9]{3} [A-Z0-9]{4} [A-Z0-9]{4} [A-Z0-9])\b", slip.text)
    assert code
    assert read_scan(code[1]).kind == "code"
    page = await archivist.post("/counter/scan", scan=code[1])
    assert "取档码有效" in page.result


async def test_a_case_that_is_not_ready_has_no_slip(office: Office) -> None:
    ref = await office.staff.submit("DW-0412")
    page = await (await office.browser(office.staff.contact)).get(f"/forms/slip/{ref}")
    assert page.status == 409
    assert "这一步现在还不能办" in page.text


async def test_labels_bear_no_name(office: Office) -> None:
    a_dossier(office.staff, "DW-0500", name="何清扬", volumes=2)
    archivist = await office.browser(office.staff.archivist)
    page = await archivist.get("/forms/labels?dossiers=DW-0500，DW-0412&skip=2")
    assert page.text.count("正本 第") == 3
    assert "何清扬" not in page.source
    page = await archivist.get("/forms/labels?from=DW-0400&to=DW-0450")
    assert "DW-0412" in page.text
    assert "DW-0500" not in page.text


async def test_labels_of_another_room_are_not_printed(office: Office) -> None:
    other = staff_of(office.staff.house, "教育局档案室")
    a_dossier(other, "JY-0001", name="宋知远")
    archivist = await office.browser(office.staff.archivist)
    assert (await archivist.get("/forms/labels?dossiers=JY-0001")).status == 404
    assert (await archivist.get("/forms/labels")).status == 404


async def test_spine_slips_bear_the_name_and_whose_is_in_the_log(office: Office) -> None:
    (label,) = a_dossier(office.staff, "DW-0500", name="何清扬·买买提")
    archivist = await office.browser(office.staff.archivist)
    page = await archivist.get("/forms/spines?dossiers=DW-0500")
    assert "何清扬·买买提" in page.text
    (entry,) = office.staff.house.log("spines_printed")
    assert entry.payload["labels"] == [label]
    assert (await archivist.get("/forms/spines")).status == 404


async def test_a_slots_label_is_opaque_and_says_at_the_counter_what_belongs_there(
    office: Office,
) -> None:
    a_dossier(office.staff, "DW-0500", volumes=1)
    archivist = await office.browser(office.staff.archivist)
    page = await archivist.get("/forms/slot-labels?slots=DW-0500-01")
    code = re.search(r"\b(S[A-Z0-9]{3} [A-Z0-9]{4} [A-Z0-9]{4})\b", page.text)
    assert code
    assert read_scan(code[1]).kind == "slot"
    answer = await archivist.post("/counter/scan", scan=code[1])
    assert "应有 1 卷，在位 1 卷" in answer.result
    ranged = await archivist.get("/forms/slot-labels?slots=DW-0400 到 DW-0600")
    assert ranged.text.count("库位") >= 2


async def test_another_rooms_slot_is_no_slot_here(office: Office) -> None:
    other = staff_of(office.staff.house, "教育局档案室")
    a_dossier(other, "JY-0001")
    archivist = await office.browser(office.staff.archivist)
    assert (await archivist.get("/forms/slot-labels?slots=JY-0001-01")).status == 404
    assert (await archivist.get("/forms/spines?dossiers=JY-0001")).status == 404
    (label,) = [s.label for s in office.staff.house.all(Slot) if s.room_id == other.room]
    assert "这里没有对应的办件" in (await archivist.post("/counter/scan", scan=label)).result


async def test_a_form_without_readers_prints_empty_rows_for_the_pen(office: Office) -> None:
    ref = await office.staff.submit("DW-0412", mode="certify", readers=(), matter="参加工作时间")
    page = await (await office.browser(office.staff.contact)).get(f"/forms/approval/{ref}")
    assert page.status == 200
    assert "查（借）阅人" in page.text
