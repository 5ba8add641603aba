"""案头逐行不予办理：轮到的人勾选、写明原因；申请单位看得到哪一行、为什么；审批表附名单。
Striking lines at the desk: ticked with a reason by whoever's turn it is; the form carries the list.
"""

from __future__ import annotations

from bot.web.read_case import subjects_of
from core.requests.submit_request import NamedReader, SubmitRequest
from tests.support.counter_case import Staff, a_dossier
from tests.support.desk import Office

NUMBERS = [f"DW-09{n:02d}" for n in range(1, 6)]


async def a_list(office: Office) -> str:
    """Five dossiers in one application, signed by the unit."""
    staff = office.staff
    for n, number in enumerate(NUMBERS):
        a_dossier(staff, number, name=f"名单{n}")
    readers = tuple(
        NamedReader(name=it, is_personnel=True, is_party_member=True) for it in ("李一", "赵二")
    )
    asked = SubmitRequest(
        unit_id=staff.unit,
        dossier=NUMBERS[0],
        further=tuple(NUMBERS[1:]),
        mode="consult",
        purpose="personnel_work",
        purpose_detail="干部考察",
        readers=readers,
    )
    return str((await staff.house.do(staff.contact, asked)).data["ref"])


def state_of(staff: Staff, ref: str) -> list[str]:
    return [line.state for line in staff.case(ref).lines]


async def test_whoever_signs_strikes_lines_with_a_reason(office: Office) -> None:
    ref = await a_list(office)
    leader = await office.browser(office.staff.leader)
    page = await leader.get(f"/desk/cases/{ref}")
    assert "逐行不予办理（共 5 人在名单上）" in page.text
    ticked = {f"line.{NUMBERS[1]}": "yes", f"line.{NUMBERS[3]}": "yes", "reason": "不在考察范围"}
    page = await office.press(leader, ref, "refuse_lines", **ticked)
    assert "其余照办" in page.text
    assert "不在考察范围" in page.text
    assert "共 5 卷，不予办理 2 卷" in page.text
    assert state_of(office.staff, ref).count("refused") == 2
    case = office.staff.case(ref)
    assert subjects_of(case) == ["名单0", "名单2", "名单4"]
    labels = await (await office.browser(office.staff.archivist)).get(f"/forms/labels?case={ref}")
    assert [number in labels.text for number in NUMBERS] == [True, False, True, False, True]


async def test_nothing_ticked_or_no_reason_changes_nothing(office: Office) -> None:
    ref = await a_list(office)
    leader = await office.browser(office.staff.leader)
    page = await office.press(leader, ref, "refuse_lines", reason="不在考察范围")
    assert "请先勾选不予办理的行" in page.text
    page = await office.press(leader, ref, "refuse_lines", **{f"line.{NUMBERS[0]}": "yes"})
    assert "请写明原因" in page.text
    assert set(state_of(office.staff, ref)) == {"waiting"}


async def test_whose_turn_it_is_not_strikes_nothing(office: Office) -> None:
    ref = await a_list(office)
    head = await office.browser(office.staff.head)
    assert "逐行不予办理" not in (await head.get(f"/desk/cases/{ref}")).text
    ticked = {f"line.{NUMBERS[1]}": "yes", "reason": "不在考察范围"}
    await office.press(head, ref, "refuse_lines", **ticked)
    assert set(state_of(office.staff, ref)) == {"waiting"}


async def test_the_form_carries_the_list_for_signature(office: Office) -> None:
    ref = await a_list(office)
    leader = await office.browser(office.staff.leader)
    form = await leader.get(f"/forms/approval/{ref}")
    assert "名单附后，共 5 人" in form.text
    assert "被查（借）阅人名单" in form.text
    assert all(f"名单{n}" in form.text for n in range(5))
    struck = {f"line.{NUMBERS[1]}": "yes", "reason": "不在考察范围"}
    await office.press(leader, ref, "refuse_lines", **struck)
    assert "名单附后，共 4 人" in (await leader.get(f"/forms/approval/{ref}")).text
