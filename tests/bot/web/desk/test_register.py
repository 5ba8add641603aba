"""登记簿：登记一次，打印多次，页码不变；办案查阅另册登记；别的室没有这一页；谁看过都有据。
The register: written up once, printed alike each time, discreet lines name nobody but to the head.
"""

from __future__ import annotations

from core.clock import local_date
from core.register.register_page import RegisterPage
from tests.support.counter_case import staff_of
from tests.support.desk import DOSSIER, Office


def today(office: Office) -> str:
    return local_date(office.staff.house.clock.now()).isoformat()


async def test_a_day_is_written_up_and_printed_with_its_number(office: Office) -> None:
    await office.staff.out(DOSSIER)
    archivist = await office.browser(office.staff.archivist)
    waiting = await archivist.get("/desk/register")
    assert "1 笔" in waiting.text
    room = str(office.staff.room)
    done = await archivist.post("/forms/register", room=room, day=today(office))
    assert done.status == 303
    for _ in range(2):
        page = await archivist.get(done.location)
        assert "第 1 页" in page.text
        assert "周文启" in page.text
        assert "程望舒" in page.text
    assert "无" in (await archivist.get("/desk/register")).text
    assert len(office.staff.house.all(RegisterPage)) == 1
    assert len(office.staff.house.log("register_read")) == 2


async def test_writing_up_again_makes_no_second_page(office: Office) -> None:
    await office.staff.out(DOSSIER)
    archivist = await office.browser(office.staff.archivist)
    room = str(office.staff.room)
    for _ in range(2):
        await archivist.post("/forms/register", room=room, day=today(office))
    assert len(office.staff.house.all(RegisterPage)) == 1


async def test_a_day_without_a_page_says_what_to_do(office: Office) -> None:
    archivist = await office.browser(office.staff.archivist)
    page = await archivist.get(f"/forms/register?room={office.staff.room}&day={today(office)}")
    assert page.status == 404
    assert "还没有登记入簿" in page.text


async def test_nonsense_and_foreign_rooms_have_no_page(office: Office) -> None:
    other = staff_of(office.staff.house, "教育局档案室")
    archivist = await office.browser(office.staff.archivist)
    for asked in ("", "?room=x&day=y", f"?room={office.staff.room}&day=2026-13-40", "?room=1"):
        assert (await archivist.get(f"/forms/register{asked}")).status == 404
    foreign = f"/forms/register?room={other.room}&day={today(office)}"
    assert (await archivist.get(foreign)).status == 404
    posted = await archivist.post("/forms/register", room=str(other.room), day=today(office))
    assert posted.status == 404
    contact = await office.browser(office.staff.contact)
    assert (await contact.get("/desk/register")).status == 404


async def test_an_organs_reading_is_named_to_the_head_only(office: Office) -> None:
    await office.staff.out(DOSSIER, purpose="inspection_and_discipline", source="section")
    archivist = await office.browser(office.staff.archivist)
    address = f"/forms/register?room={office.staff.room}&day={today(office)}"
    await archivist.post("/forms/register", room=str(office.staff.room), day=today(office))
    page = await archivist.get(address)
    assert "另册登记" in page.text
    assert "周文启" not in page.source
    assert "周文启" in (await (await office.browser(office.staff.head)).get(address)).text
