"""Whether digital copies are taken in at all (数字档案启用): off until two officers decided.

Basis: 《干部人事档案工作条例》第二十三条 puts their use, transfer and secrecy under the rules of paper;
a house begins by a document, two officers, and a day on which it is decided again.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session, col, select

from core.clock import local_date
from core.errors import CodedError
from core.members.decision_of_two import DecisionOfTwo, two_officers
from core.unit import OpenUnit


class ScansOff(CodedError):
    """Digital copies are not switched on in this house, or the decision has run out."""

    code = "scans_off"


class ScanDecision(DecisionOfTwo, table=True):
    """Asked for by one officer with a document and a last day, in force when another has agreed."""

    __tablename__ = "scan_decision"
    __table_args__ = two_officers()

    until: date


def scans_decided(session: Session, now: datetime) -> ScanDecision | None:
    """The latest that both officers gave and whose last day has not passed."""
    return session.exec(
        select(ScanDecision)
        .where(
            col(ScanDecision.agreed_at).is_not(None),
            col(ScanDecision.dropped_at).is_(None),
            col(ScanDecision.until) >= local_date(now),
        )
        .order_by(col(ScanDecision.agreed_at).desc())
    ).first()


def demand_scans(unit: OpenUnit) -> None:
    """Raises ScansOff where no decision is in force."""
    if scans_decided(unit.session, unit.now) is None:
        raise ScansOff
