"""Refer to the discipline body (移送纪检), and record its answer: on paper, by two people.

The machine draws nothing from either: the dossier rests as before, and what follows is 组织认定.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.clock import local_date
from core.command import Answer, Command, Done, content_hash, use_case
from core.errors import BadValue, ImpossibleStep, SecondStepBySamePerson
from core.keyfacts.difference import Difference, DifferenceState
from core.keyfacts.events import ReferralCompared, ReferralEntered
from core.keyfacts.questions import find_difference, letters_of, room_of_difference
from core.keyfacts.referral import Letter, ReferralLetter, awaits_answer, waiting_letter
from core.members.entered import entered
from core.members.member import ROOM_ROLES, Role
from core.members.second_check import binding_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterReferral(Command):
    """`kind` is sent or answered; `said` is what the answer says, for an answer only."""

    difference: str
    seen_version: int
    kind: str
    organ: str
    document: str
    dated: date
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareReferral(Command):
    """`agrees`: the letter says what was entered. If not, the entry is void and is made anew."""

    difference: str
    seen_version: int
    agrees: bool


@use_case(
    EnterReferral,
    roles={Role.HEAD},
    place=room_of_difference,
    second_check=lambda command: binding_of("enter_referral", content_hash(command)),
)
def enter_referral(command: EnterReferral, unit: OpenUnit) -> Answer:
    """Raises NotFound, Stale, BadValue, ImpossibleStep where no such letter can follow."""
    item = find_difference(unit, command.difference, command.seen_version)
    _demand_possible(unit, item, command)
    assert unit.principal.member_id is not None
    answers = command.kind == Letter.ANSWERED
    letter = ReferralLetter(
        difference_id=item.id or 0,
        kind=command.kind,
        organ=entered("organ", command.organ, 60),
        document=entered("document", command.document, 60),
        dated=command.dated,
        said=entered("said", command.said, 120) if answers else "",
        entered_by=unit.principal.member_id,
        entered_at=unit.now,
    )
    unit.session.add(letter)
    unit.session.flush()
    item.version += 1
    unit.record(ReferralEntered(ref=item.ref, letter=letter.ref, document=letter.document))
    return Done({"letter": letter.ref})


@use_case(
    CompareReferral,
    roles=ROOM_ROLES,
    place=room_of_difference,
    second_check=lambda command: binding_of("compare_referral", content_hash(command)),
)
def compare_referral(command: CompareReferral, unit: OpenUnit) -> Answer:
    """Raises NotFound, Stale, ImpossibleStep, and SecondStepBySamePerson for whoever entered it."""
    item = find_difference(unit, command.difference, command.seen_version)
    letter = waiting_letter(letters_of(unit.session, item.id))
    if letter is None:
        raise ImpossibleStep(state=item.state)
    if letter.entered_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    letter.compared_by, letter.compared_at = unit.principal.member_id, unit.now
    letter.agrees = command.agrees
    item.version += 1
    unit.record(ReferralCompared(ref=item.ref, letter=letter.ref, agrees=command.agrees))
    return Done({"state": item.state})


def _demand_possible(unit: OpenUnit, item: Difference, command: EnterReferral) -> None:
    """A letter goes out while fraud is suspected, one at a time; an answer may come later than the end."""
    if command.kind not in set(Letter):
        raise BadValue(field="kind")
    if command.dated > local_date(unit.now):
        raise BadValue(field="dated")
    letters = letters_of(unit.session, item.id)
    if waiting_letter(letters) is not None:
        raise ImpossibleStep(state="letter_waits")
    out = awaits_answer(letters)
    if command.kind == Letter.ANSWERED and not out:
        raise ImpossibleStep(state="not_referred")
    if command.kind == Letter.SENT and (out or item.state != DifferenceState.SUSPECTED):
        raise ImpossibleStep(state="referred" if out else item.state)
