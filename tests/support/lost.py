"""查找一卷 / A missing volume played to a state by real commands, step by step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlmodel import select

from core.clock import local_date
from core.command import Command
from core.custody.check_return import SettleDiscrepancy
from core.holdings.dossier import Slot, Volume
from core.lost.approve_rebuilding import ApproveRebuilding
from core.lost.ask_pages_back import AskPagesBack
from core.lost.ask_source import AskSource, SettleSource
from core.lost.check_shelf import CheckShelf
from core.lost.compare_found import CompareFound
from core.lost.confirm_lost import ConfirmLost
from core.lost.decide_found import DecideFound
from core.lost.keep_look import KeepLook
from core.lost.print_loss_report import PrintLossReport
from core.lost.rebuilding import RebuildSource
from core.lost.report_missing import ReportMissing
from core.lost.say_found import SayFound
from core.lost.search import Search
from core.lost.shelve_rebuilt import ShelveRebuilt
from core.members.member import Role
from core.outcome import Outcome
from tests.support.house import House
from tests.support.lending import Lending, a_case

SLOT, SPARE = "A-01-1", "A-01-2"


class Searching(Lending):
    """The room, a colleague at the same counter, and slots of one shelf."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self._furnish()

    @classmethod
    def beside(cls, world: Lending) -> Searching:
        """The same room and people, with what a search needs besides."""
        searching = cls.__new__(cls)
        searching.__dict__.update(world.__dict__)
        searching._furnish()
        return searching

    def _furnish(self) -> None:
        house = self.house
        self.colleague = house.add_member(Role.ARCHIVIST, room=self.room)
        self.slots = {code: self._slot(code) for code in (SLOT, SPARE, "B-01-1")}
        self.label = self.kept.labels[0]
        if self.volume(self.label).slot_id is None:
            self.put(self.label, SLOT)

    def _slot(self, code: str) -> int:
        known = {slot.code: slot.id for slot in self.house.all(Slot)}
        return known.get(code) or self.house.keep(Slot(room_id=self.room, code=code))

    def put(self, label: str, slot: str) -> None:
        volume = self.volume(label)
        volume.slot_id = self.slots[slot]
        self.house.keep(volume)

    def volume(self, label: str) -> Volume:
        with self.house.looking() as session:
            return session.exec(select(Volume).where(Volume.label == label)).one()

    def search(self, ref: str) -> Search:
        with self.house.looking() as session:
            return session.exec(select(Search).where(Search.ref == ref)).one()

    async def report(self, label: str = "", **more: Any) -> Outcome:
        command = ReportMissing(label=label or self.label, noticed="shelf")
        return await self.house.do(self.archivist, replace(command, **more))

    async def missing(self, label: str = "") -> str:
        """A search that was just opened; gives its reference."""
        return str((await self.report(label)).data["search"])

    def step(self, name: str, ref: str, **more: Any) -> Command:
        """The command of a step of the search, in order, with some of its fields changed."""
        version = {"seen_version": self.search(ref).version}
        known: dict[str, Any] = {
            "look": lambda: KeepLook(search=ref, with_whom="钱五", place="A 架", result="没有"),
            "say_found": lambda: SayFound(search=ref, place="B 架顶层"),
            "refute": lambda: CompareFound(search=ref, is_it=False, note="是同名", **version),
            "clear": lambda: CompareFound(search=ref, is_it=True, agrees=True, **version),
            "compare": lambda: CompareFound(
                search=ref, is_it=True, agrees=False, note="少 2 页", **version
            ),
            "confirm_lost": lambda: ConfirmLost(
                search=ref, addressee="省委组织部", early_reason="已逐架找遍", **version
            ),
            "print_report": lambda: PrintLossReport(search=ref),
            "check_shelf": lambda: CheckShelf(search=ref, with_whom="钱五", result="其余都在"),
            "approve_rebuilding": lambda: ApproveRebuilding(
                search=ref, organ="省委组织部", document="组复〔2026〕9号", **version
            ),
            "ask_source": lambda: AskSource(
                search=ref,
                kind="school",
                name="青川一中",
                letter="函〔2026〕3号",
                due_on=local_date(self.house.clock.now()) + timedelta(days=30),
            ),
            "settle_source": lambda: SettleSource(
                search=ref, source=self.last_source(ref), outcome="received"
            ),
            "shelve_rebuilt": lambda: ShelveRebuilt(
                search=ref, slot=SPARE, pieces=20, pages=88, with_whom="钱五", **version
            ),
            "restore": lambda: DecideFound(
                search=ref, restore=True, words="恢复使用", document="组复〔2026〕12号", **version
            ),
            "set_aside": lambda: DecideFound(
                search=ref, restore=False, words="另存", document="组复〔2026〕12号", **version
            ),
        }
        return replace(known[name](), **more)

    def last_source(self, ref: str) -> int:
        asked = self.house.all(RebuildSource)
        own = self.search(ref).id
        return max((it.id or 0 for it in asked if it.search_id == own), default=0)

    async def do(self, name: str, ref: str, who: int | None = None, **more: Any) -> Outcome:
        """Take a step as whoever usually takes it."""
        usual = {
            "say_found": self.archivist,
            **dict.fromkeys(("refute", "clear", "compare"), self.colleague),
            **dict.fromkeys(
                ("confirm_lost", "approve_rebuilding", "restore", "set_aside"), self.head
            ),
        }.get(name, self.archivist)
        return await self.house.do(who or usual, self.step(name, ref, **more))

    async def play(self, ref: str, *steps: str) -> str:
        for name in steps:
            done = await self.do(name, ref)
            assert done.done, (name, done)
        return ref

    async def in_state(self, state: str, label: str = "") -> str:
        """A search in this state; gives its reference."""
        return await self.play(await self.missing(label), *WAYS[state])


