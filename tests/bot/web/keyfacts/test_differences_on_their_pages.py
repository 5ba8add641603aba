"""重点信息各页：登记所载、看不一致、凭文件两人办理；涉嫌造假只有负责人和参加研判的人看得见。
Key facts on their pages: entered, looked into, decided by two; suspicion is seen by few.
"""

from __future__ import annotations

from core.holdings.dossier import Dossier, Secrecy
from core.keyfacts.difference import Difference, DifferenceState
from core.keyfacts.shown_fact import ShownFact
from core.members.member import Role
from tests.support.facts_desk import FactsDesk
from tests.support.keyfacts import NUMBER, ORGAN, SETTLED, SUSPECT

HERE = "/desk/facts"
PAPER = {"organ": ORGAN, "dated": "2026-11-20"}


async def test_a_fact_is_entered_from_the_catalogue_and_what_differs_is_listed(
    desk: FactsDesk,
) -> None:
    paper = desk.world.material()
    browser = await desk.browser(desk.world.archivist)
    assert "现在没有不一致" in (await browser.get(HERE)).text
    page = await browser.get(f"{HERE}/shown?dossier={NUMBER}")
    assert "2008.05.01 六类《入党志愿书》" in page.text
    given = {"press": "record", "dossier": NUMBER, "material": paper, "fact": "born"}
    assert "日期请写成" in (await browser.post(f"{HERE}/shown", given, value="不详")).text
    page = await browser.post(f"{HERE}/shown", given, value="1986年8月")
    assert "不一致，已列出" in page.text
    assert "出生时间 1 处" in (await browser.get(HERE)).text
    assert "这一项已经登记过" in (await browser.post(f"{HERE}/shown", given, value="1986")).text


async def test_an_item_shows_who_says_what_and_marks_the_earliest_paper(desk: FactsDesk) -> None:
    world = desk.world
    await world.show("1985.08", material=world.material("团员登记表", "2001.05", class_code="6"))
    ref = await world.differing()
    page = await (await desk.browser(world.archivist)).get(f"{HERE}/{ref}")
    assert "2001.05 六类《团员登记表》 形成最早" in page.text
    assert "花名册（信息系统） 1985.08" in page.text
    assert "只供参考，系统不据此判断" in page.text
    assert [it.ref for it in world.house.log("key_facts_read")] == [NUMBER]


async def test_an_organs_decision_takes_two_and_the_pin(desk: FactsDesk) -> None:
    world = desk.world
    ref = await world.differing()
    head, archivist = await desk.browser(world.head), await desk.browser(world.archivist)
    assert "已列为存疑待查" in (await desk.press(archivist, ref, "doubt")).text
    told = {"words": "户籍底册为农历", "cause": "calendar"}
    assert "阴阳历差" in (await desk.press(archivist, ref, "find", **told)).text
    entry = {**PAPER, "step": "settle", "document": SETTLED, "value": "1985.08"}
    assert (await desk.press(archivist, ref, "enter", **entry)).status == 200
    assert world.item(ref).state == "doubtful"
    assert "请填文号" in (await desk.press(head, ref, "enter", **{**entry, "document": ""})).text
    assert (
        "请填文件日期" in (await desk.press(head, ref, "enter", **{**entry, "dated": "昨天"})).text
    )
    asked = await head.post(
        f"{HERE}/{ref}", press="enter", version=str(world.item(ref).version), **entry
    )
    assert "六位办理密码" in asked.text
    assert "请另一位同志对照文件核对" in (await desk.press(head, ref, "enter", **entry)).text
    old = str(world.item(ref).version)
    assert "请由另一位同志办理" in (await desk.press(head, ref, "agrees")).text
    assert "与文件一致" in (await desk.press(archivist, ref, "agrees", version=old)).text
    assert world.item(ref).state == "settled"
    assert "没有产生任何变化" in (await desk.press(archivist, ref, "agrees", version=old)).text


async def test_suspicion_looks_like_doubt_to_whoever_takes_no_part(desk: FactsDesk) -> None:
    world = desk.world
    ref = await world.suspected()
    other = world.house.add_member(Role.ARCHIVIST, room=world.room)
    for member, seen in ((world.head, True), (world.archivist, True), (other, False)):
        browser = await desk.browser(member)
        for path in (HERE, f"{HERE}/{ref}"):
            page = await browser.get(path)
            assert ("涉嫌造假" in page.text) is seen
            assert (SUSPECT in page.text) is (seen and path != HERE)


