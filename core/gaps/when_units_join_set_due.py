"""When units join a batch, what they owe of its kinds is due on the batch's last day (按批次限期补齐).

A day that comes sooner stays.
"""

from __future__ import annotations

from sqlalchemy import or_, update
from sqlmodel import col

from core.campaigns.campaign import codes_in
from core.campaigns.events import UnitsJoined
from core.event import when
from core.gaps.counts import among
from core.gaps.gap import Gap, GapState
from core.unit import OpenUnit


@when(UnitsJoined)
def when_units_join(event: UnitsJoined, unit: OpenUnit) -> None:
    """Gaps that are found later get the day of their unit's batch when they are found (`last_days`)."""
    due_on = col(Gap.due_on)
    unit.session.execute(
        update(Gap)
        .where(
            col(Gap.unit_id).in_(event.units),
            col(Gap.state) == GapState.OPEN,
            or_(due_on.is_(None), due_on > event.due_on),
            among(codes_in(event.covers)),
        )
        .values(due_on=event.due_on)
        .execution_options(synchronize_session=False)
    )
