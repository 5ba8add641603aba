"""The facts of lending: who × which volume × which step, gathered at the moment of asking.

Anything across records (same person, open custody, evidence in time, approvals counted) is settled
here, so that every condition of the rule book compares one attribute with one literal.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import bindparam, select
from sqlmodel import col

from core.clock import local_date
from core.command import Place
from core.custody.loans import goes_beyond
from core.holdings.terms import bare_name
from core.members.member import Role
from core.prepared import Prepared
from core.reminders.workdays import after_working_days
from core.requests.asked import (
    approval_expired,
    document_given,
    extensions_left,
    is_review_of_relatives,
    rank_allows_duplicate,
    scope_of,
    sub_purpose_of,
)
from core.requests.opening import is_open
from core.requests.paper_facts import PaperFacts, papers_of
from core.requests.questions import steps_needed
from core.requests.reader import Reader
from core.requests.request import Request
from core.requests.room_law import law_of
from core.requests.volume_facts import VolumeFacts, volumes_of
from core.unit import OpenUnit
from rules.facts.lending import LendingFacts
from rules.lists import RuleList


def lending_facts(
    unit: OpenUnit, request: Request, step: str, readers: Sequence[Reader], since: datetime
) -> list[tuple[VolumeFacts, LendingFacts]]:
    """One fact sheet per waiting line of the request; `since` opens the evidence window."""
    paper = papers_of(unit, request, readers, since)
    return [
        (volume, _sheet(unit, request, step, readers, volume, paper))
        for volume in volumes_of(unit, request, since)
    ]


def window_opens(unit: OpenUnit, room_id: int) -> datetime:
    """From when on evidence still counts for a hand-over happening now, by the room's book."""
    minutes = law_of(unit, room_id).book.periods["hand_over_window"].value
    return unit.now - timedelta(minutes=minutes)


_OF_READER: list[Any] = [
    getattr(Reader, name)
    for name in (
        "name",
        "is_personnel",
        "exception",
        "is_party_member",
        "declares_kinship",
        "card_seen_at",
        "change_sealed",
    )
]
_READERS = Prepared(
    select(*_OF_READER).where(
        col(Reader.request_id) == bindparam("request_id"), col(Reader.replaced_at).is_(None)
    )
)


