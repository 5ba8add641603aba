"""查缺页面：档案室看全部，联络员只看本单位领导以下的，领导班子、第五和第八类不经联络员；一人一页登记情况、办销号。

Gap pages: the room sees all, a contact the lines below the unit's leadership, nobody their own.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from aiohttp import FormData

from core.collection.piece import Piece
from core.collection.submission import Submission
from core.gaps.cadre_fact import CadreFact
from core.gaps.gap import Gap
from core.gaps.lists import MOST_LINES
from core.members.member import Role
from tests.support.campaign_desk import CampaignDesk
from tests.support.gaps import NUMBER, GapRoom, lrmx
from tests.support.web import Browser, Page

HERE = f"/desk/gaps/{NUMBER}"


def world(desk: Any) -> GapRoom:
    return desk.world  # type: ignore[no-any-return]


async def test_a_room_is_counted_by_one_press_and_its_units_are_listed(desk: CampaignDesk) -> None:
    at = world(desk)
    browser = await desk.browser(at.archivist)
    assert "没有查到缺失材料" in (await browser.get("/desk/gaps")).text
    done = await browser.post("/desk/gaps", press="count", room=str(at.room))
    assert "已查 1 份档案" in done.text
    assert "市财政局" in done.text
    assert NUMBER in done.text
    again = await browser.post("/desk/gaps", press="count", room=str(at.room))
    assert "新列出 0 份" in again.text


async def test_the_filters_are_in_the_address(desk: CampaignDesk) -> None:
    at = world(desk)
    await at.count()
    browser = await desk.browser(at.archivist)
    assert NUMBER in (await browser.get(f"/desk/gaps?unit={at.unit}&class=6")).text
    assert "没有查到缺失材料" in (await browser.get("/desk/gaps?class=8")).text
    assert "没有查到这份档案" in (await browser.get("/desk/gaps?unit=99&number=无")).text


async def test_a_dossier_that_lacks_nothing_is_reached_by_its_number(desk: CampaignDesk) -> None:
    at = world(desk)
    at.shelve("GB-00002", name="钱自", member_id=at.archivist)
    for who in (at.archivist, at.head):
        shown = await (await desk.browser(who)).get("/desk/gaps?number=GB-00002")
        assert ('href="/desk/gaps/GB-00002"' in shown.source) is (who != at.archivist)
    assert (
        "没有查到这份档案"
        in (await (await desk.browser(at.archivist)).get("/desk/gaps?number=GB-00002")).text
    )


async def test_one_page_tells_all_gaps_of_a_cadre_and_how_to_cure_them(desk: CampaignDesk) -> None:
    at = world(desk)
    await at.count()
    page = await (await desk.browser(at.archivist)).get(HERE)
    assert "年度考核登记表（2022年）" in page.text
    assert "补法：原件→盖章复印件→证明→短缺说明" in page.text
    assert "吴**" in page.text
    assert "吴远山" not in page.text


async def test_a_fact_is_recorded_and_withdrawn_and_nonsense_changes_nothing(
    desk: CampaignDesk,
) -> None:
    at = world(desk)
    await at.count()
    browser = await desk.browser(at.archivist)
    fact = {"press": "record", "kind": "award", "occasion": "2019 三等功"}
    assert "请写明是哪一次" in (await browser.post(HERE, fact, occasion=" ")).text
    assert "时间请写成" in (await browser.post(HERE, fact, began="去年")).text
    assert at.house.all(CadreFact) == []
    done = await browser.post(HERE, fact, began="2019.06")
    assert "缺失材料随之重算" in done.text
    assert "授予称号的审批表、决定（2019 三等功）" in done.text
    (kept,) = at.house.all(CadreFact)
    gone = await browser.post(HERE, press="withdraw", fact=str(kept.id))
    assert "已撤销" in gone.text
    assert "三等功" not in gone.text


async def test_an_explanation_goes_through_two_hands(desk: CampaignDesk) -> None:
    at = world(desk)
    await at.count()
    gap = at.gap("6-2")
    one, other = await desk.browser(at.archivist), await desk.browser(at.head)
    named = {"gap": gap.ref, "version": str(gap.version)}
    said = await one.post(HERE, named, press="propose", explanation="说明〔2026〕3号 支部已撤销")
    assert "由另一位同志审定" in said.text
    named["version"] = str(at.gap("6-2").version)
    assert (
        f"待审定 1 份 由提请人以外的一位同志审定；审定以后才销号，另行计数。 {NUMBER}"
        in (await other.get("/desk/gaps")).text
    )
    assert "同意以说明代补" in (await other.get(HERE)).text
    done = await other.post(HERE, named, press="approve")
    assert "以说明代补，另行计数" in done.text
    stale = await other.post(HERE, named, press="approve")
    assert "没有改动" in stale.text or "已" in stale.text
    assert at.gap("6-2").state == "explained"
    assert "待审定" not in (await other.get("/desk/gaps")).text


async def test_a_contact_sees_below_the_leadership_only(desk: CampaignDesk) -> None:
    at = world(desk)
    at.shelve("GB-00002", name="孙领导", custody_authority="municipal")
    await at.count()
    page = await (await desk.browser(at.contact)).get("/desk/gaps")
    assert NUMBER in page.text
    assert "GB-00002" not in page.text
    assert "审核认定表" not in page.text  # 第五类
    assert (await (await desk.browser(at.contact)).get(HERE)).status == 404


async def test_a_list_begins_with_what_a_cadre_lacks_and_each_line_knows_its_gap(
    desk: CampaignDesk,
) -> None:
    at = world(desk)
    await at.count()
    browser = await desk.browser(at.contact)
    assert f"/desk/submissions/new?lacks={NUMBER}" in (await browser.get("/desk/gaps")).source
    form = (await browser.get(f"/desk/submissions/new?lacks={NUMBER}")).source
    title = "年度考核登记表（2022年）"
    assert f'value="{title}"' in form
    assert "审核认定表" not in form
    row = {"title.1": title, "who.1": NUMBER, "form.1": "original"}
    await browser.post("/desk/submissions/new", row, press="draft")
    (piece,) = at.house.all(Piece)
    gap = at.gap(piece.kind, "2022")
    assert (piece.title, piece.occasion) == ("年度考核登记表", gap.occasion)
    listed = f"/desk/submissions/{at.house.all(Submission)[0].ref}"
    assert title in (await browser.get(listed)).text
    assert f'value="{title}"' in (await browser.get(f"{listed}?edit=1")).source
    again = await browser.get(f"/desk/submissions/new?lacks={NUMBER}")
    assert f'value="{title}"' not in again.source
    assert "另有 1 件已在本单位办理中的清单上" in again.text
    other = at.house.add_member(Role.UNIT_CONTACT, unit=at.house.add_unit(at.room, "市教育局"))
    blank = await (await desk.browser(other)).get(f"/desk/submissions/new?lacks={NUMBER}")
    assert NUMBER not in blank.source


async def test_the_approver_sees_the_leaders_lines_too(desk: CampaignDesk) -> None:
    at = world(desk)
    at.shelve("GB-00002", name="孙领导", custody_authority="municipal")
    await at.count()
    leader = at.house.add_member(Role.APPROVER, unit=at.unit)
    page = await (await desk.browser(leader)).get("/desk/gaps")
    assert "GB-00002" in page.text
    assert "审核认定表" not in page.text


async def test_another_units_contact_sees_and_prints_nothing_of_it(desk: CampaignDesk) -> None:
    at = world(desk)
    await at.count()
    other = at.house.add_member(Role.UNIT_CONTACT, unit=at.house.add_unit(at.room, "市教育局"))
    browser = await desk.browser(other)
    assert NUMBER not in (await browser.get(f"/desk/gaps?unit={at.unit}")).text
    assert (await browser.get(f"/forms/gap-list/{at.unit}")).status == 404
    assert (await browser.get("/forms/gap-list/99")).status == 404


async def test_nobody_sees_what_is_missing_in_their_own_dossier(desk: CampaignDesk) -> None:
    at = world(desk)
    at.shelve("GB-00002", name="钱自", member_id=at.archivist)
    await at.count()
    browser = await desk.browser(at.archivist)
    assert "GB-00002" not in (await browser.get("/desk/gaps")).text
    assert (await browser.get("/desk/gaps/GB-00002")).status == 404


async def test_the_printed_sheet_names_people_sets_the_day_and_is_logged(
    desk: CampaignDesk,
) -> None:
    at = world(desk)
    at.shelve("GB-00002", name="孙领导", custody_authority="municipal")
    await at.count()
    browser = await desk.browser(at.contact)
    page = await browser.get(f"/forms/gap-list/{at.unit}")
    assert "干部人事档案材料查缺清单" in page.text
    assert "吴远山" in page.text
    assert "孙领导" not in page.text
    assert re.search(r"\d+月\d+日（周.）", page.text)
    days = {it.due_on for it in at.house.all(Gap) if it.seen_by == "contact"}
    assert len(days) == 1
    assert None not in days
    assert len(at.house.log("gap_list_issued")) == 1
    assert (await browser.get(f"/forms/gap-list/{at.unit}?leaders=1")).status == 404
    leaders = await (await desk.browser(at.head)).get(f"/forms/gap-list/{at.unit}?leaders=1")
    assert "孙领导" in leaders.text


async def test_a_screen_says_where_it_ends_and_the_paper_is_whole(desk: CampaignDesk) -> None:
    at = world(desk)
    for nth in range(2, 2 + MOST_LINES // 20):
        at.shelve(f"GB-{nth:05d}", name="吴远山", began_work="1995-07")
    await at.count()
    lines = len([it for it in at.house.all(Gap) if it.seen_by == "contact"])
    assert lines > MOST_LINES
    browser = await desk.browser(at.contact)
    assert f"只列前 {MOST_LINES} 份" in (await browser.get("/desk/gaps")).text
    paper = (await browser.get(f"/forms/gap-list/{at.unit}")).text
    assert f"{1 + MOST_LINES // 20} 人" in paper, "people of one name are counted each"
    assert str(lines) in paper


async def sent(desk: CampaignDesk, content: bytes) -> tuple[Browser, Page]:
    browser = await desk.browser(world(desk).archivist)
    form = FormData()
    form.add_field("csrf", browser.csrf)
    form.add_field("file", content, filename="任免表.lrmx")
    return browser, await browser.upload(f"{HERE}/form-file", form)


async def test_a_form_file_is_looked_through_before_anything_is_recorded(
    desk: CampaignDesk,
) -> None:
    browser, page = await sent(desk, lrmx().encode())
    assert "文件所载的情况，共 7 项" in page.text
    at = world(desk)
    assert at.house.all(CadreFact) == []
    ticked = {"fact_0": "appointment|2012.05|section_up|2012.05 市财政局预算科副科长"}
    done = await browser.post(HERE, ticked, press="record_told")
    assert "已按文件登记" in done.text
    assert "任免审批表文件" in done.text
    (kept,) = at.house.all(CadreFact)
    assert (kept.kind, kept.occasion, kept.source) == (
        "appointment",
        "2012.05 市财政局预算科副科长",
        "lrm",
    )
    assert "请至少勾选一项" in (await browser.post(HERE, press="record_told")).text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lrmx(XingMing="旁人").encode(), "与这份档案不一致"),
        (b"%PDF-1.7", "不是任免审批表文件"),
        (lrmx().encode()[:-9], "不完整"),
        (b"<!DOCTYPE p><Person/>", "没有读取"),
        (
            lrmx(
                JianLi="",
                QuanRiZhiJiaoYu_XueLi="",
                ZaiZhiJiaoYu_XueLi="",
                JiangChengQingKuang="",
                NianDuKaoHeJieGuo="",
            ).encode(),
            "没有可以登记",
        ),
    ],
)
async def test_a_file_that_will_not_do_gets_a_sentence(
    desk: CampaignDesk, content: bytes, said: str
) -> None:
    _, page = await sent(desk, content)
    assert said in page.text
    assert "没有改动任何内容" in page.text
    assert world(desk).house.all(CadreFact) == []
