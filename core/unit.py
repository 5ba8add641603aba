"""The open transaction that a use case works in: now, record(event), the law, what to send."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cached_property
from typing import Any

import orjson
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from core.audit.append import Record
from core.command import USE_CASES, Answer, Command, Place, plain
from core.errors import CodedError, Forbidden, SecondCheckNeeded
from core.event import REACTIONS, Event
from core.ids import opaque
from core.integrity import meaning_of
from core.members.questions import Held, grants_of, pseudonym_of
from core.outcome import Outcome
from core.principal import Principal
from rules.areas import Facts, area_of
from rules.decision import Decision, Refused
from rules.judge import Judge


@dataclass(slots=True)
class Journal:
    """What a transaction will write besides its own rows: log records, decisions, messages, outcomes."""

    records: list[Record] = field(default_factory=list)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    outcomes: list[dict[str, Any]] = field(default_factory=list)

    def take_over(self, other: Journal) -> None:
        self.records += other.records
        self.decisions += other.decisions
        self.messages += other.messages
        self.outcomes += other.outcomes


class OpenUnit:
    """One command's transaction, as its use case sees it."""

    def __init__(
        self, session: Session, principal: Principal, now: datetime, law: Judge, journal: Journal
    ) -> None:
        self.session = session
        self.principal = principal
        self.now = now
        self.law = law
        self.journal = journal
        self.last_decision = ""
        self._refusals: list[Record] = []

    @cached_property
    def grants(self) -> tuple[Held, ...]:
        """The roles that the principal holds now, by deputy too."""
        member_id = self.principal.member_id
        return () if member_id is None else grants_of(self.session, member_id, self.now)

    @cached_property
    def actor(self) -> str:
        """The principal's name in the log."""
        member_id = self.principal.member_id
        if member_id is None:
            return self.principal.name
        return pseudonym_of(self.session, member_id)

    def holds(self, roles: frozenset[str], place: Place) -> bool:
        """Whether the principal holds one of these roles over this place."""
        return any(held.covers(roles, place) for held in self.grants)

    def record(self, event: Event) -> None:
        """Write the event to the log of this transaction and let the reactions follow."""
        payload = {
            f.name: plain(getattr(event, f.name))
            for f in fields(event)  # type: ignore[arg-type]
            if f.name != "ref"
        }
        payload["via"] = self.principal.via
        record = Record(self.actor, event.action(), event.about, event.ref, payload)
        self.journal.records.append(record)
        if event.is_refusal:
            self._refusals.append(record)
        for reaction in REACTIONS.get(type(event), ()):
            reaction(event, self)

    def judge(self, facts: Facts, about: str, law: Judge | None = None) -> Decision:
        """Ask the law (`law` is a room's own) with the facts of this moment; keep the decision."""
        decision = (law or self.law).judge(facts)
        self.last_decision = opaque(20)
        self.journal.decisions.append(
            {
                "ref": self.last_decision,
                "at": self.now,
                "area": area_of(facts).name,
                "about": about,
                "step": facts.step,
                "allowed": not isinstance(decision, Refused),
                "book_version": decision.book_version,
                "fired": ",".join(decision.fired),
                "facts": orjson.dumps(facts).decode(),
            }
        )
        return decision

    def send(
        self,
        member_id: int,
        kind: str,
        about: str,
        *,
        once: str,
        not_before: datetime | None = None,
        **args: Any,
    ) -> None:
        """Leave a message for a member; `once` makes it the only one of its kind."""
        self.journal.messages.append(
            {
                "dedupe_key": once,
                "channel": "webchat",
                "member_id": member_id,
                "kind": kind,
                "about": about,
                "args": orjson.dumps(plain(args)).decode(),
                "state": "waiting",
                "not_before": not_before or self.now,
                "attempts": 0,
                "error": "",
                "created_at": self.now,
            }
        )

    def perform(self, command: Command) -> Answer:
        """Carry out a command for the principal in this transaction: admitted, checked, handled."""
        case = USE_CASES[type(command)]
        authorise(self, command)
        if case.second_check is not None:
            self._demand_proof(case.second_check(command))
        return case.handler(command, self)

    def attempt(self, command: Command) -> Outcome:
        """As `perform`, but what does not go through is undone and told, and the rest goes on.

        Raises SecondCheckNeeded: the person has to type the PIN before anything else happens.
        """
        before = self.journal
        self.journal = Journal()
        savepoint = self.session.begin_nested()
        try:
            outcome = Outcome.of(self.perform(command), self.last_decision)
            self.session.flush()
        except SecondCheckNeeded:
            raise
        except CodedError as error:
            outcome = Outcome.impossible(error)
        except IntegrityError as error:
            outcome = Outcome.impossible(meaning_of(error))
        if outcome.done:
            savepoint.commit()
        else:
            savepoint.rollback()
            self.journal = self.only_refusals()
        before.take_over(self.journal)
        self.journal = before
        return outcome

    def _demand_proof(self, bound_to: str) -> None:
        proof = self.principal.proof
        if proof is None or not proof.fits(self.principal.member_id, bound_to, self.now):
            raise SecondCheckNeeded(bound_to=bound_to)

    def forget_refusals(self) -> None:
        """Let go of the refusals recorded so far: they were about a stand-in."""
        self.journal.records = [it for it in self.journal.records if it not in self._refusals]
        self._refusals.clear()

    def only_refusals(self) -> Journal:
        """What stays when the use case was refused and rolled back."""
        kept = [record for record in self.journal.records if record in self._refusals]
        return Journal(records=kept, decisions=self.journal.decisions)


def authorise(unit: OpenUnit, command: Command) -> None:
    """Raise Forbidden unless the use case's declaration admits the principal here.

    An unknown place raises NotFound from the declaration itself; channels answer both alike.
    """
    case = USE_CASES[type(command)]
    if unit.principal.kind in case.principals:
        return
    if unit.principal.member_id is None:
        raise Forbidden
    if case.anyone and unit.grants:
        return
    if not case.roles or not unit.holds(case.roles, case.place(command, unit)):
        raise Forbidden
