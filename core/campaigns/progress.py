"""Progress (工作进度): what each unit owed and has settled, counted from gaps or reported by workbook.

Units stand in the order of their batches, never in the order of their figures (restraint.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from core.campaigns.campaign import Batch, Campaign
from core.campaigns.campaign_unit import CampaignUnit, ReportedFigures
from core.campaigns.questions import Joined, batches_of, joined_units
from core.gaps.counts import GapCounts, gap_counts


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """`counts` is None for a unit that reports and has not yet; `as_of` is the day it reported for."""

    joined: Joined
    counts: GapCounts | None
    as_of: date | None = None

    @property
    def is_done(self) -> bool:
        return self.counts is not None and self.counts.owed == 0


@dataclass(frozen=True, slots=True)
class BatchProgress:
    batch: Batch
    units: list[UnitProgress] = field(default_factory=list)

    @property
    def counts(self) -> GapCounts:
        return sum((it.counts for it in self.units if it.counts), GapCounts())

    @property
    def done(self) -> int:
        return sum(it.is_done for it in self.units)


@dataclass(frozen=True, slots=True)
class Progress:
    campaign: Campaign
    batches: list[BatchProgress]

    @property
    def units(self) -> list[UnitProgress]:
        return [it for batch in self.batches for it in batch.units]

    @property
    def counts(self) -> GapCounts:
        return sum((batch.counts for batch in self.batches), GapCounts())


def progress_of(session: Session, campaign: Campaign, today: date) -> Progress:
    """All batches with all their units."""
    joined = joined_units(session, campaign.id)
    due = {it.row.unit_id: it.batch.due_on for it in joined if it.row.unit_id is not None}
    counted = gap_counts(session, due, campaign.codes, due, today)
    reported = _reported(session, campaign)
    by_batch = {batch.id: BatchProgress(batch) for batch in batches_of(session, campaign.id)}
    for it in joined:
        unit_id = it.row.unit_id
        if unit_id is not None:
            shown = UnitProgress(it, counted.get(unit_id, GapCounts()))
        else:
            figures = reported.get(it.row.id, [])
            shown = UnitProgress(it, _added_up(figures), _oldest(figures))
        by_batch[it.batch.id].units.append(shown)
    return Progress(campaign, list(by_batch.values()))


def _reported(session: Session, campaign: Campaign) -> dict[int | None, list[ReportedFigures]]:
    rows = session.exec(
        select(ReportedFigures)
        .join(CampaignUnit, col(CampaignUnit.id) == ReportedFigures.campaign_unit_id)
        .where(CampaignUnit.campaign_id == campaign.id, col(ReportedFigures.replaced_at).is_(None))
    ).all()
    found: dict[int | None, list[ReportedFigures]] = {}
    for row in rows:
        found.setdefault(row.campaign_unit_id, []).append(row)
    return found


def _added_up(figures: list[ReportedFigures]) -> GapCounts | None:
    """How long the late ones are late was not reported, and is not guessed."""
    if not figures:
        return None
    rows = (
        GapCounts(
            it.owed - it.closed - it.explained, it.closed, it.explained, late_as_reported=it.overdue
        )
        for it in figures
    )
    return sum(rows, GapCounts())


def _oldest(figures: list[ReportedFigures]) -> date | None:
    return min((it.as_of for it in figures), default=None)
