"""先不要出库：缺什么一次说全，每条都有办法 / A refusal at the counter names everything that is missing."""

from __future__ import annotations

import pytest

from core.members.units import Unit
from tests.support.counter_case import READERS
from tests.support.web import signed_in_client
from tests.support.window import CARDS, TICKS, Window

MISSING = {
    "code": "取档码无效或已过期",
    "readers": "有查阅人尚未核对证件",
    "form": "未见审批表原件",
    "label": "没有扫描到该卷的标签",
}


async def test_the_head_has_no_counter(window: Window) -> None:
    """负责人的事在案头办；出库归还由档案管理员经手，负责人打不开窗口。"""
    async with signed_in_client(window.staff.house, window.server, window.staff.head) as head:
        assert (await head.get("/counter")).status == 404
        assert 'href="/counter"' not in (await head.get("/desk")).source


async def test_numbers_that_are_not_here_are_named_in_their_field(window: Window) -> None:
    """编号之间可用空格；本室没有的写在那一栏里，不请人到窗口来：人就在窗口。"""
    readers = {f"reader.{n}.name": name for n, name in enumerate(("周文启", "陆知行"), 1)}
    unit = window.staff.house.get(Unit, window.staff.unit).name
    asked = {"unit": unit, "dossiers": "DW-9998 dw-9999", "purpose": "cadre_selection"}
    page = await window.browser.post("/counter/enter", {**asked, **readers})
    assert "本室没有这个编号的档案，或只由负责人办理：DW-9998、DW-9999" in page.text
    assert "到档案室当面办理" not in page.text


async def test_with_nothing_shown_every_reason_is_listed_with_its_cure(window: Window) -> None:
    ref = await window.ready()
    page = await window.hand_over(ref)
    assert "先不要出库" in page.result
    for title in MISSING.values():
        assert title in page.result
    assert "请带《查（借）阅审批表》原件到窗口" in page.result
    assert window.staff.case(ref).shown_state == "ready"


@pytest.mark.parametrize("missing", MISSING)
async def test_one_thing_missing_is_refused_for_that_alone(window: Window, missing: str) -> None:
    ref = await window.ready()
    if missing != "code":
        await window.scan(await window.staff.code(ref))
    if missing != "label":
        await window.scan(window.staff.labels(ref)[0], ref)
    given = {} if missing == "readers" else dict(CARDS)
    given |= {} if missing == "form" else TICKS
    page = await window.hand_over(ref, **given)
    assert MISSING[missing] in page.result
    others = [title for name, title in MISSING.items() if name != missing]
    assert not any(title in page.result for title in others)


@pytest.mark.parametrize(
    ("tick", "title"),
    [
        ("form.signature", "审批表没有领导签字"),
        ("form.seal", "审批表未盖单位公章"),
        ("form.date", "审批表没有填写签批日期"),
        ("form.agrees", "审批表内容与登记的申请不一致"),
        ("form.party", "单位没有在审批表上证明查阅人的政治面貌"),
        ("form.avoidance", "查阅人没有全部签回避声明"),
    ],
)
async def test_each_tick_of_the_original_counts(window: Window, tick: str, title: str) -> None:
    ref = await window.ready()
    await window.scan(await window.staff.code(ref))
    await window.scan(window.staff.labels(ref)[0], ref)
    ticks = {name: value for name, value in TICKS.items() if name != tick}
    page = await window.hand_over(ref, **CARDS, **ticks)
    assert title in page.result
    assert window.staff.case(ref).shown_state == "ready"


async def test_evidence_grows_old(window: Window) -> None:
    ref = await window.ready()
    await window.ticked(ref)
    window.staff.house.clock.advance(minutes=11)
    page = await window.hand_over(ref)
    assert MISSING["code"] in page.result
    assert MISSING["label"] in page.result


async def test_a_card_without_its_four_digits_is_asked_for_again(window: Window) -> None:
    ref = await window.ready()
    page = await window.hand_over(ref, **{**CARDS, "reader.2.last4": "12"})
    assert "还差证件末四位" in page.result
    assert "第 2 位" in page.result


async def test_what_was_ticked_before_a_refusal_is_kept(window: Window) -> None:
    ref = await window.ready()
    page = await window.hand_over(ref, **CARDS, **TICKS)
    assert 'value="2071"' in page.source
    assert 'name="form.seal" value="yes" checked' in page.source


async def test_an_older_page_hands_nothing_over(window: Window) -> None:
    ref = await window.ready()
    await window.ticked(ref)
    page = await window.hand_over(ref, version="1")
    assert "已经更新" in page.result
    assert window.staff.case(ref).shown_state == "ready"


async def test_the_same_form_sent_twice_hands_over_once(window: Window) -> None:
    ref = await window.ready()
    await window.ticked(ref)
    version = str(window.staff.case(ref).version)
    first = await window.hand_over(ref, key="the-same-key", version=version)
    again = await window.hand_over(ref, key="the-same-key", version=version)
    assert "可以出库" in first.result
    assert "可以出库" in again.result
    assert len(window.staff.house.log("volume_handed_over")) == 1


async def test_a_volume_that_another_case_has_out_is_not_handed_over(window: Window) -> None:
    first = await window.ready()
    second = await window.ready()
    await window.ticked(first)
    await window.hand_over(first)
    await window.scan(await window.staff.code(second))
    page = await window.hand_over(second, **CARDS, **TICKS)
    assert "该卷现在库外" in page.result


async def test_a_reader_who_bears_the_subjects_name_is_refused(window: Window) -> None:
    assert all(reader.name != "程望舒" for reader in READERS)
    ref = await window.ready()
    await window.staff.rename_reader(ref, 2, "程望舒")
    await window.ticked(ref)
    page = await window.hand_over(ref)
    assert "系本人不查" in page.result
