"""专项工作各页：启动、分批、编入、看进度、记问题、发表收表；别的单位、别的室看不到。
A campaign on its pages, from the first paper to the workbook that came back; nobody else sees it.
"""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from openpyxl import load_workbook

from bot.replies.words import error_words
from core.campaigns.campaign import Campaign
from core.campaigns.problem import CampaignProblem
from core.members.member import Role
from tests.support.campaign_desk import CampaignDesk, file_of, send_workbook
from tests.support.campaigns import NOTICE, UNITS
from tests.support.returned_workbook import LINE, filled

HERE = "/desk/campaigns"
STALE = error_words("stale")[1]


async def test_the_head_begins_one_and_fills_its_first_batch(desk: CampaignDesk) -> None:
    world = desk.world
    head = await desk.browser(world.head)
    assert "现在没有专项工作" in (await head.get(HERE)).text
    given = {"press": "begin", "room": str(world.room), "title": "档案全覆盖", "document": NOTICE}
    assert "请写明文号" in (await head.post(HERE, {**given, "document": " "})).text
    opened = await head.post(HERE, given)
    assert (opened.status, opened.location.startswith(HERE)) == (303, True)
    page = opened.location
    assert "还没有批次" in (await head.get(page)).text
    days = {"starts_on": world.today.isoformat(), "due_on": "明天"}
    assert "截止日期应在今天以后" in (await head.post(page, press="add_batch", **days)).text
    days["due_on"] = (world.today + timedelta(days=30)).isoformat()
    assert "第一批" in (await head.post(page, press="add_batch", **days)).text
    wrong = await head.post(page, press="add_units", nth="1", names=f"{UNITS[0]}\n市财政居")
    assert "本室没有这些单位，请核对全称：市财政居。" in wrong.text
    assert f"{UNITS[0]}\n市财政居" in wrong.source
    assert "已编入" in (await head.post(page, press="add_units", nth="1", rest="yes")).text
    assert "已经有同名的专项工作" in (await head.post(HERE, given)).text
    assert len(world.house.all(Campaign)) == 1


async def test_the_board_tells_figures_in_words_and_bars_with_the_table_behind(
    desk: CampaignDesk,
) -> None:
    world = desk.world
    ref = await world.begin()
    await world.add(ref, *UNITS)
    for state in ("open", "open", "closed", "explained"):
        world.gap(0, state=state)
    world.gap(1, due_on=world.today - timedelta(days=40))
    page = await (await desk.browser(world.archivist)).get(f"{HERE}/{ref}")
    said = "应补 5 份，已销号 1 份，以说明代补 1 份，待补 3 份，其中逾期 1 份"
    assert said in page.text
    assert 'aria-label="第一批：已销号 1 份，以说明代补 1 份，待补 3 份"' in page.source
    assert "逾期 30 天以上 1 份" in page.text
    assert "1 / 3 家已补齐" in page.text
    assert page.text.index(UNITS[0]) < page.text.index(UNITS[1]) < page.text.index(UNITS[2])


async def test_problems_and_persons_are_kept_on_the_ledgers(desk: CampaignDesk) -> None:
    world = desk.world
    ref = await world.begin()
    await world.add(ref, UNITS[0])
    browser, page = await desk.browser(world.archivist), f"{HERE}/{ref}/ledgers"
    unit = world.joined(unit=0).ref
    filing = {"unit": unit, "part": "works", "name": "柳思远", "post": "人事科科长"}
    filing |= {"press": "file_person", "telephone": "0000-5551", "document": "备〔2026〕3号"}
    shown = await browser.post(page, filing)
    assert "人事科科长 柳**" in shown.text
    assert "柳思远" not in shown.source
    assert "请把情况写清楚" in (await browser.post(page, press="open_problem", kind="plain")).text
    told = {"press": "open_problem", "kind": "long", "words": "学籍材料须向学校调取"}
    assert "学籍材料须向学校调取" in (await browser.post(page, told, problem_unit=unit)).text
    (problem,) = world.house.all(CampaignProblem)
    move = {"press": "move_problem", "problem": problem.ref, "version": "1", "step": "follow"}
    assert "跟踪督办中" in (await browser.post(page, move, note="已电话督办")).text
    assert STALE in (await browser.post(page, move, note="再督办")).text


