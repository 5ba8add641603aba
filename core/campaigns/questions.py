"""Questions about campaigns (专项工作): find one, its room, its batches, who takes part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlmodel import Session, col, select

from core.campaigns.campaign import Batch, Campaign, CampaignState, CampaignStep
from core.campaigns.campaign_unit import CampaignUnit
from core.command import Place
from core.errors import NotFound, Stale
from core.members.units import Unit
from core.unit import OpenUnit


class OnCampaign(Protocol):
    """A command about one campaign, named by its reference."""

    @property
    def campaign(self) -> str: ...


class OnCampaignUnit(Protocol):
    """A command about one unit that takes part, named by its reference."""

    @property
    def unit(self) -> str: ...


def room_of_campaign(command: OnCampaign, unit: OpenUnit) -> Place:
    """The room that runs it; raises NotFound."""
    room_id = unit.session.exec(
        select(Campaign.room_id).where(Campaign.ref == command.campaign)
    ).one_or_none()
    if room_id is None:
        raise NotFound
    return Place(room_id=room_id)


def room_of_campaign_unit(command: OnCampaignUnit, unit: OpenUnit) -> Place:
    """The room that runs the campaign in which this unit takes part; raises NotFound."""
    room_id = unit.session.exec(
        select(Campaign.room_id)
        .join(CampaignUnit, col(CampaignUnit.campaign_id) == Campaign.id)
        .where(CampaignUnit.ref == command.unit)
    ).one_or_none()
    if room_id is None:
        raise NotFound
    return Place(room_id=room_id)


def find_campaign(unit: OpenUnit, ref: str, seen_version: int | None = None) -> Campaign:
    """The campaign with this reference, locked for a change. Raises NotFound, Stale."""
    found = unit.session.exec(select(Campaign).where(Campaign.ref == ref).with_for_update()).first()
    if found is None:
        raise NotFound
    if seen_version is not None and found.version != seen_version:
        raise Stale(state=found.state)
    return found


def running_unit(unit: OpenUnit, ref: str) -> tuple[Campaign, CampaignUnit]:
    """A unit that takes part, with its campaign, which must be running; both locked.

    Raises NotFound, ImpossibleStep.
    """
    found = unit.session.exec(
        select(CampaignUnit).where(CampaignUnit.ref == ref).with_for_update()
    ).first()
    if found is None:
        raise NotFound
    campaign = unit.session.get_one(Campaign, found.campaign_id)
    campaign.take(CampaignStep.WORK)
    return campaign, found


@dataclass(frozen=True, slots=True)
class Joined:
    """A unit that takes part, as a list shows it: in which batch, under which name."""

    row: CampaignUnit
    batch: Batch
    name: str

    @property
    def reports(self) -> bool:
        """Whether its figures come back by a workbook."""
        return self.row.unit_id is None


def campaigns_of(session: Session, rooms: Iterable[int]) -> list[Campaign]:
    """The rooms' campaigns, running ones first, the newest of each first."""
    rows = session.exec(
        select(Campaign)
        .where(col(Campaign.room_id).in_(list(rooms)))
        .order_by(col(Campaign.state).desc(), col(Campaign.id).desc())
    )
    return list(rows.all())


def campaign_in(session: Session, ref: str, rooms: Iterable[int]) -> Campaign:
    """One campaign of these rooms; raises NotFound."""
    found = session.exec(
        select(Campaign).where(Campaign.ref == ref, col(Campaign.room_id).in_(list(rooms)))
    ).first()
    if found is None:
        raise NotFound
    return found


def batches_of(session: Session, campaign_id: int | None) -> list[Batch]:
    rows = session.exec(
        select(Batch).where(Batch.campaign_id == campaign_id).order_by(col(Batch.nth))
    )
    return list(rows.all())


def joined_units(session: Session, campaign_id: int | None) -> list[Joined]:
    """Who takes part, by batch and in the order in which they were added: never by their figures."""
    rows = session.exec(
        select(CampaignUnit, Batch, Unit.name)
        .join(Batch, col(Batch.id) == CampaignUnit.batch_id)
        .outerjoin(Unit, col(Unit.id) == CampaignUnit.unit_id)
        .where(CampaignUnit.campaign_id == campaign_id)
        .order_by(col(Batch.nth), col(CampaignUnit.id))
    ).all()
    return [Joined(row, batch, name or row.name) for row, batch, name in rows]


@dataclass(frozen=True, slots=True)
class UnitsTurn:
    """What a unit's people are told: which campaign, which batch, from when to when."""

    campaign: str
    title: str
    nth: int
    starts_on: date
    due_on: date
    codes: tuple[str, ...]


def turns_of_units(session: Session, units: Iterable[int]) -> dict[int, list[UnitsTurn]]:
    """Running campaigns in which these units take part, the earliest due first."""
    rows = session.exec(
        select(CampaignUnit.unit_id, Campaign, Batch)
        .join(Campaign, col(Campaign.id) == CampaignUnit.campaign_id)
        .join(Batch, col(Batch.id) == CampaignUnit.batch_id)
        .where(col(CampaignUnit.unit_id).in_(list(units)), Campaign.state == CampaignState.RUNNING)
        .order_by(col(Batch.due_on), col(Campaign.id))
    ).all()
    found: dict[int, list[UnitsTurn]] = {}
    for unit_id, campaign, batch in rows:
        turn = UnitsTurn(
            campaign.ref, campaign.title, batch.nth, batch.starts_on, batch.due_on, campaign.codes
        )
        found.setdefault(unit_id or 0, []).append(turn)
    return found
