"""Decide how far an outside channel may be told (放宽外部渠道级别): one officer asks, another agrees.

Basis: an outside relay carries what it is told; so a document, two officers, and a day on which it
is decided again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from core.clock import local_date
from core.command import Answer, Command, Done, content_hash, use_case
from core.errors import BadValue
from core.event import Event
from core.members.decision_of_two import drop_waiting, one_is_security, to_agree
from core.members.disclosure_decision import DisclosureDecision, Raised
from core.members.entered import entered
from core.members.member import OFFICERS
from core.members.questions import pseudonym_of
from core.members.second_check import binding_of
from core.members.tell import tell_officers
from core.unit import OpenUnit

LONGEST = timedelta(days=366)
OUTSIDE = frozenset({"telegram"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDisclosure(Command):
    """`level` is names or files; `until` is the last day, at most a year ahead."""

    channel: str
    level: str
    document: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeDisclosure(Command):
    decision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureAsked(Event):
    """`ref` is the channel."""

    about: ClassVar[str] = "channel"
    ref: str
    decision: int
    level: str
    document: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureDecided(Event):
    """`ref` is the channel; `asked_by` the first officer's pseudonym."""

    about: ClassVar[str] = "channel"
    ref: str
    decision: int
    level: str
    document: str
    until: date
    asked_by: str


@use_case(
    AskDisclosure,
    roles=OFFICERS,
    second_check=lambda command: binding_of("ask_disclosure", content_hash(command)),
)
def ask_disclosure(command: AskDisclosure, unit: OpenUnit) -> Answer:
    """The first of two officers; an earlier one nobody agreed to is dropped. Raises BadValue."""
    row = _asked(command, unit)
    drop_waiting(unit, DisclosureDecision, DisclosureDecision.channel == command.channel)
    unit.session.add(row)
    unit.session.flush()
    unit.record(
        DisclosureAsked(
            ref=row.channel,
            decision=row.id or 0,
            level=row.level,
            document=row.document,
            until=row.until,
        )
    )
    once = f"disclosure_waits:{row.id}"
    tell_officers(unit, OFFICERS, "disclosure_waits", row.channel, once=once)
    return Done({"decision": row.id})


def _asked(command: AskDisclosure, unit: OpenUnit) -> DisclosureDecision:
    if command.channel not in OUTSIDE:
        raise BadValue(field="channel")
    if command.level not in set(Raised):
        raise BadValue(field="level")
    today = local_date(unit.now)
    if not today < command.until <= today + LONGEST:
        raise BadValue(field="until")
    assert unit.principal.member_id is not None
    return DisclosureDecision(
        channel=command.channel,
        level=command.level,
        document=entered("document", command.document, 60),
        until=command.until,
        asked_by=unit.principal.member_id,
        asked_at=unit.now,
    )


@use_case(
    AgreeDisclosure,
    roles=OFFICERS,
    second_check=lambda command: binding_of("agree_disclosure", command.decision),
)
def agree_disclosure(command: AgreeDisclosure, unit: OpenUnit) -> Answer:
    """The second, one of the two the security officer. Raises NotFound, ImpossibleStep, Forbidden."""
    row = to_agree(unit, DisclosureDecision, command.decision)
    one_is_security(unit, row)
    row.agreed_by, row.agreed_at = unit.principal.member_id, unit.now
    unit.record(
        DisclosureDecided(
            ref=row.channel,
            decision=command.decision,
            level=row.level,
            document=row.document,
            until=row.until,
            asked_by=pseudonym_of(unit.session, row.asked_by),
        )
    )
    return Done({"decision": row.id})
