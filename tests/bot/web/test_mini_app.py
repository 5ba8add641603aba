"""在 Telegram 里打开：启动数据要验签、不过期、只用一次，再加办理密码，换来我们自己的一小时登录。
Inside Telegram: the launch is verified, fresh and good once; with the PIN it becomes our own session.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
import pytest_asyncio
from aiohttp import ClientSession, CookieJar

import bot.schema  # noqa: F401 — the channels' own tables
from bot.channels.telegram.rows import NAME
from bot.replies.words import error_words
from bot.settings import Settings
from bot.story.bot_api import TOKEN
from core.members.pins import pin_digest
from core.members.proofs import Pin, SignIn
from core.outbox.reach import Reach
from tests.support.house import House, a_house
from tests.support.launch import a_launch
from tests.support.lending import Lending
from tests.support.web import a_site

PIN, PERSON = "274913", 7003


@dataclass
class Phone:
    """A web view inside Telegram."""

    lending: Lending
    client: ClientSession

    @property
    def house(self) -> House:
        return self.lending.house

    def launch(self, ago: int = 0, person: int = PERSON, token: str = TOKEN) -> str:
        return a_launch(person, self.house.clock.now() - timedelta(seconds=ago), token)

    async def open(self, launch: str, pin: str = PIN) -> tuple[int, str]:
        """Status, and where it leads or what it says."""
        data = {"launch": launch, "pin": pin}
        async with self.client.post("/app", data=data, allow_redirects=False) as answer:
            return answer.status, answer.headers.get("Location", "") or await answer.text()

    async def status(self, path: str) -> int:
        async with self.client.get(path) as answer:
            return answer.status


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture
async def phone(house: House, tmp_path: Path) -> AsyncIterator[Phone]:
    lending, now = Lending(house), house.clock.now()
    who, here = lending.archivist, str(PERSON)
    house.keep(Pin(member_id=who, digest=await pin_digest(PIN, str(who)), set_at=now))
    house.keep(Reach(channel=NAME, member_id=who, address=here, person=here, bound_at=now))
    settings = Settings(data_dir=tmp_path, telegram_token=TOKEN)
    async with (
        a_site(house, tmp_path, settings=settings) as site,
        ClientSession(site.make_url("/"), cookie_jar=CookieJar(unsafe=True)) as client,
    ):
        yield Phone(lending, client)


async def test_a_good_launch_and_the_pin_open_the_counter(phone: Phone) -> None:
    assert await phone.open(phone.launch()) == (303, "/")
    assert await phone.status("/counter") == 200


async def test_the_session_is_our_own_and_ends_within_the_hour(phone: Phone) -> None:
    await phone.open(phone.launch())
    (session,) = phone.house.all(SignIn)
    assert session.member_id == phone.lending.archivist
    assert session.expires_at - session.created_at == timedelta(hours=1)


async def test_a_launch_serves_once(phone: Phone) -> None:
    launch = phone.launch()
    await phone.open(launch)
    status, said = await phone.open(launch)
    assert status == 403
    assert "重新打开" in said
    assert len(phone.house.all(SignIn)) == 1


async def test_a_wrong_pin_opens_nothing_and_the_launch_may_be_tried_again(phone: Phone) -> None:
    launch = phone.launch()
    status, said = await phone.open(launch, "918273")
    assert status == 403
    assert "办理密码" in said
    assert phone.house.all(SignIn) == []
    assert (await phone.open(launch))[0] == 303


@pytest.mark.parametrize("ago", [601, -120])
async def test_a_launch_of_another_time_is_refused(phone: Phone, ago: int) -> None:
    assert (await phone.open(phone.launch(ago)))[0] == 403
    assert phone.house.all(SignIn) == []


async def test_a_launch_signed_by_another_bot_is_refused(phone: Phone) -> None:
    assert (await phone.open(phone.launch(token="1:other")))[0] == 403


@pytest.mark.parametrize("field", ["user", "auth_date", "query_id", "signature", "more"])
async def test_a_launch_in_which_anything_was_changed_is_refused(phone: Phone, field: str) -> None:
    fields = dict(parse_qsl(phone.launch()))
    fields[field] = fields.get(field, "") + "1"
    assert (await phone.open(urlencode(fields)))[0] == 403


@pytest.mark.parametrize("data", ["", "hash=", "hash=ä", "%00=&user={}", "x" * 9000])
async def test_nonsense_is_refused(phone: Phone, data: str) -> None:
    assert (await phone.open(data))[0] == 403


async def test_who_is_not_bound_gets_the_same_answer_as_for_a_wrong_pin(phone: Phone) -> None:
    _, of_stranger = await phone.open(phone.launch(person=999))
    _, of_wrong = await phone.open(phone.launch(), "918273")
    said = error_words("wrong_pin")[1]
    assert said in of_stranger
    assert said in of_wrong


async def test_a_binding_that_was_revoked_opens_nothing(phone: Phone) -> None:
    (reach,) = phone.house.all(Reach)
    reach.revoked_at = phone.house.clock.now()
    phone.house.keep(reach)
    assert (await phone.open(phone.launch()))[0] == 403


async def test_without_a_bot_there_is_no_such_door(phone: Phone, tmp_path: Path) -> None:
    async with (
        a_site(phone.house, tmp_path) as site,
        ClientSession(site.make_url("/")) as client,
        client.post("/app", data={"launch": phone.launch(), "pin": PIN}) as answer,
    ):
        assert answer.status == 403


async def test_only_this_page_may_stand_in_telegrams_frame(phone: Phone) -> None:
    async with phone.client.get("/app") as answer:
        assert "frame-ancestors https://web.telegram.org" in answer.headers[CSP]
        assert "X-Frame-Options" not in answer.headers
    async with phone.client.get("/login") as answer:
        assert "frame-ancestors 'none'" in answer.headers[CSP]
        assert answer.headers["X-Frame-Options"] == "DENY"


async def test_outside_telegram_the_page_names_the_other_way(phone: Phone) -> None:
    async with phone.client.get("/app") as answer:
        said = await answer.text()
    assert "用编号和密码登录" in said
    assert "telegram.org" not in said


CSP = "Content-Security-Policy"
