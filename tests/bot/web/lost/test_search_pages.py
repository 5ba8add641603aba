"""不符与查找：登记、查找、比对、报告、补建都在案头办，每次点击有一句话；外人看不出在查找。
Report, search, compare, report upward and rebuild at the desk; every press a sentence; nobody outside
can tell that a volume is being searched for.
"""

from __future__ import annotations

import pytest_asyncio

from core.holdings.dossier import Slot, Volume
from core.lost.rebuilding import RebuiltVolume
from core.lost.search import Search
from core.members.member import Role
from core.requests.case_told import case_told
from tests.support.counter_case import a_dossier, staff_of
from tests.support.desk import DOSSIER, PIN, Office
from tests.support.web import Browser, Page

LOOK = {"look_with": "钱五", "look_place": "A 架", "look_result": "没有"}


class Desk:
    """The archivist, a colleague and the head at their pages."""

    def __init__(self, office: Office) -> None:
        self.office = office

    async def open(self) -> Desk:
        house, room = self.office.staff.house, self.office.staff.room
        self.archivist = await self.office.browser(self.office.staff.archivist)
        self.colleague = await self.office.browser(house.add_member(Role.ARCHIVIST, room=room))
        self.head = await self.office.browser(self.office.staff.head)
        return self

    async def report(self, what: str = DOSSIER, **more: str) -> Page:
        return await self.archivist.post("/desk/lost", {"what": what, "noticed": "shelf", **more})

    def only(self) -> Search:
        (search,) = self.office.staff.house.all(Search)
        return search

    async def press(self, who: Browser, step: str, **fields: str) -> Page:
        search = self.only()
        given = {"press": step, "version": str(search.version), **fields}
        return await who.post(f"/desk/lost/{search.ref}", given)

    async def lost(self) -> None:
        await self.report()
        await self.press(self.archivist, "look", **LOOK)
        page = await self.press(
            self.head, "confirm_lost", addressee="省委组织部", early_reason="已找遍", pin=PIN
        )
        assert "立即打印报告" in page.text


@pytest_asyncio.fixture
async def desk(office: Office) -> Desk:
    return await Desk(office).open()


async def test_an_empty_page_says_so(desk: Desk) -> None:
    page = await desk.head.get("/desk/lost")
    assert "现在没有不符，也没有在查找的卷" in page.text
    assert "登记查找" not in page.text  # the head does not fetch


async def test_a_volume_is_reported_by_number_or_label(desk: Desk) -> None:
    page = await desk.report(note="取卷时发现")
    assert page.status == 303
    assert page.location == f"/desk/lost/{desk.only().ref}"
    shown = await desk.archivist.get(page.location)
    assert "请两人查找，登记找过哪里" in shown.text
    again = await desk.report(desk.only().label)
    assert (again.status, "已经在查找" in again.text) == (409, True)


async def test_what_is_not_here_is_told_in_one_way(desk: Desk) -> None:
    other = staff_of(desk.office.staff.house, "教育局档案室")
    foreign = a_dossier(other, "JY-0001", name="宋知远")[0]
    for what in ("", "GB-9", "VXXXXXXXXXXX", foreign, "JY-0001", "'; --"):
        page = await desk.report(what)
        assert "没有这个标签或档案编号" in page.text, what
    assert desk.office.staff.house.all(Search) == []


async def test_the_page_lists_what_helps_and_names_nobody(desk: Desk) -> None:
    staff = desk.office.staff
    ref = await staff.ready(DOSSIER)
    a_dossier(staff, "DW-0413", name="程望舒")
    await desk.report()
    page = await desk.archivist.get(f"/desk/lost/{desk.only().ref}")
    assert "DW-0413" in page.text  # same name
    assert "程望舒" not in page.source
    assert staff.case(ref).shown_state == "searching"


async def test_two_compare_and_the_search_ends(desk: Desk) -> None:
    await desk.report()
    page = await desk.press(desk.archivist, "say_found", found_place="B 架")
    assert "由另一位同志" in page.text
    own = await desk.press(desk.archivist, "compare", comparison="agrees")
    assert "同一件事不能由同一人办两步" in own.text
    page = await desk.press(desk.colleague, "compare", comparison="agrees")
    assert ("已登记比对结果" in page.text, desk.only().state) == (True, "found")


async def test_a_press_without_its_words_says_which(desk: Desk) -> None:
    await desk.report()
    assert "请填另一位同志的姓名" in (await desk.press(desk.archivist, "look")).text
    await desk.press(desk.archivist, "say_found", found_place="B 架")
    page = await desk.press(desk.colleague, "compare", comparison="differs")
    assert "请写明哪里不符" in page.text
    assert (await desk.press(desk.archivist, "fly")).status == 404


