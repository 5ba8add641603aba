"""报送材料的页面：填写清单、打印两份、窗口扫清单码清点签收，每一步都有话说；别的单位看不见。
The pages of a submission over real HTTP: drafted, printed twice, scanned and counted in at the counter.
"""

from __future__ import annotations

import re

from core.collection.listed_piece import ListedPiece
from core.collection.submission import Submission
from core.members.member import Role
from tests.support.desk import DOSSIER, Office
from tests.support.intake import FORM, REVIEW, Intake
from tests.support.web import Browser

ROWS = {
    "title.1": "2025年度考核登记表",
    "who.1": DOSSIER,
    "formed.1": "2026-11-02",
    "pages.1": "2",
    "form.1": "original",
    "title.2": "研究生毕业证书",
    "form.2": "sealed_copy",
}


async def drafted(browser: Browser, **more: str) -> str:
    page = await browser.post("/desk/submissions/new", {"press": "draft", **ROWS, **more})
    assert page.status == 303, page.text
    return page.location


async def test_a_contact_fills_in_a_list_and_finds_it_again(office: Office) -> None:
    browser = await office.browser(office.staff.contact)
    path = await drafted(browser)
    page = await browser.get(path)
    assert "2025年度考核登记表" in page.text
    assert DOSSIER in page.text
    assert "移交时限 12月2日" in page.text
    assert "草稿" in (await browser.get("/desk/submissions")).text


async def test_all_that_is_amiss_is_said_at_its_line_and_nothing_is_lost(office: Office) -> None:
    browser = await office.browser(office.staff.contact)
    wrong = {**ROWS, "title.1": "", "who.2": "无此人", "pages.3": "9" * 5000, "title.3": "表"}
    wrong |= {"formed.3": "2099-01-01"}
    page = await browser.post("/desk/submissions/new", {"press": "draft", **wrong})
    assert page.status == 409
    for said in ("请写材料名称", "没有找到这个人", "形成时间请填今天或以前的日期；页数请填"):
        assert said in page.text
    assert "无此人" in page.source
    assert office.staff.house.all(Submission) == []


async def test_an_unknown_unit_at_the_counter_costs_nothing_that_was_typed(office: Office) -> None:
    browser = await office.browser(office.staff.archivist)
    wrong = {**ROWS, "unit": "没有这个局"}
    page = await browser.post("/desk/submissions/new", {"press": "draft", **wrong})
    assert "没有找到这一个单位" in page.text
    assert 'value="2025年度考核登记表"' in page.source
    assert f'value="{DOSSIER}"' in page.source


async def test_an_organs_material_is_turned_away_at_its_line(office: Office) -> None:
    browser = await office.browser(office.staff.contact)
    page = await browser.post(
        "/desk/submissions/new", {"press": "draft", **ROWS, "title.2": "党内警告处分决定"}
    )
    assert page.status == 409
    assert "有几件不能由您报送" in page.text
    assert "由来源机关直接交档案室" in page.text
    assert "党内警告处分决定" in page.source


async def test_the_paper_has_two_copies_a_number_and_a_code(office: Office) -> None:
    browser = await office.browser(office.staff.contact)
    path = await drafted(browser)
    paper = await browser.get(path.replace("/desk/submissions", "/forms/submission-list"))
    (submission,) = office.staff.house.all(Submission)
    assert "移交方留存" in paper.text
    assert "档案室留存" in paper.text
    assert paper.text.count(str(submission.number)) >= 2
    assert " ".join(re.findall(".{1,4}", submission.label)) in paper.text
    assert submission.state == "listed"


async def test_the_scanned_list_is_counted_in_and_the_copies_say_so(office: Office) -> None:
    submission = await Intake(office.staff).listed(REVIEW, FORM)
    counter = await office.browser(office.staff.archivist)
    shown = await counter.post("/counter/scan", {"scan": submission.label, "case": ""})
    assert "移交清单" in shown.result
    assert "干部任免审批表" in shown.text
    fields = {"submission": submission.ref, "version": shown.hidden("version", 'id="work"')}
    nameless = await counter.post("/counter/count-in", {**fields, "handed_by": ""})
    assert "请写送来的同志的姓名" in nameless.result
    done = await counter.post(
        "/counter/count-in", {**fields, "handed_by": "周文启", "missing.2": "yes"}
    )
    assert "已清点签收" in done.result
    assert "收到 1 份" in done.result
    paper = await counter.get(f"/forms/submission-list/{submission.ref}")
    assert "实收 1 份" in paper.text
    assert "第 2 件未见" in paper.text
    assert paper.text.count("周文启") == 2
    path = f"/desk/submissions/{submission.ref}"
    assert "去鉴别" in (await counter.get(path)).text
    contact = await office.browser(office.staff.contact)
    assert "去鉴别" not in (await contact.get(path)).text


