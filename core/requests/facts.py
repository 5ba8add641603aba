"""The facts of lending: who × which volume × which step, gathered at the moment of asking.

Anything across records (same person, open custody, evidence in time, approvals counted) is settled
here, so that every condition of the rule book compares one attribute with one literal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from core.custody.custody import Custody, Evidence
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume
from core.members.room import Room
from core.prepared import Prepared
from core.requests.approval import Approval, Verdict
from core.requests.collection_code import CollectionCode
from core.requests.form import SightedForm
from core.requests.line import Line
from core.requests.questions import steps_needed
from core.requests.reader import Reader
from core.requests.request import Request
from core.unit import OpenUnit
from rules.facts.lending import LendingFacts


@dataclass(frozen=True, slots=True)
class VolumeFacts:
    """What the law must know about one line's volume."""

    line_id: int
    volume_id: int
    lost: bool
    secrecy: str
    subject_name: str
    subject_member: int | None
    in_open_custody: bool
    evidence_present: bool


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What the law must know about papers, signatures and cards; those in time for a hand-over."""

    cards_shown: int
    approvals_agreed: int
    code_presented: bool
    signed: bool
    sealed: bool
    dated: bool
    matches: bool
    sighted: bool
    lending_reasons: str


def lending_facts(
    unit: OpenUnit, request: Request, step: str, readers: Sequence[Reader], since: datetime
) -> list[tuple[VolumeFacts, LendingFacts]]:
    """One fact sheet per waiting line of the request; `since` opens the evidence window."""
    paper = _paper(unit, request, readers, since)
    return [
        (volume, _sheet(unit, request, step, readers, volume, paper))
        for volume in _volumes(unit, request, since)
    ]


def window_opens(unit: OpenUnit) -> datetime:
    """From when on evidence still counts for a hand-over happening now."""
    return unit.now - timedelta(minutes=unit.law.book.periods["hand_over_window"].value)


_OF_READER: list[Any] = [
    getattr(Reader, name)
    for name in (
        "name",
        "is_personnel",
        "exception",
        "is_party_member",
        "declares_kinship",
        "card_seen_at",
    )
]
_READERS = Prepared(select(*_OF_READER).where(col(Reader.request_id) == bindparam("request_id")))


def readers_named(unit: OpenUnit, request: Request) -> Sequence[Reader]:
    """The readers as the law looks at them: rows with the entity's names, to be read only."""
    return _READERS(unit.session, request_id=request.id)


_OPEN_CUSTODY = exists().where(
    col(Custody.volume_id) == col(Volume.id), col(Custody.closed_at).is_(None)
)
# A hand-over uses up what was seen before it: the next one needs the volume on the counter again.
_LATER = aliased(Custody)
_USED_UP = exists().where(
    col(_LATER.volume_id) == col(Evidence.volume_id),
    col(_LATER.opened_at) > col(Evidence.seen_at),
)
_EVIDENCE = exists().where(
    col(Evidence.volume_id) == col(Volume.id),
    col(Evidence.seen_at) >= bindparam("since"),
    ~_USED_UP,
)
_VOLUMES = Prepared(
    select(
        col(Line.id),
        col(Volume.id),
        col(Volume.lost),
        col(Dossier.secrecy),
        col(Cadre.name),
        col(Cadre.member_id),
        _OPEN_CUSTODY,
        _EVIDENCE,
    )
    .join_from(Line, Volume, col(Volume.id) == col(Line.volume_id))
    .join(Dossier, col(Dossier.id) == col(Volume.dossier_id))
    .join(Cadre, col(Cadre.id) == col(Dossier.cadre_id))
    .where(col(Line.request_id) == bindparam("request_id"))
    .order_by(col(Line.id))
)


def _volumes(unit: OpenUnit, request: Request, since: datetime) -> list[VolumeFacts]:
    rows = _VOLUMES(unit.session, request_id=request.id, since=since)
    return [VolumeFacts(*row) for row in rows]