async def test_a_referral_and_its_answer_are_entered_by_two_and_seen_by_few(
    desk: FactsDesk,
) -> None:
    world = desk.world
    ref = await world.suspected()
    head, archivist = await desk.browser(world.head), await desk.browser(world.archivist)
    letter = {"letter_organ": "市纪委监委", "letter_dated": "2026-11-20"}
    assert "请填文件日期" in (await desk.press(head, ref, "refer", letter_dated="")).text
    page = await desk.press(head, ref, "refer", letter_document="组移〔2026〕1号", **letter)
    assert "请另一位同志对照移送函核对" in page.text
    page = await desk.press(archivist, ref, "letter_agrees")
    assert "等复函" in page.text
    assert "组移〔2026〕1号" in page.text
    answer = {**letter, "letter_document": "纪复〔2026〕2号", "said": "已立案"}
    assert (
        "请照复函写明结论" in (await desk.press(head, ref, "answer", **answer | {"said": ""})).text
    )
    assert (await desk.press(head, ref, "answer", **answer)).status == 200
    assert "纪复〔2026〕2号" in (await desk.press(archivist, ref, "letter_agrees")).text
    assert world.item(ref).state == "suspected"
    other = world.house.add_member(Role.ARCHIVIST, room=world.room)
    assert "纪" not in (await (await desk.browser(other)).get(f"{HERE}/{ref}")).text


async def test_a_hold_of_suspicion_looks_like_any_other(desk: FactsDesk) -> None:
    world = desk.world
    await world.suspected()
    browser = await desk.browser(world.head)
    page = await browser.get("/desk/restrictions")
    assert SUSPECT in page.text
    assert "造假" not in page.text


async def test_the_list_is_by_time_and_says_no_name_and_no_number_of_anybody(
    desk: FactsDesk,
) -> None:
    world = desk.world
    await world.differing()
    world.house.clock.advance(days=1)
    world.dossier = world.shelve("GB-00007", name="郑七")
    for value in ("1986.08", "1987.08"):
        await world.show(value)
        await world.show(value, "joined_party")
    page = await (await desk.browser(world.archivist)).get(HERE)
    assert page.text.index(NUMBER) < page.text.index("GB-00007")
    for said in ("冯", "郑", "1986"):
        assert said not in page.text


async def test_nobody_else_has_such_a_page(desk: FactsDesk) -> None:
    world = desk.world
    ref = await world.differing()
    house = world.house
    strangers = [
        house.add_member(Role.HEAD, room=house.add_room()),
        house.add_member(Role.SECURITY_OFFICER),
        house.add_member(Role.UNIT_CONTACT, unit=world.unit),
    ]
    for member in strangers:
        browser = await desk.browser(member)
        assert (await browser.get(f"{HERE}/{ref}")).status == 404
        assert (await desk.press(browser, ref, "doubt")).status == 404
        page = await browser.get(f"{HERE}/shown?dossier={NUMBER}")
        assert "1985" not in page.text


async def test_a_secret_dossier_and_ones_own_are_the_heads_and_nobodys(desk: FactsDesk) -> None:
    world = desk.world
    secret = world.shelve("GB-00008", name="秦八")
    own = world.shelve("GB-00009", name="尤九", member_id=world.head)
    now = world.house.clock.now()
    for dossier in (secret, own):
        world.house.keep(Difference(dossier_id=dossier, fact="born", opened_at=now))
    row = world.house.get(Dossier, secret)
    row.secrecy = Secrecy.WORK_SECRET
    world.house.keep(row)
    archivist, head = await desk.browser(world.archivist), await desk.browser(world.head)
    assert "GB-00008" not in (await archivist.get(HERE)).text
    assert "GB-00008" in (await head.get(HERE)).text
    assert "GB-00009" not in (await head.get(HERE)).text
    assert "GB-00009" in (await archivist.get(HERE)).text


async def test_from_the_inspection_page_it_goes_back_and_nowhere_else(desk: FactsDesk) -> None:
    world = desk.world
    browser = await desk.browser(world.archivist)
    for back, location in (("/desk/inspect/P", "/desk/inspect/P"), ("//evil.test", "")):
        given = {"press": "record", "fact": "born", "value": "1985.08", "back": back}
        page = await browser.post(f"{HERE}/shown", given, material=world.material())
        assert page.location == location
    assert len(world.house.all(ShownFact)) == 2


async def test_nonsense_is_answered_with_a_page(desk: FactsDesk) -> None:
    ref = await desk.world.differing()
    browser = await desk.browser(desk.world.head)
    assert (await browser.get(f"{HERE}/NONE")).status == 404
    assert (await desk.press(browser, ref, "dance")).status == 404
    assert "没有这个档案编号" in (await browser.get(f"{HERE}/shown?dossier=XX")).text
    page = await browser.post(f"{HERE}/shown", press="record", fact="born", value="1985")
    assert "请选一份材料" in page.text
    assert [it.state for it in desk.world.house.all(Difference)] == [DifferenceState.DIFFERING]