async def test_the_old_button_pressed_twice_says_where_it_stands(office: Office) -> None:
    submission = await Intake(office.staff).listed(REVIEW)
    counter = await office.browser(office.staff.archivist)
    fields = {
        "submission": submission.ref,
        "version": str(submission.version),
        "handed_by": "周文启",
    }
    await counter.post("/counter/count-in", fields)
    again = await counter.post("/counter/count-in", fields)
    assert "没有办成" in again.result
    rescanned = await counter.post("/counter/scan", {"scan": submission.label, "case": ""})
    assert "已清点签收过" in rescanned.result


async def test_a_typed_number_finds_the_list_too(office: Office) -> None:
    submission = await Intake(office.staff).listed(REVIEW)
    counter = await office.browser(office.staff.archivist)
    shown = await counter.post("/counter/scan", {"scan": str(submission.number), "case": ""})
    assert str(submission.number) in shown.result


async def test_a_foreign_list_looks_like_none_at_the_counter(office: Office) -> None:
    submission = await Intake(office.staff).listed(REVIEW)
    house = office.staff.house
    there = house.add_room()
    stranger = await office.browser(house.add_member(Role.ARCHIVIST, room=there))
    shown = await stranger.post("/counter/scan", {"scan": submission.label, "case": ""})
    assert "这里没有对应的办件" in shown.result
    counted = await stranger.post("/counter/count-in", {"submission": submission.ref})
    assert "这里没有对应的办件" in counted.result


async def test_another_unit_sees_nothing_of_it(office: Office) -> None:
    submission = await Intake(office.staff).listed(REVIEW)
    house = office.staff.house
    unit = house.add_unit(office.staff.room)
    other = await office.browser(house.add_member(Role.UNIT_CONTACT, unit=unit))
    for path in ("/desk/submissions/", "/forms/submission-list/"):
        assert (await other.get(f"{path}{submission.ref}")).status == 404
    assert str(submission.number) not in (await other.get("/desk/submissions")).text


async def test_a_changed_list_calls_for_a_new_print(office: Office) -> None:
    submission = await Intake(office.staff).listed(REVIEW)
    browser = await office.browser(office.staff.contact)
    path = f"/desk/submissions/{submission.ref}"
    assert "原来那两份作废" in (await browser.get(f"{path}?edit=1")).text
    fields = {"press": "change", "version": str(submission.version), **ROWS}
    assert (await browser.post(path, fields)).status == 303
    stale = await browser.post(path, fields)
    assert "已" in stale.text
    assert stale.status == 200
    counter = await office.browser(office.staff.archivist)
    shown = await counter.post("/counter/scan", {"scan": submission.label, "case": ""})
    assert "这里没有对应的办件" in shown.result


async def test_an_archivist_enters_an_organs_paper_and_counts_it_in_at_once(
    office: Office,
) -> None:
    browser = await office.browser(office.staff.archivist)
    fields = {"press": "draft", "title.1": "处分决定", "on_the_counter": "yes"}
    both = await browser.post("/desk/submissions/new", fields)
    assert "二者填一个" in both.text
    organ = {**fields, "organ": "市纪委监委"}
    nameless = await browser.post("/desk/submissions/new", organ)
    assert "请写送来的同志的姓名" in nameless.text
    done = await browser.post("/desk/submissions/new", {**organ, "handed_by": "李二"})
    assert done.status == 303
    page = await browser.get(done.location)
    assert "市纪委监委" in page.text
    assert "已签收，待鉴别" in page.text


async def test_a_withdrawn_list_says_so_and_stays_in_the_list_of_the_ended(office: Office) -> None:
    submission = await Intake(office.staff).listed(ListedPiece(title="自传"))
    browser = await office.browser(office.staff.contact)
    fields = {"press": "withdraw", "version": str(submission.version)}
    page = await browser.post(f"/desk/submissions/{submission.ref}", fields)
    assert "已撤回，这份清单不再有效" in page.text
    assert str(submission.number) in (await browser.get("/desk/submissions?ended=1")).text
