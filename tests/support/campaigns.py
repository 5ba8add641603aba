"""专项工作的一间档案室 / A room that runs a campaign: three units with cadres, and gaps written straight in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from core.campaigns.add_batch import AddBatch
from core.campaigns.add_units import AddUnits
from core.campaigns.begin_campaign import BeginCampaign
from core.campaigns.campaign import Campaign
from core.campaigns.campaign_unit import CampaignUnit
from core.campaigns.progress import Progress, progress_of
from core.clock import local_date
from core.gaps.gap import Gap
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.materials.material import Material
from core.members.member import Role
from core.outcome import Outcome
from tests.support.house import House

UNITS = ("市财政局", "市教育局", "市水利局")
NOTICE = "组通〔2026〕18号"


class Campaigning:
    """Who runs it, who takes part, and each step as they take it."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.room = house.add_room("组织部档案室")
        self.units = [house.add_unit(self.room, name) for name in UNITS]
        self.head = house.add_member(Role.HEAD, room=self.room)
        self.archivist = house.add_member(Role.ARCHIVIST, room=self.room)
        self.contact = house.add_member(Role.UNIT_CONTACT, unit=self.units[0])
        self.leader = house.add_member(Role.APPROVER, unit=self.units[0])
        self.dossiers = [
            house.keep(
                Dossier(
                    number=f"GB-{nth:05}",
                    cadre_id=house.keep(Cadre(name=f"周{nth}", unit_id=unit)),
                    room_id=self.room,
                )
            )
            for nth, unit in enumerate(self.units, start=1)
        ]

    @property
    def today(self) -> date:
        return local_date(self.house.clock.now())

    async def begin(self, title: str = "档案全覆盖专项工作", **more: Any) -> str:
        """A campaign with one batch of thirty days; gives its reference."""
        command = BeginCampaign(room_id=self.room, title=title, document=NOTICE, **more)
        outcome = await self.house.do(self.head, command)
        assert outcome.done, outcome
        ref = str(outcome.data["campaign"])
        assert (await self.add_batch(ref)).done
        return ref

    async def add_batch(self, ref: str, days: int = 30) -> Outcome:
        due_on = self.today + timedelta(days=days)
        command = AddBatch(campaign=ref, starts_on=self.today, due_on=due_on)
        return await self.house.do(self.archivist, command)

    async def add(self, ref: str, *names: str, nth: int = 1, **more: Any) -> Outcome:
        command = AddUnits(campaign=ref, nth=nth, names=names, **more)
        return await self.house.do(self.archivist, command)

    def gap(self, unit: int, kind: str = "3-1", state: str = "open", **more: Any) -> int:
        """A gap of the `unit`th unit (from 0), in this state."""
        taken = len(self.house.all(Gap))
        row: dict[str, Any] = {"owner": "unit", "seen_by": "contact"}
        row |= {"found_at": self.house.clock.now(), "state": state, "occasion": str(taken)} | more
        if state == "closed":
            row["material_id"] = self.house.keep(
                Material(dossier_id=self.dossiers[unit], class_code="3", title="登记表")
            )
        if state == "explained":
            row["explanation"] = "说明〔2026〕1号"
        unit_id = self.units[unit]
        return self.house.keep(
            Gap(dossier_id=self.dossiers[unit], unit_id=unit_id, kind=kind, **row)
        )

    def campaign(self, ref: str) -> Campaign:
        (found,) = [it for it in self.house.all(Campaign) if it.ref == ref]
        return found

    def joined(self, name: str = "", unit: int | None = None) -> CampaignUnit:
        """The row of who reports under this name, or of the `unit`th unit."""
        unit_id = None if unit is None else self.units[unit]
        (found,) = [
            it for it in self.house.all(CampaignUnit) if (it.name, it.unit_id) == (name, unit_id)
        ]
        return found

    def progress(self, ref: str) -> Progress:
        with self.house.looking() as session:
            return progress_of(session, self.campaign(ref), self.today)
