"""扫什么都有话说：看不懂的、别室的、断码的，都不是报错页 / Every scan gets a sentence, never an error page."""

from __future__ import annotations

import pytest

from bot.web.counter.scanned import form_code, read_scan
from core.holdings.dossier import new_label
from core.ids import check_character
from tests.support.counter_case import a_dossier, staff_of
from tests.support.web import signed_in_client
from tests.support.window import DOSSIER, Window

NONSENSE = [
    "你好",
    "https://example.org/bind?code=ABC",
    "<script>",
    "0" * 400,
    "C",
    "F",
    "9" * 9,
    "%",
    "\u202e",
]


@pytest.mark.parametrize("text", NONSENSE)
async def test_nonsense_gets_a_sentence(window: Window, text: str) -> None:
    page = await window.scan(text)
    assert page.status == 200
    assert "没有对应的办件" in page.result or "编码不完整" in page.result


async def test_an_empty_scan_asks_for_another(window: Window) -> None:
    page = await window.scan("   ")
    assert page.status == 200
    assert "没有扫到内容" in page.result


async def test_a_wrong_check_character_asks_to_scan_again(window: Window) -> None:
    label = window.staff.labels(await window.ready())[0]
    wrong = label[:-1] + ("A" if label[-1] != "A" else "B")
    assert "编码不完整，请再扫一次" in (await window.scan(wrong)).result


async def test_a_code_cut_short_asks_to_scan_again(window: Window) -> None:
    code = await window.staff.code(await window.ready())
    assert "编码不完整，请再扫一次" in (await window.scan(code[:-3])).result


@pytest.mark.parametrize("spoil", [str.lower, " ".join, lambda t: f"{t[:4]}-{t[4:]}"])
async def test_case_spaces_and_hyphens_are_forgiven(window: Window, spoil) -> None:  # type: ignore[no-untyped-def]
    code = await window.staff.code(await window.ready())
    assert "取档码有效" in (await window.scan(spoil(code))).result


def test_full_width_letters_are_read_as_the_gun_meant_them() -> None:
    body = "V" + "ABCDEFGHJK"
    label = body + check_character(body)
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in label)
    assert read_scan(wide).kind == "volume"
    assert read_scan(wide).text == label


async def test_the_forms_qr_and_its_number_open_the_case(window: Window) -> None:
    ref = await window.ready()
    case = window.staff.case(ref)
    for text in (
        form_code(ref),
        case.short,
        case.number,
        case.number.replace("〔", "[").replace("〕", "]"),
    ):
        page = await window.scan(text)
        assert case.number in page.result, text
        assert "周文启" in page.text


async def test_a_case_that_is_not_ready_says_where_it_is(window: Window) -> None:
    ref = await window.staff.submit("DW-0412")
    page = await window.scan(form_code(ref))
    assert "不在窗口办理" in page.result
    assert "待单位签批" in page.text


async def test_opening_a_case_with_its_names_is_logged_once_a_reading(window: Window) -> None:
    ref = await window.ready()
    await window.browser.get(f"/counter?case={ref}")
    await window.browser.get(f"/counter?case={ref}")
    assert len(window.staff.house.log("case_read")) == 1


async def test_a_volume_of_another_case_leaves_the_case_in_hand(window: Window) -> None:
    other = a_dossier(window.staff, "DW-0533", name="何清扬")
    ref = await window.ready()
    await window.ready("DW-0533")
    page = await window.scan(other[0], ref)
    assert "不是手上这一件的卷" in page.result
    assert page.hidden("case", "scan-form") == ref


async def test_a_volume_that_nobody_waits_for_goes_back(window: Window) -> None:
    label = a_dossier(window.staff, "DW-0600", name="顾南星")[0]
    assert "这一卷在库" in (await window.scan(label)).result


async def test_another_rooms_things_look_like_nothing_at_all(window: Window) -> None:
    other = staff_of(window.staff.house, "教育局档案室")
    a_dossier(other, "JY-0001", name="宋知远")
    ref = await other.ready("JY-0001")
    unknown = (await window.scan(new_label())).result.rpartition(" ")[0]
    for text in (other.labels(ref)[0], await other.code(ref), form_code(ref), form_code("A" * 20)):
        assert (await window.scan(text)).result.rpartition(" ")[0] == unknown
    assert other.case(ref).lines[0].state == "waiting"


async def test_another_rooms_case_cannot_be_handed_over_or_read(window: Window) -> None:
    other = staff_of(window.staff.house, "教育局档案室")
    a_dossier(other, "JY-0001", name="宋知远")
    ref = await other.ready("JY-0001")
    for page in (await window.browser.get(f"/counter?case={ref}"), await window.hand_over(ref)):
        assert "没有对应的办件" in page.result
        assert "JY-0001" not in page.source
        assert other.case(ref).number not in page.source
    assert window.staff.house.log("case_read") == []


async def test_a_used_code_is_told_as_used(window: Window) -> None:
    ref = await window.ready()
    code = await window.staff.code(ref)
    await window.scan(code)
    await window.ticked(ref)
    await window.hand_over(ref)
    assert "这个取档码不能用了" in (await window.scan(code)).result


async def test_nobody_but_an_archivist_has_a_counter(window: Window) -> None:
    staff = window.staff
    for member in (staff.contact, staff.leader, staff.head):
        async with signed_in_client(staff.house, window.server, member) as browser:
            assert (await browser.get("/counter")).status == 404


async def test_a_form_without_our_csrf_text_does_nothing(window: Window) -> None:
    ref = await window.ready()
    await window.ticked(ref)
    page = await window.hand_over(ref, csrf="foreign")
    assert page.status == 403
    assert window.staff.case(ref).shown_state == "ready"


async def test_a_form_without_a_key_does_nothing(window: Window) -> None:
    ref = await window.ready()
    await window.ticked(ref)
    page = await window.hand_over(ref, key="")
    assert page.status == 400
    assert window.staff.case(ref).shown_state == "ready"


SLOT = f"{DOSSIER}-01"  # where a_dossier keeps its volume


@pytest.mark.parametrize(
    "text", [f"{DOSSIER} {SLOT}", "dw-0412\u3000ｄw-0412-01", f" {DOSSIER}  正本第1卷 {SLOT} "]
)
async def test_a_volume_without_a_label_is_told_by_number_and_slot(
    window: Window, text: str
) -> None:
    ref = await window.ready()
    page = await window.scan(text, ref)
    assert "编号与库位对上了" in page.result
    assert "已核编号" in page.text


async def test_typed_again_it_comes_back_to_be_counted(window: Window) -> None:
    ref = await window.ready()
    await window.ticked(ref, without="labels")
    await window.scan(f"{DOSSIER} {SLOT}", ref)
    assert "可以出库" in (await window.hand_over(ref)).result
    assert "请当面清点" in (await window.scan(f"{DOSSIER} {SLOT}")).result


@pytest.mark.parametrize("text", [f"{DOSSIER} B-9", "DW-0001 A-1", f"{DOSSIER} 三楼 {SLOT}"])
async def test_number_and_slot_that_do_not_fit_change_nothing(window: Window, text: str) -> None:
    await window.ready()
    assert "编号与库位对不上" in (await window.scan(text)).result
    assert window.staff.house.log("volume_seen") == []


async def test_once_its_label_was_read_the_label_is_asked_for(window: Window) -> None:
    await window.scan(window.staff.labels(await window.ready())[0])
    assert "请扫卷上的标签" in (await window.scan(f"{DOSSIER} {SLOT}")).result
