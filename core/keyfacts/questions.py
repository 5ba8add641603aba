"""Questions about key facts (三龄两历一身份): what papers and roster say, what differs, who may look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from core.command import Place
from core.errors import NotFound, Stale
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy
from core.keyfacts.difference import Difference, DifferenceState, FactDecision, Finding
from core.keyfacts.referral import ReferralLetter
from core.keyfacts.shown_fact import KeyFact, ShownFact
from core.keyfacts.system_update import SystemUpdate, UpdateState
from core.keyfacts.values import agree
from core.members.scope import Viewer
from core.unit import OpenUnit

_ROSTER = {
    (KeyFact.BORN, ""): "born",
    (KeyFact.BEGAN_WORK, ""): "began_work",
    (KeyFact.JOINED_PARTY, ""): "joined_party",
    (KeyFact.EDUCATION, "fulltime"): "fulltime_education",
    (KeyFact.EDUCATION, "inservice"): "inservice_education",
}


class OnDifference(Protocol):
    """A command about one difference, named by its reference."""

    @property
    def difference(self) -> str: ...


def room_of_difference(command: OnDifference, unit: OpenUnit) -> Place:
    """The room that keeps the dossier; raises NotFound."""
    room_id = unit.session.exec(
        select(Dossier.room_id)
        .join(Difference, col(Difference.dossier_id) == Dossier.id)
        .where(Difference.ref == command.difference)
    ).one_or_none()
    if room_id is None:
        raise NotFound
    return Place(room_id=room_id)


def find_difference(unit: OpenUnit, ref: str, seen_version: int | None = None) -> Difference:
    """The item, locked for a change by somebody who may handle it. Raises NotFound, Stale."""
    found = unit.session.exec(
        select(Difference).where(Difference.ref == ref).with_for_update()
    ).first()
    if found is None or is_about(unit.session, found.dossier_id, unit.principal.member_id):
        raise NotFound
    if seen_version is not None and found.version != seen_version:
        raise Stale(state=found.state)
    return found


def is_about(session: Session, dossier_id: int, member_id: int | None) -> bool:
    """Whether the dossier is this member's own: nobody handles what is about themselves."""
    own = session.exec(
        select(Cadre.member_id)
        .join(Dossier, col(Dossier.cadre_id) == Cadre.id)
        .where(Dossier.id == dossier_id)
    ).first()
    return own is not None and own == member_id


def roster_field(fact: str, detail: str) -> str:
    """The roster's column for this fact, or nothing where it has none."""
    return _ROSTER.get((KeyFact(fact), detail), "")


def roster_value(session: Session, dossier_id: int, fact: str, detail: str) -> str:
    """What the roster says, dates as YYYY.MM; empty where it says nothing."""
    field = roster_field(fact, detail)
    if not field:
        return ""
    cadre = session.exec(
        select(Cadre)
        .join(Dossier, col(Dossier.cadre_id) == Cadre.id)
        .where(Dossier.id == dossier_id)
    ).one()
    return str(getattr(cadre, field)).replace("-", ".")


def facts_shown(
    session: Session, dossier_id: int, fact: str, detail: str, *, accepted: bool = True
) -> list[ShownFact]:
    """What papers show about it, the earliest formed first, undated ones last; withdrawn ones not."""
    statement = select(ShownFact).where(
        ShownFact.dossier_id == dossier_id,
        ShownFact.fact == fact,
        ShownFact.detail == detail,
        col(ShownFact.withdrawn_at).is_(None),
    )
    if accepted:
        statement = statement.where(col(ShownFact.accepted_at).is_not(None))
    rows = session.exec(statement).all()
    return sorted(rows, key=lambda it: (not it.formed, it.formed, it.id or 0))


def settled_value(session: Session, dossier_id: int, fact: str, detail: str) -> FactDecision | None:
    """The organ's latest decision about this fact that two people recorded."""
    return session.exec(
        select(FactDecision)
        .join(Difference, col(Difference.id) == FactDecision.difference_id)
        .where(
            Difference.dossier_id == dossier_id,
            Difference.fact == fact,
            Difference.detail == detail,
            Difference.state == DifferenceState.SETTLED,
            FactDecision.step == "settle",
            col(FactDecision.agrees).is_(True),
        )
        .order_by(col(FactDecision.id).desc())
    ).first()


