"""我的账号、日志首签、制度手册、静态资源 / One's own account, the log's head, the handbook, the assets."""

from __future__ import annotations

from core.audit.heads import parse_head_text
from core.members.member import Role
from tests.support.desk import PIN, Office


async def test_a_session_is_ended_from_the_list(office: Office) -> None:
    there = await office.browser(office.staff.contact)
    async with office.doors:
        page = await there.get("/account")
        assert "测试浏览器（本机）" in page.text
        gone = await there.post("/account/sessions/revoke", session="NOSUCH")
        assert "没有可以在这里办理的事项" in gone.text


async def test_a_new_pin_needs_the_old_one(office: Office) -> None:
    browser = await office.browser(office.staff.contact)
    new = {"pin": "385016", "again": "385016"}
    assert "办理密码不对" in (await browser.post("/account/pin", new, old="111222")).text
    assert (
        "两次输入不一样" in (await browser.post("/account/pin", pin="385016", again="385017")).text
    )
    weak = {"pin": "123456", "again": "123456", "old": PIN}
    assert "不要用生日" in (await browser.post("/account/pin", weak)).text
    assert "密码已改" in (await browser.post("/account/pin", new, old=PIN)).text


async def test_the_head_is_signed_printed_and_read_again(office: Office) -> None:
    await office.printed()
    auditor = await office.browser(office.staff.house.add_member(Role.AUDITOR))
    assert "还没有首签" in (await auditor.get("/desk/log")).text
    page = await auditor.post("/desk/log", press="sign")
    text = page.text.split("首签全文 ")[1].split(" 这一页")[0]
    assert parse_head_text(text).size > 0
    assert "前后相接，没有改动" in (await auditor.post("/desk/log", press="verify")).text


async def test_the_handbook_is_searched(office: Office) -> None:
    browser = await office.browser(office.staff.contact)
    assert "三不借" in (await browser.get("/handbook")).text
    page = await browser.get("/handbook?q=亲属")
    assert "亲属关系" in page.text
    assert "没有领导签字" not in page.text
    assert "没有找到这一条" in (await browser.get("/handbook?q=火箭")).text


async def test_assets_are_asked_about_again_and_not_sent_again(office: Office) -> None:
    browser = await office.browser(office.staff.contact)
    async with browser.client.get("/static/counter.js") as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.content_type == "text/javascript"
        tag = answer.headers["ETag"]
    async with browser.client.get("/static/counter.js", headers={"If-None-Match": tag}) as answer:
        assert answer.status == 304
    async with browser.client.get("/favicon.ico") as answer:
        assert answer.content_type == "image/svg+xml"
    async with browser.client.get("/static/../app.py") as answer:
        assert answer.status == 404