_LOST = ("look", "confirm_lost")
_REBUILDING = (*_LOST, "approve_rebuilding", "ask_source")
_REBUILT = (*_REBUILDING, "settle_source", "shelve_rebuilt")
WAYS: dict[str, tuple[str, ...]] = {
    "searching": (),
    "lost": _LOST,
    "rebuilding": _REBUILDING,
    "rebuilt": _REBUILT,
    "compared": (*_REBUILT, "say_found", "clear"),
    "found": ("say_found", "clear"),
    "set_aside": (*_REBUILT, "say_found", "clear", "set_aside"),
}


async def add_searches(world: Lending, cases: dict[str, str]) -> None:
    """A search in each state, by the state's name: the same people, another view of the room."""
    searching = Searching.beside(world)
    for state in ("searching", "lost", "rebuilding", "compared"):
        label = world.shelve(f"GB-S-{state}", name="卫三").labels[0]
        searching.put(label, "B-01-1")
        cases[f"search_{state}"] = await searching.in_state(state, label)
    label = world.shelve("GB-S-claimed", name="卫三").labels[0]
    claimed = await searching.play(await searching.missing(label), "look", "say_found")
    cases["search_claimed"] = claimed
    cases["missable"] = world.shelve("GB-S-there", name="卫三").labels[0]
    full = await searching.in_state("rebuilding", world.shelve("GB-S-full", name="卫三").labels[0])
    cases["search_full"] = await searching.play(full, "settle_source")
    for name in ("pages_gone", "pages_asked", "pages_settled"):
        dossier = world.shelve(f"GB-S-{name}", name="卫三").number
        cases[name] = await a_case(world, "returned", world.application(dossier=dossier))
        await world.check(world.labels(cases[name])[0], agrees=False, kind="pages_missing")
    asked = AskPagesBack(label=world.labels(cases["pages_asked"])[0], due_on=date(2099, 1, 1))
    await world.house.do(world.archivist, asked)
    settled = SettleDiscrepancy(label=world.labels(cases["pages_settled"])[0], resolution="已补")
    await world.house.do(world.head, settled)
