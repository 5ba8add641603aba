"""进门：绑定码只用一次；密码错有话说；猜多了要等；退出后不能再用。

The doors: a code works once, a wrong PIN is told plainly, guessing has to wait, leaving is leaving.
"""

from __future__ import annotations

import re

import aiohttp
import pytest

from bot.web.device_name import device_name
from core.members.codes import code_hash, new_code
from core.members.invite_member import InviteMember
from core.members.member import Role
from tests.support.lending_world import World
from tests.support.served import PIN, Served


@pytest.fixture
async def browser(at: Served):  # type: ignore[no-untyped-def]
    jar = aiohttp.CookieJar(unsafe=True)
    headers = {"Accept": "text/html"}
    async with aiohttp.ClientSession(at.url, cookie_jar=jar, headers=headers) as http:
        yield http


async def _invited(world: World) -> tuple[int, str]:
    code = new_code()
    administrator = world.house.add_member(Role.ADMINISTRATOR)
    someone = world.house.add_member(Role.UNIT_CONTACT, unit=world.unit, bound=False)
    command = InviteMember(member_id=someone, code_hash=code_hash(code))
    await world.house.do(administrator, command)
    return someone, code


async def _bind(
    http: aiohttp.ClientSession, code: str, pin: str, again: str = ""
) -> tuple[int, str]:
    form = {"code": code, "confirm": "yes", "pin": pin, "again": again or pin}
    async with http.post("/bind", data=form, allow_redirects=False) as answer:
        return answer.status, await answer.text()


async def test_a_code_given_in_person_binds_once(
    world: World, browser: aiohttp.ClientSession
) -> None:
    _, code = await _invited(world)
    async with browser.get(f"/bind?code={code}") as page:
        assert "请核对是不是您本人" in await page.text()
    assert (await _bind(browser, code, PIN))[0] == 303
    status, text = await _bind(browser, code, PIN)
    assert status == 403
    assert "这个绑定码不能用" in text


@pytest.mark.parametrize(
    ("pin", "again", "sentence"),
    [
        ("123456", "", "不要用生日、连号"),
        ("abc", "", "六位数字"),
        (PIN, "000001", "两次输入不一样"),
    ],
)
async def test_a_poor_pin_is_sent_back_with_a_sentence(
    world: World, browser: aiohttp.ClientSession, pin: str, again: str, sentence: str
) -> None:
    _, code = await _invited(world)
    status, text = await _bind(browser, code, pin, again)
    assert status == 403
    assert sentence in text


async def test_who_was_bound_before_shows_the_old_pin_on_the_same_page(
    world: World, at: Served, browser: aiohttp.ClientSession
) -> None:
    code, administrator = new_code(), world.house.add_member(Role.ADMINISTRATOR)
    await at.give_pin(world.leader)
    again = InviteMember(member_id=world.leader, code_hash=code_hash(code))
    await world.house.do(administrator, again)
    async with browser.get(f"/bind?code={code}") as page:
        shown = await page.text()
    assert 'name="old"' in shown
    assert "审批人" in shown
    form = {"code": code, "confirm": "yes", "pin": "481902", "again": "481902"}
    async with browser.post("/bind", data={**form, "old": "000000"}) as answer:
        assert "请再输入原来的办理密码" in await answer.text()
    async with browser.post("/bind", data={**form, "old": PIN}, allow_redirects=False) as answer:
        assert answer.status == 303


async def test_a_wrong_pin_and_an_unknown_number_read_the_same(
    world: World, at: Served, browser: aiohttp.ClientSession
) -> None:
    await at.give_pin(world.leader)
    said = []
    for number in (at.number(world.leader), "NOBODY"):
        form = {"member": number, "pin": "000000", "next": "/"}
        async with browser.post("/login", data=form) as answer:
            page = (await answer.text()).replace(number, "")
        said.append((answer.status, re.sub(r'value="[A-Z0-9]{24}"', "", page)))
    assert said[0] == said[1]
    assert "编号与密码对不上" in said[0][1]


async def test_whoever_keeps_guessing_has_to_wait(
    world: World, browser: aiohttp.ClientSession
) -> None:
    for _ in range(30):
        async with browser.get("/bind?code=NOSUCHCODE") as answer:
            assert answer.status == 403
    async with browser.get("/bind?code=NOSUCHCODE") as answer:
        assert answer.status == 429
        assert "请稍等再试" in await answer.text()


async def test_signing_out_ends_the_session(
    world: World, at: Served, browser: aiohttp.ClientSession
) -> None:
    await at.give_pin(world.leader)
    form = {"member": at.number(world.leader), "pin": PIN, "next": "/chat"}
    async with browser.post("/login", data=form) as page:
        csrf = re.search(r'name="danggui-csrf" content="([^"]+)"', await page.text())
    assert csrf is not None
    async with browser.post("/logout", data={"csrf": csrf[1]}) as answer:
        assert answer.url.path == "/login"
    async with browser.get("/chat") as answer:
        assert answer.url.path == "/login"


async def test_a_form_without_our_mark_does_nothing(
    world: World, at: Served, browser: aiohttp.ClientSession
) -> None:
    await at.give_pin(world.leader)
    form = {"member": at.number(world.leader), "pin": PIN, "next": "/chat"}
    await browser.post("/login", data=form)
    async with browser.post("/chat", data={"text": "申请查档"}) as answer:
        assert answer.status == 403
        assert "页面放得太久" in await answer.text()
    assert world.chat.all(world.leader) == []


async def test_next_never_leads_out_of_the_house(
    world: World, at: Served, browser: aiohttp.ClientSession
) -> None:
    await at.give_pin(world.leader)
    for outside in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        form = {"member": at.number(world.leader), "pin": PIN, "next": outside}
        async with browser.post("/login", data=form, allow_redirects=False) as answer:
            assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    ("user_agent", "said"),
    [
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile MicroMessenger/8.0", "手机，微信"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/156 Safari/537.36", "电脑，Chrome 浏览器"),
        ("Mozilla/5.0 (iPad; CPU OS 17) Version/17 Safari/604", "平板，Safari 浏览器"),
        ("Python/3.11 aiohttp/3.14", "程序"),
        ("", "程序"),
    ],
)
def test_a_device_is_named_in_plain_words(user_agent: str, said: str) -> None:
    assert device_name(user_agent) == said
