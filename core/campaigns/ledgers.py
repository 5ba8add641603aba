"""The three ledgers (三本台账): 人员 and 问题 as rows; 进度 is counted (`progress`)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.campaigns.campaign import Campaign
from core.campaigns.campaign_unit import CampaignPerson, CampaignUnit
from core.campaigns.problem import CampaignProblem, ProblemNote
from core.campaigns.questions import joined_units
from core.masked import Masked


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One filed person; the name keeps its mask, post and telephone are the office's."""

    row: CampaignPerson
    unit: str
    unit_ref: str
    name: Masked


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One problem with what was done about it, the oldest note first; `unit` empty: everybody's."""

    row: CampaignProblem
    unit: str
    unit_ref: str
    notes: list[ProblemNote]


def persons_of(session: Session, campaign: Campaign) -> list[PersonLine]:
    """Who works on it now, in the order of batches and units."""
    order = {it.row.id: (at, it) for at, it in enumerate(joined_units(session, campaign.id))}
    rows = session.exec(
        select(CampaignPerson)
        .join(CampaignUnit, col(CampaignUnit.id) == CampaignPerson.campaign_unit_id)
        .where(CampaignUnit.campaign_id == campaign.id, col(CampaignPerson.ended_at).is_(None))
    ).all()
    ordered = sorted(rows, key=lambda row: (order[row.campaign_unit_id][0], row.id or 0))
    return [
        PersonLine(row, it.name, it.row.ref, Masked(row.name))
        for row in ordered
        for it in [order[row.campaign_unit_id][1]]
    ]


def problems_of(session: Session, campaign: Campaign) -> list[ProblemLine]:
    """Open ones first, the oldest first; settled ones after them."""
    units = {it.row.id: it for it in joined_units(session, campaign.id)}
    rows = session.exec(
        select(CampaignProblem)
        .where(CampaignProblem.campaign_id == campaign.id)
        .order_by(col(CampaignProblem.settled_at).is_not(None), col(CampaignProblem.id))
    ).all()
    notes: dict[int, list[ProblemNote]] = {}
    written = select(ProblemNote).where(col(ProblemNote.problem_id).in_([it.id for it in rows]))
    for note in session.exec(written.order_by(col(ProblemNote.id))).all():
        notes.setdefault(note.problem_id, []).append(note)
    return [
        ProblemLine(
            row,
            units[row.campaign_unit_id].name if row.campaign_unit_id else "",
            units[row.campaign_unit_id].row.ref if row.campaign_unit_id else "",
            notes.get(row.id or 0, []),
        )
        for row in rows
    ]