def readers_named(unit: OpenUnit, request: Request) -> Sequence[Reader]:
    """The readers as the law looks at them: rows with the entity's names, to be read only."""
    return _READERS(unit.session, request_id=request.id)


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
        purpose_is_listed=request.purpose in paper.book.purposes,
        purpose_detail_given=bool(request.purpose_detail.strip()),
        lending_reason_is_listed=request.carried_over_at is not None
        or reason_listed(
            request.lending_reason, paper.lending_reasons, paper.book.lists["lending_reasons"]
        ),
        approvals_missing=_approvals_needed(request) - paper.approvals_agreed,
        authority_approval_required=request.authority_needed,
        form_printed=request.form_printed_at is not None or paper.seen,
        form_sighted=paper.sighted,
        form_signed=paper.signed,
        form_sealed=paper.sealed,
        form_dated=paper.dated,
        form_matches=paper.matches,
        # One name written twice is one person; namesakes are told apart in writing.
        readers=len({bare_name(r.name) for r in readers}),
        readers_outside_personnel=sum(not (r.is_personnel or r.exception) for r in readers),
        readers_not_party_members=sum(not r.is_party_member for r in readers),
        reader_is_subject=any(is_same_person(r.name, volume) for r in readers),
        applicant_is_subject=volume.subject_member == request.applicant_id,
        reader_is_relative=any(r.declares_kinship for r in readers),
        readers_identified=paper.cards_shown,
        volume_in_open_custody=volume.in_open_custody,
        volume_is_lost=volume.lost,
        shelf_frozen=volume.shelf_frozen,
        dossier_secrecy=cast(Any, str(volume.secrecy)),
        channel=cast(Any, str(request.channel)),
        volume_evidence_present=volume.evidence_present,
        collection_code_valid=paper.code_presented,
        source=cast(Any, str(request.source)),
        sub_purpose=cast(
            Any, sub_purpose_of(request.purpose, request.sub_purpose, paper.book.lists)
        ),
        approval_document_given=document_given(request.approval_document, request.purpose_detail),
        scope=cast(Any, scope_of(request.classes)),
        copies_named=bool(request.copies_named.strip()),
        approval_expired=approval_expired(request.kept_until, local_date(unit.now)),
        within_opening_hours=is_open(paper.opening, unit.now, paper.works),
        party_membership_certified=paper.party_certified,
        avoidance_declared=paper.avoidance_signed,
        loan_over_most=_over_most(unit, request, step, paper.book.periods["lend_most"].value),
        loan_is_overdue=volume.due_on is not None and volume.due_on < local_date(unit.now),
        extensions_left=extensions_left(volume.extensions, paper.book.periods["extensions"].value),
        unit_has_overdue_loan=paper.unit_overdue,
        dossier_on_hold=volume.on_hold,
        handler_is_head=unit.holds(_HEAD, Place(room_id=request.room_id)),
        handler_is_subject=_is_member(volume.subject_member, unit.principal.member_id),
        handler_is_barred=volume.handler_barred,
        reader_is_barred=volume.reader_barred,
        volume_counted=volume.counted,
        carriers=paper.carriers,
        bag_numbered=paper.bag_numbered,
        carrying_way_is_listed=paper.way in paper.book.lists["carrying_ways"].items,
        reading_expired=volume.opened_at is not None
        and reading_over(unit, volume.opened_at, paper.book.periods["reading_validity"].value),
        certify_matter_given=bool(request.matter.strip()),
        reader_change_sealed=all(r.change_sealed for r in readers),
        volume_kind=cast(Any, str(volume.kind)),
        rank_allows_duplicate=rank_allows_duplicate(
            volume.rank, paper.book.lists["duplicate_ranks"].items.values()
        ),
        superior_approval_required=volume.authority in paper.book.lists["superior_approval"].items,
        readers_answered_only=sum(_is_answered_only(r) for r in readers),
        review_of_relatives=is_review_of_relatives(
            request.purpose, request.sub_purpose, request.purpose_detail
        ),
        approval_by=cast(Any, paper.approval_by),
        signed_by_tap=False,  # said by `ask_law` alone, which knows who asks
        returner_present=True,  # these four are asked at the return alone (ask_return.py)
        returner_is_counter=False,
        counted_page_by_page=True,
        material_changed=False,
    )


def reading_over(unit: OpenUnit, opened_at: datetime, days: int) -> bool:
    """Whether a reading that began then needs a new form: `days` working days have gone by."""
    last = after_working_days(unit.session, local_date(opened_at), days)
    return local_date(unit.now) > last


_HEAD = frozenset({Role.HEAD})


def _over_most(unit: OpenUnit, request: Request, step: str, most: int) -> bool:
    """What is asked for in all: the first term, or the term with the extension that waits."""
    if step == "extend":
        return goes_beyond(unit.session, request.id or 0, most)
    return request.days_asked > most


def _approvals_needed(request: Request) -> int:
    """None where the signatures stand in the register from before the system began."""
    if request.carried_over_at is not None:
        return 0
    return len(steps_needed(request.authority_needed, request.source))


def _is_answered_only(reader: Reader) -> bool:
    return not (reader.is_personnel or reader.is_party_member or reader.exception)


def _is_member(subject: int | None, member: int | None) -> bool:
    return subject is not None and subject == member


def reason_listed(reason: str, listed: str, in_book: RuleList) -> bool:
    """Whether the room names this reason for lending: in its record, or in its book."""
    return bool(reason) and (reason in listed.split("、") or reason in in_book.items.values())


def is_same_person(reader: str, volume: VolumeFacts) -> bool:
    """A reader who bears the subject's name counts as the subject until the window clears it up."""
    return reader.replace(" ", "") == volume.subject_name.replace(" ", "")
