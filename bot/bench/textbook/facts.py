"""The facts of one lend (事实), gathered entity by entity."""

from __future__ import annotations

from typing import Any, cast

from sqlmodel import col, select

from bot.bench.textbook.turn import Turn
from core.custody.custody import Custody, Evidence
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume
from core.members.room import Room
from core.requests.approval import Approval, Verdict
from core.requests.collection_code import CollectionCode
from core.requests.facts import reason_listed
from core.requests.form import SightedForm
from core.requests.questions import steps_needed
from core.requests.reader import Reader
from core.requests.request import Request
from rules.facts.lending import LendingFacts


async def facts_of(turn: Turn, request: Request, volume: Volume) -> LendingFacts:
    """The same sheet as `core.requests.facts` makes for the hand-over of this volume."""
    readers = await turn.all(select(Reader).where(Reader.request_id == request.id))
    dossier = await turn.session.get_one(Dossier, volume.dossier_id)
    cadre = await turn.session.get_one(Cadre, dossier.cadre_id)
    room = await turn.session.get_one(Room, request.room_id)
    agreed = await turn.all(_agreed(request))
    codes = await turn.all(_presented(turn, request))
    seen = await turn.all(_evidence(turn, volume))
    out = await turn.all(_open_custody(volume))
    form = await turn.session.get(SightedForm, request.id)
    return LendingFacts(
        step="hand_over",
        mode=cast(Any, request.mode),
        purpose=request.purpose,
        purpose_is_listed=request.purpose in turn.law.book.purposes,
        purpose_detail_given=bool(request.purpose_detail.strip()),
        lending_reason_is_listed=reason_listed(request.lending_reason, room.lending_reasons),
        approvals_missing=len(steps_needed(request.authority_needed)) - len(agreed),
        authority_approval_required=request.authority_needed,
        form_printed=request.form_printed_at is not None,
        form_sighted=form is not None and form.sighted_at >= turn.since,
        form_signed=form is not None and form.signed,
        form_sealed=form is not None and form.sealed,
        form_dated=form is not None and form.dated,
        form_matches=form is not None and form.matches,
        readers=len(readers),
        readers_outside_personnel=sum(not (r.is_personnel or r.exception) for r in readers),
        readers_not_party_members=sum(not r.is_party_member for r in readers),
        reader_is_subject=any(r.name == cadre.name for r in readers),
        applicant_is_subject=cadre.member_id == request.applicant_id,
        reader_is_relative=any(r.declares_kinship for r in readers),
        readers_identified=sum(_shown(reader, turn) for reader in readers),
        volume_in_open_custody=bool(out),
        volume_is_lost=volume.lost,
        dossier_secrecy=cast(Any, dossier.secrecy),
        channel=cast(Any, request.channel),
        volume_evidence_present=bool(seen),
        collection_code_valid=bool(codes),
    )


def _shown(reader: Reader, turn: Turn) -> bool:
    return reader.card_seen_at is not None and reader.card_seen_at >= turn.since


def _agreed(request: Request) -> Any:
    return select(Approval).where(
        Approval.request_id == request.id,
        Approval.round == request.round,
        Approval.verdict == Verdict.AGREED,
    )


def _presented(turn: Turn, request: Request) -> Any:
    return select(CollectionCode).where(
        CollectionCode.request_id == request.id,
        col(CollectionCode.presented_at) >= turn.since,
        col(CollectionCode.used_at).is_(None),
        col(CollectionCode.revoked_at).is_(None),
    )


def _evidence(turn: Turn, volume: Volume) -> Any:
    return select(Evidence).where(
        Evidence.volume_id == volume.id, col(Evidence.seen_at) >= turn.since
    )


def _open_custody(volume: Volume) -> Any:
    return select(Custody).where(Custody.volume_id == volume.id, col(Custody.closed_at).is_(None))
