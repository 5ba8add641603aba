"""The rows of one case that is ready (待出库办件的各行), as the real steps leave them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import SQLModel

from bot.bench.staff import REASON, Staff
from core.clock import local_date
from core.custody.custody import Evidence
from core.custody.sealed_package import SealedPackage
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume, new_label
from core.ids import opaque
from core.outbox.addressee import Addressee
from core.requests.approval import Approval
from core.requests.collection_code import CollectionCode
from core.requests.form import SightedForm
from core.requests.issue_collection_code import hash_code
from core.requests.line import Line
from core.requests.reader import Reader
from core.requests.request import Mode, Request, State


def case_rows(n: int, staff: Staff, now: datetime) -> list[SQLModel]:
    """One number serves the case in all its tables."""
    request = _request(n, staff, now)
    return [
        Cadre(id=n, name=f"测量对象{n}", unit_id=staff.unit),
        Dossier(id=n, number=f"B-{n}", cadre_id=n, room_id=staff.room),
        Volume(id=n, dossier_id=n, label=new_label()),
        request,
        Line(id=n, request_id=n, volume_id=n),
        *(_reader(n, ordinal, staff, now) for ordinal in (1, 2)),
        *_approvals(n, staff, now),
        _form(n, staff, now),
        _package(n, staff, now),
        _code(n, now),
        _evidence(n, staff, now),
        *_copies(n, request.ref, staff),
    ]


def _request(n: int, staff: Staff, now: datetime) -> Request:
    return Request(
        id=n,
        number=f"测办〔{now.year}〕{n:07d}号",
        short=f"{n:07d}",
        room_id=staff.room,
        unit_id=staff.unit,
        applicant_id=staff.contact,
        mode=Mode.LEND,
        purpose="personnel_work",
        lending_reason=REASON,
        state=State.READY,
        state_since=now,
        submitted_at=now,
        form_printed_at=now,
        ready_at=now,
        kept_until=local_date(now) + timedelta(days=5),
        version=5,
        ref=opaque(20),
    )


def _reader(n: int, ordinal: int, staff: Staff, now: datetime) -> Reader:
    return Reader(
        id=2 * (n - 1) + ordinal,
        request_id=n,
        ordinal=ordinal,
        name=f"查阅人{ordinal}",
        is_personnel=True,
        is_party_member=True,
        card_kind="work_and_id",
        card_last4="0000",
        card_seen_at=now,
        card_seen_by=staff.archivists[0],
    )


def _approvals(n: int, staff: Staff, now: datetime) -> list[Approval]:
    signed = (("unit_sign", staff.approver), ("room_review", staff.head))
    return [
        Approval(
            request_id=n,
            applicant_id=staff.contact,
            step=step,
            verdict="agreed",
            member_id=member,
            at=now,
        )
        for step, member in signed
    ]


def _form(n: int, staff: Staff, now: datetime) -> SightedForm:
    return SightedForm(
        request_id=n,
        signed=True,
        sealed=True,
        dated=True,
        matches=True,
        party_certified=True,
        avoidance_signed=True,
        sighted_by=staff.archivists[0],
        sighted_at=now,
    )


def _package(n: int, staff: Staff, now: datetime) -> SealedPackage:
    return SealedPackage(
        request_id=n,
        room_id=staff.room,
        slip_number=f"测借条〔{now.year}〕{n:07d}号",
        number=f"D{n}",
        way="unit_vehicle",
        carrier_1=2 * n - 1,
        carrier_2=2 * n,
        packed_by=staff.archivists[0],
        packed_at=now,
    )


def _code(n: int, now: datetime) -> CollectionCode:
    return CollectionCode(
        code_hash=hash_code(f"{n}/{opaque(12)}"),
        request_id=n,
        carrier="paper",
        issued_at=now,
        expires_at=now + timedelta(days=5),
        presented_at=now,
    )


def _evidence(n: int, staff: Staff, now: datetime) -> Evidence:
    return Evidence(
        volume_id=n,
        room_id=staff.room,
        source="label",
        seen_at=now,
        recorded_at=now,
        recorded_by=staff.archivists[0],
    )


def _copies(n: int, ref: str, staff: Staff) -> list[Addressee]:
    """Who already has this case's card: who asked, who signed, who made it ready."""
    people = (
        staff.contact,
        staff.approver,
        staff.head,
        staff.archivists[n % len(staff.archivists)],
    )
    return [Addressee(about=ref, member_id=member) for member in people]