async def test_three_ledgers_go_out_as_one_workbook(desk: CampaignDesk) -> None:
    world = desk.world
    ref = await world.begin()
    await world.add(ref, *UNITS, outside=("=东山县",))
    world.gap(0)
    content = await file_of(await desk.browser(world.head), f"{HERE}/{ref}/ledgers.xlsx")
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == ["人员台账", "进度台账", "问题台账"]
    rows = [[cell.value for cell in row] for row in book["进度台账"].iter_rows(min_row=2)]
    assert rows[0][:2] + rows[0][3:] == ["第一批", UNITS[0], 1, 0, 0, 1, 0, "系统统计"]
    outside = book["进度台账"].cell(5, 2)
    assert (outside.value, outside.data_type) == ("=东山县", "s")
    assert rows[-1] == ["合计", "4 家", None, 1, 0, 0, 1, 0, "1 家待回表"]


async def test_a_workbook_goes_out_comes_back_and_is_added_up(desk: CampaignDesk) -> None:
    world = desk.world
    ref = await world.begin()
    await world.add(ref, outside=("东山县",))
    browser = await desk.browser(world.archivist)
    page = f"{HERE}/{ref}/units/{world.joined('东山县').ref}"
    assert "待回表" in (await browser.get(page)).text
    blank = await file_of(browser, page.replace("/units/", "/sheets/"))
    bad = filled(blank, {"进度": [(*LINE[:2], 1, *LINE[3:])]})
    refused = await send_workbook(browser, page, bad)
    assert "没有收下：有 1 处需要改" in refused.text
    assert "超过应补 1" in refused.text
    assert world.progress(ref).units[0].counts is None
    assert "打不开" in (await send_workbook(browser, page, b"nonsense")).text
    taken = await send_workbook(browser, page, filled(blank, {"进度": [LINE]}))
    assert "已收下并汇总：进度 1 行" in taken.text
    board = (await browser.get(f"{HERE}/{ref}")).text
    assert "上报，截至11月20日（周五）" in board
    assert "上报的逾期（没有分天数） 3 份" in board


async def test_a_units_people_see_their_own_batch_and_nothing_else(desk: CampaignDesk) -> None:
    world = desk.world
    ref = await world.begin("甲项", covers="3")
    await world.add(ref, UNITS[0], outside=("东山县",))
    await world.begin("乙项")
    world.gap(0)
    for who in (world.contact, world.leader):
        browser = await desk.browser(who)
        page = await browser.get(HERE)
        assert "甲项 第一批" in page.text
        assert "应补 1 份" in page.text
        assert "12月25日（周五）" in page.text
        for other in ("乙项", "东山县", UNITS[1], "启动一项"):
            assert other not in page.text
        for path in (f"{HERE}/{ref}", f"{HERE}/{ref}/ledgers", f"{HERE}/{ref}/ledgers.xlsx"):
            assert (await browser.get(path)).status == 404


async def test_another_room_and_the_officers_have_no_such_page(desk: CampaignDesk) -> None:
    house = desk.world.house
    ref = await desk.world.begin()
    other = house.add_room()
    for role, scope in ((Role.HEAD, {"room": other}), (Role.ARCHIVIST, {"room": other})):
        browser = await desk.browser(house.add_member(role, **scope))
        assert (await browser.get(f"{HERE}/{ref}")).status == 404
        assert (await browser.post(f"{HERE}/{ref}", press="add_batch")).status == 404
    auditor = await desk.browser(house.add_member(Role.AUDITOR))
    assert (await auditor.get(HERE)).status == 404


async def test_nonsense_is_answered_with_a_page(desk: CampaignDesk) -> None:
    ref = await desk.world.begin()
    browser = await desk.browser(desk.world.head)
    assert (await browser.get(f"{HERE}/NONE")).status == 404
    assert (await browser.get(f"{HERE}/{ref}/units/NONE")).status == 404
    assert (await browser.post(f"{HERE}/{ref}", press="dance")).status == 404
    assert (await browser.post(f"{HERE}/{ref}", press="add_units", nth="x")).status == 200
