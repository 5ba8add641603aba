"""补录的两个人 / Late entry as two people do it: one writes down, another confirms, the head settles."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from core.custody.custody import Custody
from core.holdings.dossier import Volume
from core.members.member import Role
from core.outage.confirm_late import ConfirmLate
from core.outage.enter_late import EnterLateHandOver, EnterLatePause, EnterLateReturn
from core.outage.enter_late_application import EnterLateApplication
from core.outage.late_entry import LateEntry
from core.outage.paper_application import PaperSignature
from core.outage.paper_checked import PaperChecked
from core.outage.settle_late import SettleLate
from core.outcome import Outcome
from tests.support.house import House
from tests.support.lending import Lending

ALL_SEEN = PaperChecked(
    signed=True,
    sealed=True,
    dated=True,
    matches=True,
    party_certified=True,
    avoidance_signed=True,
    labelled=True,
    listed=True,
    cards=2,
    counted=True,
    packed=True,
)


class LateRoom(Lending):
    """The room, with a second archivist who confirms."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self.colleague = house.add_member(Role.ARCHIVIST, room=self.room)

    async def left(self, ref: str, at: datetime, **more: Any) -> Outcome:
        """A hand-over on paper, entered and confirmed."""
        label = more.pop("label", None) or self.labels(ref)[0]
        seen = more.pop("seen", ALL_SEEN)
        said = EnterLateHandOver(request=ref, label=label, occurred_at=at, seen=seen, **more)
        return await self.both(said)

    async def came(self, label: str, at: datetime, *, counted: bool = True) -> Outcome:
        return await self.both(
            EnterLateReturn(label=label, occurred_at=at, returner="李一", counted=counted)
        )

    async def paused(self, label: str, at: datetime) -> Outcome:
        return await self.both(EnterLatePause(label=label, occurred_at=at))

    async def both(self, command: Any) -> Outcome:
        """Entered by the archivist, confirmed by the colleague; gives the second outcome."""
        entered = await self.house.do(self.archivist, command)
        assert entered.done, entered
        return await self.confirm(entered.data["entry"])

    async def confirm(self, entry: str, who: int | None = None, **how: Any) -> Outcome:
        command = ConfirmLate(entry=entry, seen_version=self.entry(entry).version)
        return await self.house.do(who or self.colleague, command, **how)

    async def settle(self, entry: str, verdict: str, reason: str = "已核实") -> Outcome:
        version = self.entry(entry).version
        command = SettleLate(entry=entry, verdict=verdict, reason=reason, seen_version=version)
        return await self.house.do(self.head, command)

    def on_paper(
        self, at: datetime, signed: dict[str, datetime], **changes: Any
    ) -> EnterLateApplication:
        """A form filled in at `at`, signed for each step at its time."""
        signers = {"unit_sign": self.leader, "room_review": self.head}
        asked = replace(self.application(), channel="counter", source="walk_in", **changes)
        return EnterLateApplication(
            application=asked,
            signatures=tuple(
                PaperSignature(step=step, signed_by=signers[step], at=when)
                for step, when in signed.items()
            ),
            occurred_at=at,
        )

    def entry(self, ref: str) -> LateEntry:
        return next(entry for entry in self.house.all(LateEntry) if entry.ref == ref)

    def custodies(self, label: str) -> list[Custody]:
        volume = next(v.id for v in self.house.all(Volume) if v.label == label)
        found = [c for c in self.house.all(Custody) if c.volume_id == volume]
        return sorted(found, key=lambda custody: custody.opened_at)