_AGREED = (
    select(func.count(col(Approval.id)))
    .where(
        col(Approval.request_id) == bindparam("request_id"),
        col(Approval.round) == bindparam("round"),
        col(Approval.verdict) == Verdict.AGREED,
    )
    .scalar_subquery()
)
_PRESENTED = exists().where(
    col(CollectionCode.request_id) == bindparam("request_id"),
    col(CollectionCode.presented_at) >= bindparam("since"),
    col(CollectionCode.used_at).is_(None),
    col(CollectionCode.revoked_at).is_(None),
)
_PAPER = Prepared(
    select(
        _AGREED,
        _PRESENTED,
        col(SightedForm.signed),
        col(SightedForm.sealed),
        col(SightedForm.dated),
        col(SightedForm.matches),
        col(SightedForm.sighted_at) >= bindparam("since"),
        col(Room.lending_reasons),
    )
    .select_from(Room)
    .outerjoin(SightedForm, col(SightedForm.request_id) == bindparam("request_id"))
    .where(col(Room.id) == bindparam("room_id"))
)


def _paper(
    unit: OpenUnit, request: Request, readers: Sequence[Reader], since: datetime
) -> PaperFacts:
    asked = {"request_id": request.id, "room_id": request.room_id, "round": request.round}
    (row,) = _PAPER(unit.session, since=since, **asked)
    shown = [r for r in readers if r.card_seen_at is not None and r.card_seen_at >= since]
    return PaperFacts(
        cards_shown=len(shown),
        approvals_agreed=row[0],
        code_presented=bool(row[1]),
        signed=bool(row[2]),
        sealed=bool(row[3]),
        dated=bool(row[4]),
        matches=bool(row[5]),
        sighted=bool(row[6]),
        lending_reasons=row[7],
    )


def _sheet(
    unit: OpenUnit,
    request: Request,
    step: str,
    readers: Sequence[Reader],
    volume: VolumeFacts,
    paper: PaperFacts,
) -> LendingFacts:
    return LendingFacts(
        step=cast(Any, str(step)),
        mode=cast(Any, str(request.mode)),
        purpose=request.purpose,
        purpose_is_listed=request.purpose in unit.law.book.purposes,
        purpose_detail_given=bool(request.purpose_detail.strip()),
        lending_reason_is_listed=reason_listed(request.lending_reason, paper.lending_reasons),
        approvals_missing=len(steps_needed(request.authority_needed)) - paper.approvals_agreed,
        authority_approval_required=request.authority_needed,
        form_printed=request.form_printed_at is not None,
        form_sighted=paper.sighted,
        form_signed=paper.signed,
        form_sealed=paper.sealed,
        form_dated=paper.dated,
        form_matches=paper.matches,
        readers=len(readers),
        readers_outside_personnel=sum(not (r.is_personnel or r.exception) for r in readers),
        readers_not_party_members=sum(not r.is_party_member for r in readers),
        reader_is_subject=any(is_same_person(r.name, volume) for r in readers),
        applicant_is_subject=volume.subject_member == request.applicant_id,
        reader_is_relative=any(r.declares_kinship for r in readers),
        readers_identified=paper.cards_shown,
        volume_in_open_custody=volume.in_open_custody,
        volume_is_lost=volume.lost,
        dossier_secrecy=cast(Any, str(volume.secrecy)),
        channel=cast(Any, str(request.channel)),
        volume_evidence_present=volume.evidence_present,
        collection_code_valid=paper.code_presented,
    )


def reason_listed(reason: str, listed: str) -> bool:
    """Whether the room's own list names this reason for lending."""
    return bool(reason) and reason in listed.split("、")


def is_same_person(reader: str, volume: VolumeFacts) -> bool:
    """A reader who bears the subject's name counts as the subject until the window clears it up."""
    return reader.replace(" ", "") == volume.subject_name.replace(" ", "")
