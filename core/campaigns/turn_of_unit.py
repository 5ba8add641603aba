"""A unit's turn (本单位批次): what its own people see of a campaign, and nothing of any other unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from core.campaigns.campaign import Campaign
from core.campaigns.campaign_unit import CampaignPerson, CampaignUnit, Part
from core.campaigns.questions import UnitsTurn, turns_of_units
from core.gaps.counts import GapCounts, gap_counts
from core.masked import Masked
from core.members.units import Unit


@dataclass(frozen=True, slots=True)
class TurnOfUnit:
    """Its batch with its figures, and who guides it: mask of the name, post, telephone."""

    unit: str
    turn: UnitsTurn
    counts: GapCounts
    guides: list[tuple[Masked, str, str]]


def turns_seen(session: Session, units: Iterable[int], today: date) -> list[TurnOfUnit]:
    """Running campaigns of these units, the earliest due first."""
    found = turns_of_units(session, units)
    names = dict(
        session.exec(select(Unit.id, Unit.name).where(col(Unit.id).in_(list(found)))).all()
    )
    turns = [
        TurnOfUnit(
            names[unit_id],
            turn,
            gap_counts(session, [unit_id], turn.codes, {unit_id: turn.due_on}, today).get(
                unit_id, GapCounts()
            ),
            _guides(session, turn.campaign, unit_id),
        )
        for unit_id, own in found.items()
        for turn in own
    ]
    return sorted(turns, key=lambda it: (it.turn.due_on, it.unit))


def _guides(session: Session, campaign: str, unit_id: int) -> list[tuple[Masked, str, str]]:
    rows = session.exec(
        select(CampaignPerson)
        .join(CampaignUnit, col(CampaignUnit.id) == CampaignPerson.campaign_unit_id)
        .join(Campaign, col(Campaign.id) == CampaignUnit.campaign_id)
        .where(
            Campaign.ref == campaign,
            CampaignUnit.unit_id == unit_id,
            CampaignPerson.part == Part.GUIDES,
            col(CampaignPerson.ended_at).is_(None),
        )
    ).all()
    return [(Masked(row.name), row.post, row.telephone) for row in rows]