def all_agree(fact: str, values: Iterable[str]) -> bool:
    """Whether no two of the values differ; what says nothing differs from nothing."""
    said = [value for value in values if value]
    return all(agree(fact, one, other) for at, one in enumerate(said) for other in said[:at])


@dataclass(frozen=True, slots=True)
class Item:
    """One difference with its dossier and whatever was written about it."""

    difference: Difference
    dossier: str
    room_id: int
    shown: list[ShownFact]
    findings: list[Finding]
    decisions: list[FactDecision]
    letters: list[ReferralLetter]

    @property
    def waiting(self) -> FactDecision | None:
        """The decision that another person has yet to compare with the paper."""
        return next((it for it in self.decisions if it.compared_by is None), None)

    def may_know_of_suspicion(self, member_id: int, *, is_head: bool) -> bool:
        """Suspicion is for the head and for whoever takes part in the review."""
        taking_part = {self.difference.doubted_by, *(it.by for it in self.findings)}
        papers: list[FactDecision | ReferralLetter] = [*self.decisions, *self.letters]
        taking_part |= {who for it in papers for who in (it.entered_by, it.compared_by)}
        return is_head or member_id in taking_part


def item_of(session: Session, ref: str, rooms: Iterable[int], member_id: int) -> Item:
    """An item of these rooms that is not about the member; raises NotFound."""
    row = session.exec(
        select(Difference, Dossier)
        .join(Dossier, col(Dossier.id) == Difference.dossier_id)
        .where(Difference.ref == ref, col(Dossier.room_id).in_(list(rooms)))
    ).first()
    if row is None or is_about(session, row[0].dossier_id, member_id):
        raise NotFound
    return _item(session, *row)


def items_of(session: Session, who: Viewer, states: Iterable[str]) -> list[Item]:
    """Items of the viewer's rooms in these states, the longest open first.

    None about the viewer; none of a secret dossier to others than the room's head.
    """
    rows = session.exec(
        select(Difference, Dossier)
        .join(Dossier, col(Dossier.id) == Difference.dossier_id)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(
            col(Dossier.room_id).in_(who.rooms),
            col(Difference.state).in_(list(states)),
            or_(col(Cadre.member_id).is_(None), col(Cadre.member_id) != who.member_id),
            or_(col(Dossier.secrecy) == Secrecy.NONE, col(Dossier.room_id).in_(who.headed)),
        )
        .order_by(col(Difference.opened_at), col(Difference.id))
    ).all()
    return [_item(session, *row) for row in rows]


def _item(session: Session, difference: Difference, dossier: Dossier) -> Item:
    findings = select(Finding).where(Finding.difference_id == difference.id)
    decisions = select(FactDecision).where(FactDecision.difference_id == difference.id)
    return Item(
        difference,
        dossier.number,
        dossier.room_id,
        facts_shown(session, difference.dossier_id, difference.fact, difference.detail),
        list(session.exec(findings.order_by(col(Finding.id))).all()),
        list(session.exec(decisions.order_by(col(FactDecision.id))).all()),
        letters_of(session, difference.id),
    )


def letters_of(session: Session, difference_id: int | None) -> list[ReferralLetter]:
    """Letters to a discipline body about an item and the answers, in the order of entry."""
    rows = select(ReferralLetter).where(ReferralLetter.difference_id == difference_id)
    return list(session.exec(rows.order_by(col(ReferralLetter.id))).all())


def waiting_updates(session: Session, rooms: Iterable[int]) -> int:
    """How many lines of these rooms the system has not taken over yet."""
    waiting = select(func.count(col(SystemUpdate.id))).where(
        col(SystemUpdate.room_id).in_(list(rooms)), SystemUpdate.state == UpdateState.PENDING
    )
    return session.exec(waiting).one()


def shown_in(session: Session, dossier_id: int) -> list[ShownFact]:
    """Everything that the dossier's papers show, by fact, the earliest formed first."""
    order = list(KeyFact)
    rows = session.exec(
        select(ShownFact).where(
            ShownFact.dossier_id == dossier_id, col(ShownFact.withdrawn_at).is_(None)
        )
    ).all()
    return sorted(
        rows,
        key=lambda it: (order.index(KeyFact(it.fact)), it.detail, it.formed or "9", it.id or 0),
    )
