"""The people of a case (办件中的人): who reads, who read before them, who signed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.masked import Masked
from core.members.member import Member
from core.prepared import Prepared
from core.requests.approval import Approval
from core.requests.case import CaseApproval, CaseReader
from core.requests.reader import Reader

Readers = tuple[CaseReader, ...]


def case_readers(session: Session, request_id: int) -> tuple[Readers, Readers]:
    """Those in force, and those whom somebody replaced."""
    rows = _READERS(session, request_id=request_id)
    now = tuple(_reader(row) for row in rows if row.replaced_at is None)
    return now, tuple(_reader(row) for row in rows if row.replaced_at is not None)


def case_approvals(session: Session, request_id: int) -> tuple[CaseApproval, ...]:
    """In the order in which they were given."""
    return tuple(_approval(row) for row in _APPROVALS(session, request_id=request_id))


_READERS = Prepared(
    select(
        *(col(Reader.id).label("reader_id"), col(Reader.ordinal), col(Reader.name)),
        *(col(Reader.is_personnel), col(Reader.is_party_member), col(Reader.exception)),
        *(col(Reader.card_kind), col(Reader.card_last4), col(Reader.card_seen_at)),
        col(Reader.replaced_at),
    )
    .where(col(Reader.request_id) == bindparam("request_id"))
    .order_by(col(Reader.ordinal))
)
_BEHALF, _RECORDED, _SEEN = aliased(Member), aliased(Member), aliased(Member)
_APPROVALS = Prepared(
    select(
        *(col(Approval.step), col(Approval.verdict), col(Approval.way), col(Approval.reason)),
        *(col(Approval.at), col(Approval.round), col(Approval.extension)),
        *(col(Member.post), col(Member.name)),
        col(_BEHALF.post).label("on_behalf_of"),
        col(_RECORDED.post).label("recorded_by"),
        col(_SEEN.post).label("seen_by"),
    )
    .join_from(Approval, Member, col(Member.id) == col(Approval.member_id))
    .outerjoin(_BEHALF, col(_BEHALF.id) == col(Approval.on_behalf_of))
    .outerjoin(_RECORDED, col(_RECORDED.id) == col(Approval.recorded_by))
    .outerjoin(_SEEN, col(_SEEN.id) == col(Approval.seen_by))
    .where(col(Approval.request_id) == bindparam("request_id"))
    .order_by(col(Approval.at), col(Approval.id))
)


def _reader(row: Any) -> CaseReader:
    shown = row._asdict()
    del shown["replaced_at"]
    return CaseReader(**shown | {"name": Masked(row.name)})


def _approval(row: Any) -> CaseApproval:
    others = ("on_behalf_of", "recorded_by", "seen_by")
    posts = {name: getattr(row, name) or "" for name in others}
    return CaseApproval(**row._asdict() | posts | {"name": Masked(row.name)})