async def test_the_head_confirms_with_the_pin_and_the_report_is_printed(desk: Desk) -> None:
    await desk.report()
    await desk.press(desk.archivist, "look", **LOOK)
    asked = await desk.press(desk.head, "confirm_lost", addressee="省委组织部", early_reason="找遍")
    assert "六位办理密码" in asked.text
    assert asked.hidden("addressee") == "省委组织部"
    await desk.press(
        desk.head, "confirm_lost", addressee="省委组织部", early_reason="已找遍", pin=PIN
    )
    sheet = await desk.head.get(f"/forms/loss-report/{desk.only().ref}")
    assert "省委组织部" in sheet.text
    assert "程望舒" in sheet.text
    assert len(desk.office.staff.house.log("loss_report_printed")) == 1


async def test_a_report_that_was_not_made_is_no_paper(desk: Desk) -> None:
    await desk.report()
    for ref in (desk.only().ref, "NOSUCH"):
        assert (await desk.head.get(f"/forms/loss-report/{ref}")).status == 404


async def test_rebuilding_goes_from_approval_to_shelf(desk: Desk) -> None:
    await desk.lost()
    head, archivist = desk.head, desk.archivist
    await desk.press(archivist, "check_shelf", shelf_with="钱五", shelf_result="其余都在")
    await desk.press(head, "approve_rebuilding", organ="省委组织部", document="组复〔2026〕9号")
    asked = {"source_kind": "school", "source_name": "青川一中", "letter": "函3号"}
    page = await desk.press(archivist, "ask_source", due_on="昨天", **asked)
    assert "今天或以后的日期" in page.text
    page = await desk.press(archivist, "ask_source", due_on="2027-01-31", **asked)
    assert "青川一中" in page.text
    page = await desk.press(archivist, "settle_source", source="1", outcome="received")
    rebuilt = {"slot": f"{DOSSIER}-01", "pieces": "20", "rebuilt_with": "钱五"}
    page = await desk.press(archivist, "shelve_rebuilt", pages="许多", **rebuilt)
    assert "请填页数" in page.text
    page = await desk.press(archivist, "shelve_rebuilt", pages="88", **rebuilt)
    assert "正本 第 2 卷（补建，依据 组复〔2026〕9号）" in page.text
    new = desk.office.staff.house.all(RebuiltVolume)[0].volume_id
    label = desk.office.staff.house.get(Volume, new).label
    scanned = await archivist.post("/counter/scan", scan=label, case="")
    assert "正本 第 2 卷（补建）" in scanned.result
    (slot,) = [it for it in desk.office.staff.house.all(Slot) if it.code == f"{DOSSIER}-01"]
    scanned = await archivist.post("/counter/scan", scan=slot.label, case="")
    assert "应有 2 卷，在位 1 卷。查找中：DW-0412 正本 第 1 卷。补建：DW-0412 正本 第 2 卷。" in (
        scanned.result
    )
    labels = await archivist.get(f"/forms/labels?dossiers={DOSSIER}")
    assert "第 2 卷（补建）" in labels.text


async def test_an_old_page_changes_nothing(desk: Desk) -> None:
    await desk.report()
    await desk.press(desk.archivist, "say_found", found_place="B 架")
    page = await desk.press(desk.colleague, "compare", comparison="agrees", version="1")
    assert "已经更新" in page.text
    assert desk.only().state == "searching"


async def test_another_rooms_search_is_no_search(desk: Desk) -> None:
    await desk.report()
    other = staff_of(desk.office.staff.house, "教育局档案室")
    browser = await desk.office.browser(other.head)
    foreign = await browser.get(f"/desk/lost/{desk.only().ref}")
    unknown = await browser.get("/desk/lost/NOSUCH")
    assert (foreign.status, foreign.text) == (unknown.status, unknown.text)
    assert foreign.status == 404
    assert (await desk.press(browser, "look", **LOOK)).status == 404


async def test_outside_the_room_nothing_shows_but_a_neutral_sentence(desk: Desk) -> None:
    staff = desk.office.staff
    ref = await staff.ready(DOSSIER)
    leader = await desk.office.browser(staff.leader)
    await desk.report()
    assert "查找中" in (await desk.archivist.get(f"/desk/cases/{ref}")).text
    seen = await leader.get(f"/desk/cases/{ref}")
    assert ("查找" in seen.text, "searching" in seen.source) == (False, False)
    assert "暂不能办理，请带审批表原件到档案室当面办理" in seen.text
    assert "查找" not in (await leader.get("/desk")).text.replace("查找 ", "")


async def test_a_case_told_outside_stands_where_it_stood(desk: Desk) -> None:
    staff = desk.office.staff
    ref = await staff.ready(DOSSIER)
    await desk.report()
    with staff.house.looking() as session:
        told = case_told(session, ref, staff.house.viewer(staff.contact))
    assert (told.shown_state, [it.state for it in told.lines]) == ("ready", ["waiting"])
    assert told.held_up
