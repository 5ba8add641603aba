"""制度手册页：各看本室的规定，本室的清单填好，与通用规定的不同写在最前面。
The handbook page: the room's own book, its lists filled in, what differs from ours in sight.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

import bot.schema  # noqa: F401 — the chat's own tables
from core.members.member import Role
from core.members.room import Room
from tests.support.house import a_house
from tests.support.lending_world import World, a_dossier, a_world
from tests.support.room_rules import law_with
from tests.support.web import Browser, a_site, quoted, signed_in_client

ROOM, OTHER, THIRD = "组织部档案室", "卫健档案室", "教育档案室"


@pytest.fixture
def ruled(tmp_path: Path) -> Iterator[World]:
    """The first room has rules of its own; the second keeps one of the unit's dossiers."""
    with a_house(tmp_path, law=law_with(tmp_path / "rules", ROOM)) as house:
        world = a_world(house)
        other = house.keep(Room(name=OTHER, short_name="卫档", lending_reasons="退休审核"))
        house.add_room(THIRD)
        a_dossier(house, other, world.unit, "WJ-00001", "周无忌")
        yield world


@asynccontextmanager
async def browsing(world: World, member: int, folder: Path) -> AsyncIterator[Browser]:
    async with (
        a_site(world.house, folder) as server,
        signed_in_client(world.house, server, member) as browser,
    ):
        yield browser


async def test_a_contact_reads_the_unit_s_room_and_what_it_has_changed(
    ruled: World, tmp_path: Path
) -> None:
    async with browsing(ruled, ruled.contact, tmp_path) as browser:
        text = (await browser.get("/handbook")).text
    assert f"{ROOM}适用" in text
    own = text.split("本室与通用规定的不同 ")[1]
    assert "本室查档应为 3 人以上 本室增补" in own
    assert "内容：7 个工作日 → 5 个工作日" in own
    assert "本单位有逾期未还的档案，归还前不再外借 本室取消" in own


async def test_the_other_room_s_book_is_a_link_and_has_its_own_list_filled_in(
    ruled: World, tmp_path: Path
) -> None:
    async with browsing(ruled, ruled.contact, tmp_path) as browser:
        assert f"/handbook?room={quoted(OTHER)}" in (await browser.get("/handbook")).source
        text = (await browser.get(f"/handbook?room={quoted(OTHER)}")).text
        foreign = await browser.get(f"/handbook?room={quoted(THIRD)}")
    assert "内容：（空） → 退休审核" in text
    assert "本室查档应为 3 人以上" not in text
    assert foreign.status == 404


async def test_a_search_stays_in_the_room(ruled: World, tmp_path: Path) -> None:
    async with browsing(ruled, ruled.contact, tmp_path) as browser:
        page = await browser.get(f"/handbook?room={quoted(OTHER)}&q=期限")
    assert page.hidden("room") == OTHER
    assert "没有领导签字" not in page.text


async def test_an_auditor_may_read_every_room_s_book(ruled: World, tmp_path: Path) -> None:
    auditor = ruled.house.add_member(Role.AUDITOR)
    async with browsing(ruled, auditor, tmp_path) as browser:
        page = await browser.get(f"/handbook?room={quoted(THIRD)}")
    assert (page.status, f"{THIRD}适用" in page.text) == (200, True)
    assert "本室与通用规定的不同" not in page.text
