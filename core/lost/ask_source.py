"""Ask a source (补建来源): school, unit, duplicate or digital copy, each by letter and with a term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, NotFound, Stale
from core.lost.events import SourceAsked, SourceSettled
from core.lost.questions import find_search, room_of_search
from core.lost.rebuilding import RebuildSource, SourceKind, SourceOutcome
from core.lost.search import SearchStep
from core.members.entered import entered, entered_or_empty
from core.members.member import Role
from core.unit import OpenUnit

BOTH = frozenset({Role.ARCHIVIST, Role.HEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSource(Command):
    """`letter` is the number of the letter sent; `due_on` by when an answer is asked."""

    search: str
    kind: str
    name: str
    letter: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleSource(Command):
    """`outcome` is received, partly or nothing."""

    search: str
    source: int
    outcome: str
    remark: str = ""


@use_case(AskSource, roles=BOTH, place=room_of_search)
def ask_source(command: AskSource, unit: OpenUnit) -> Answer:
    """Raises BadValue, ImpossibleStep."""
    search = find_search(unit, command.search)
    search.take(SearchStep.ASK_SOURCE)
    if command.kind not in set(SourceKind):
        raise BadValue(field="kind")
    if command.due_on < local_date(unit.now):
        raise BadValue(field="due_on")
    assert unit.principal.member_id is not None
    source = RebuildSource(
        search_id=search.id or 0,
        kind=command.kind,
        name=entered("name", command.name, 60),
        letter=entered("letter", command.letter, 60),
        due_on=command.due_on,
        asked_by=unit.principal.member_id,
        asked_at=unit.now,
    )
    unit.session.add(source)
    unit.session.flush()
    unit.record(
        SourceAsked(
            ref=search.label,
            search=search.ref,
            source=source.id or 0,
            kind=source.kind,
            due_on=source.due_on,
        )
    )
    return Done({"search": search.ref, "source": source.id})


@use_case(SettleSource, roles=BOTH, place=room_of_search)
def settle_source(command: SettleSource, unit: OpenUnit) -> Answer:
    """What came of it, once. Raises NotFound, Stale, BadValue, ImpossibleStep."""
    search = find_search(unit, command.search)
    search.take(SearchStep.SETTLE_SOURCE)
    source = unit.session.get(RebuildSource, command.source)
    if source is None or source.search_id != search.id:
        raise NotFound
    if source.outcome != SourceOutcome.WAITING:
        raise Stale(state=source.outcome)
    if command.outcome not in set(SourceOutcome) - {SourceOutcome.WAITING}:
        raise BadValue(field="outcome")
    source.outcome = command.outcome
    source.remark = entered_or_empty("remark", command.remark, 200)
    source.settled_by, source.settled_at = unit.principal.member_id, unit.now
    unit.record(
        SourceSettled(
            ref=search.label, search=search.ref, source=source.id or 0, outcome=source.outcome
        )
    )
    return Done({"search": search.ref})
