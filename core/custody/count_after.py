"""Count after (归还清点): what was counted out is counted in; a difference is for the head."""

from __future__ import annotations

from core.custody.count_before import demand_count
from core.custody.events import VolumeCounted
from core.custody.questions import OutOfStore
from core.custody.volume_count import Moment, VolumeCount, count_of
from core.unit import OpenUnit


def count_after(
    unit: OpenUnit, out: OutOfStore, returner: str, counted: tuple[int | None, int | None]
) -> str:
    """Keep pieces and pages as counted now; gives the kind of difference, '' where there is none.

    A volume that went out uncounted is not asked about. Raises BadValue where a number is missing.
    """
    line_id = out.line.id or 0
    before = count_of(unit.session, line_id, Moment.BEFORE)
    if before is None:
        return ""
    demand_count(*counted)
    pieces, pages = counted[0] or 0, counted[1] or 0
    assert unit.principal.member_id is not None
    unit.session.add(
        VolumeCount(
            line_id=line_id,
            moment=Moment.AFTER,
            pieces=pieces,
            pages=pages,
            classes=before.classes,
            counted_by=unit.principal.member_id,
            counted_with=returner,
            at=unit.now,
        )
    )
    unit.record(
        VolumeCounted(
            ref=out.volume.label,
            request=out.request.ref,
            moment=Moment.AFTER,
            pieces=pieces,
            pages=pages,
        )
    )
    return difference((before.pieces, before.pages), (pieces, pages))


def difference(before: tuple[int, int], after: tuple[int, int]) -> str:
    """What a count of (pieces, pages) says beside the one before."""
    if before == after:
        return ""
    fewer = after[0] < before[0] or after[1] < before[1]
    return "pages_missing" if fewer else "foreign_pages"
