"""演示档案室和各状态小样 / Two houses that have something on every page, and who walks through them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from sqlmodel import Session, col, select

import bot.schema  # noqa: F401 — the chat's own tables
from bot import assembly
from bot.certs.authority import new_authority
from bot.certs.files import authority_in, store
from bot.channels.webchat.hub import Hub
from bot.demo.build import build_demo
from bot.demo.invented_staff import BY_NAME
from bot.emergency_kit import make_kit
from bot.sender import Sender
from bot.settings import Settings
from core.holdings.dossier import Dossier, Slot
from core.members.member import Member
from core.members.room import Room
from core.principal import Principal
from core.register.write_up_day import WriteUpDay
from core.requests.request import Request
from tests.support.authorisation import a_small_world, people
from tests.support.clock import MORNING, FixedClock
from tests.support.every_piece import inspected, links
from tests.support.house import House, a_house
from tests.support.walking import Walk
from tests.support.web import a_site, signed_in_client

DOSSIERS = 300
TYPED = ("number", "dossiers", "dossier", "from", "to")
AFTERNOON, DAY_BEFORE = MORNING + timedelta(hours=6, minutes=30), date(2026, 11, 24)
OPEN_TO_ALL = ("/login", "/bind", "/app", "/certs")
PERSONAS = (
    *("archivist", "head", "archivist-hr", "contact-a", "leader", "authority"),
    *("administrator", "security", "auditor"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A house that is served: who walks there, what they type, where else they begin than at home."""

    name: str
    house: House
    server: TestServer
    people: dict[str, int]
    typed: dict[str, dict[str, str]]
    first: dict[str, tuple[str, ...]]

    async def walk(self) -> Walk:
        """Through everything that anyone here can reach, a guest ("") first."""
        walk = Walk(self.name)
        async with ClientSession(self.server.make_url("/")) as guest:
            await walk.of("", guest, {}, self.first.get("", ()))
        for who, member in self.people.items():
            async with signed_in_client(self.house, self.server, member) as browser:
                await walk.of(
                    who, browser.client, self.typed.get(who, {}), ("/", *self.first.get(who, ()))
                )
        return walk


@asynccontextmanager
async def the_demo(folder: Path) -> AsyncIterator[Place]:
    """The demo as `danggui demo` makes it, of few dossiers, on a Wednesday afternoon."""
    settings = Settings(data_dir=folder, database_url=f"sqlite:///{folder / 'house.db'}")
    with a_house(folder, clock=FixedClock(AFTERNOON)) as house:
        intake = assembly.intake_of(settings)
        sender = Sender(house.dispatch, {})
        built = assembly.House(settings, house.dispatch, Hub(), sender, intake)
        await build_demo(built, DOSSIERS)
        authority, key = new_authority("Danggui", ["danggui.local"], AFTERNOON)
        store(authority_in(settings.keys_dir), [authority], key)
        who, room, typed = await house.dispatch.ask(_of_demo)
        keeper = Principal.member(who["archivist"], "web")
        assert (await make_kit(house.dispatch, folder, keeper, room, "kit")).done
        assert (await house.do(who["archivist"], WriteUpDay(room_id=room, day=DAY_BEFORE))).done
        first = {"": OPEN_TO_ALL, "archivist": _cases(house, room, "/desk/cases/")}
        keeps = dict.fromkeys(("archivist", "head"), typed)
        async with a_site(house, folder, is_demo=True, intake=intake, settings=settings) as server:
            yield Place("demo", house, server, who, keeps, first)


def _of_demo(session: Session) -> tuple[dict[str, int], int, dict[str, str]]:
    """The personas, the first room, and what is typed there: a dossier of it, a slot."""
    room = session.exec(select(Room.id).order_by(col(Room.id))).first() or 0
    kept = select(Dossier.number).where(Dossier.room_id == room).order_by(col(Dossier.id))
    slot = session.exec(select(Slot.code).where(Slot.room_id == room)).first() or ""
    members = dict(session.exec(select(Member.number, Member.id)).all())
    who = {name: members[BY_NAME[name].number] or 0 for name in PERSONAS}
    number = session.exec(kept).first() or ""
    return who, room, {**dict.fromkeys(TYPED, number), "slots": slot}


def _cases(house: House, room: int, *pages: str) -> tuple[str, ...]:
    refs = [it.ref for it in house.all(Request) if it.room_id == room]
    return tuple(page + ref for page in pages for ref in refs)


@asynccontextmanager
async def each_state(folder: Path) -> AsyncIterator[Place]:
    """A case in each state and each mode, an inspection in the middle, links out of a chat."""
    with a_house(folder) as house:
        t = await a_small_world(house)
        who = {name: getattr(t.world, name) for name in ("contact", "leader", "archivist", "head")}
        who |= {"administrator": people(t)["officers"]["administrator"], "deputy": t.deputy}
        who["inspector"], sent = await inspected(house)
        first = await house.dispatch.work(lambda session: links(session, t, sent, who["inspector"]))
        first["archivist"] = _cases(house, t.world.room, "/desk/cases/", "/counter?case=")
        intake = assembly.intake_of(Settings(data_dir=folder))
        async with a_site(house, folder, intake=intake) as server:
            yield Place("states", house, server, who, {}, first)
