"""Report a volume missing (登记查找): it is not where it should be; from now on nobody hands it over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from core.command import Answer, Command, Done, use_case
from core.custody.custody import Custody
from core.custody.questions import room_of_label
from core.errors import BadValue, ImpossibleStep, Stale
from core.holdings.dossier import Volume
from core.lost.events import VolumeMissed
from core.lost.held_lines import hold_up
from core.lost.questions import open_search_of
from core.lost.search import Noticed, Search
from core.lost.tell_heads import tell_heads
from core.members.entered import entered_or_empty
from core.members.member import Role
from core.requests.room_law import law_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMissing(Command):
    """`noticed` is fetching, shelf or loan."""

    label: str
    noticed: str
    note: str = ""


@use_case(
    ReportMissing,
    roles={Role.ARCHIVIST},
    place=lambda command, unit: room_of_label(unit.session, command.label),
)
def report_missing(command: ReportMissing, unit: OpenUnit) -> Answer:
    """Open the volume's search. Raises Stale where it has one, ImpossibleStep for one set aside."""
    if command.noticed not in set(Noticed):
        raise BadValue(field="noticed")
    note = entered_or_empty("note", command.note, 200)
    volume = unit.session.exec(
        select(Volume).where(Volume.label == command.label).with_for_update()
    ).one()
    _demand_missable(unit, volume)
    search = _open(command, unit, volume, note)
    volume.lost = True
    hold_up(unit, search)
    unit.record(
        VolumeMissed(
            ref=volume.label, search=search.ref, noticed=command.noticed, term_at=search.term_at
        )
    )
    tell_heads(unit, search, "volume_missed", term_at=search.term_at)
    return Done({"search": search.ref})


def _demand_missable(unit: OpenUnit, volume: Volume) -> None:
    if open_search_of(unit.session, volume.id or 0) is not None:
        raise Stale(state="searching")
    if volume.lost:
        raise ImpossibleStep(state="set_aside", step="report_missing")
    away = select(Custody.line_id).where(
        Custody.volume_id == volume.id, col(Custody.closed_at).is_(None)
    )
    if None in unit.session.exec(away).all():
        raise ImpossibleStep(state="away", step="report_missing")


def _open(command: ReportMissing, unit: OpenUnit, volume: Volume, note: str) -> Search:
    room_id = room_of_label(unit.session, volume.label).room_id or 0
    hours = law_of(unit, room_id).book.periods["lost_search"].value
    assert unit.principal.member_id is not None
    search = Search(
        volume_id=volume.id or 0,
        label=volume.label,
        ordinal=volume.ordinal,
        room_id=room_id,
        noticed=command.noticed,
        note=note,
        reported_by=unit.principal.member_id,
        reported_at=unit.now,
        term_at=unit.now + timedelta(hours=hours),
    )
    unit.session.add(search)
    unit.session.flush()
    return search
