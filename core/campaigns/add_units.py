"""Add units to a batch (单位编入批次): the rooms' own by their name, others as those who report.

One name a line; what is not a unit of the room is taken for a county or an enterprise only where it
is meant so, because a mistyped name would otherwise never be counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.campaigns.campaign import Batch, Campaign, CampaignStep
from core.campaigns.campaign_unit import CampaignUnit
from core.campaigns.events import UnitsJoined
from core.campaigns.questions import find_campaign, joined_units, room_of_campaign
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, CodedError, NotFound
from core.members.entered import Taken, entered
from core.members.member import ROOM_ROLES
from core.members.units import SECTION, Unit
from core.unit import OpenUnit

MOST = 500  # names at once


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUnits(Command):
    """`names` are units of the campaign's room; `outside` have no Danggui and report by workbook."""

    campaign: str
    nth: int
    names: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    # All units of the room that take part in no batch yet, besides those named.
    rest: bool = False


@use_case(AddUnits, roles=ROOM_ROLES, place=room_of_campaign)
def add_units(command: AddUnits, unit: OpenUnit) -> Answer:
    """All of them or none. Raises NotFound for the batch, ImpossibleStep, Taken, BadValue."""
    campaign = find_campaign(unit, command.campaign)
    campaign.take(CampaignStep.WORK)
    batch = _batch(unit, campaign, command.nth)
    taking_part = joined_units(unit.session, campaign.id)
    ours = _ours(unit, campaign, command, {it.row.unit_id for it in taking_part})
    outside = _outside(unit, command, {it.name for it in taking_part})
    if not ours and not outside:
        raise BadValue(field="names")
    unit.session.add_all(_joining(unit, batch, unit_id=unit_id) for unit_id in ours)
    unit.session.add_all(_joining(unit, batch, name=name) for name in outside)
    unit.session.flush()
    unit.record(
        UnitsJoined(
            ref=campaign.ref,
            nth=batch.nth,
            units=tuple(ours),
            outside=len(outside),
            covers=campaign.covers,
            due_on=batch.due_on,
        )
    )
    return Done({"units": len(ours), "outside": len(outside)})


def _joining(
    unit: OpenUnit, batch: Batch, unit_id: int | None = None, name: str = ""
) -> CampaignUnit:
    assert unit.principal.member_id is not None
    return CampaignUnit(
        campaign_id=batch.campaign_id,
        batch_id=batch.id or 0,
        unit_id=unit_id,
        name=name,
        added_by=unit.principal.member_id,
        added_at=unit.now,
    )


def _batch(unit: OpenUnit, campaign: Campaign, nth: int) -> Batch:
    found = unit.session.exec(
        select(Batch).where(Batch.campaign_id == campaign.id, Batch.nth == nth)
    ).first()
    if found is None:
        raise NotFound
    return found


def _ours(
    unit: OpenUnit, campaign: Campaign, command: AddUnits, taken: set[int | None]
) -> list[int]:
    """Ids of the named units, then of the rest where it is asked for."""
    rows = unit.session.exec(
        select(Unit.id, Unit.name)
        .where(Unit.room_id == campaign.room_id, Unit.nature != SECTION)
        .order_by(col(Unit.id))
    ).all()
    known = {name: unit_id or 0 for unit_id, name in rows}
    names = _named(command.names)
    _none("names", BadValue, [name for name in names if name not in known])
    _none("names", Taken, [name for name in names if known[name] in taken])
    rest = [unit_id for unit_id in known.values() if command.rest and unit_id not in taken]
    return list(dict.fromkeys([*(known[name] for name in names), *rest]))


def _outside(unit: OpenUnit, command: AddUnits, taken: set[str]) -> list[str]:
    names = _named(command.outside)
    ours = set(unit.session.exec(select(Unit.name).where(col(Unit.name).in_(names))).all())
    _none("outside", BadValue, [name for name in names if name in ours])
    _none("outside", Taken, [name for name in names if name in taken])
    return names


def _none(field: str, error: type[CodedError], names: list[str]) -> None:
    """Raises the error with every name that is in its way."""
    if names:
        raise error(field=field, value="、".join(names))


def _named(names: tuple[str, ...]) -> list[str]:
    """As entered, each once."""
    if len(names) > MOST:
        raise BadValue(field="names")
    return list(dict.fromkeys(entered("names", name, 80) for name in names if name.strip()))
