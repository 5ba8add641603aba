"""What has been shown at this counter (凭据): within the hand-over window, for one case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from core.custody.custody import Evidence
from core.holdings.dossier import Volume
from core.requests.case import Case
from core.requests.collection_code import CollectionCode
from core.requests.form import SightedForm
from core.requests.request import Request


@dataclass(frozen=True, slots=True)
class Shown:
    """`seen` has the last sight of each label: its source and when. `code_at` is the code's."""

    seen: dict[str, tuple[str, datetime]]
    code_at: datetime | None
    form: SightedForm | None


def shown_for(session: Session, case: Case, since: datetime) -> Shown:
    """What counts for handing this case over now."""
    return Shown(_seen(session, case, since), _code(session, case, since), _form(session, case))


def _seen(session: Session, case: Case, since: datetime) -> dict[str, tuple[str, datetime]]:
    rows = session.exec(
        select(Volume.label, Evidence.source, Evidence.seen_at)
        .join(Evidence, col(Evidence.volume_id) == Volume.id)
        .where(col(Volume.label).in_([line.label for line in case.lines]))
        .where(Evidence.seen_at >= since)
        .order_by(col(Evidence.seen_at))
    ).all()
    return {label: (source, at) for label, source, at in rows}


def _code(session: Session, case: Case, since: datetime) -> datetime | None:
    return session.exec(
        select(CollectionCode.presented_at)
        .join(Request, col(Request.id) == CollectionCode.request_id)
        .where(
            Request.ref == case.ref,
            col(CollectionCode.presented_at) >= since,
            col(CollectionCode.used_at).is_(None),
            col(CollectionCode.revoked_at).is_(None),
        )
        .order_by(col(CollectionCode.presented_at).desc())
    ).first()


def _form(session: Session, case: Case) -> SightedForm | None:
    return session.exec(
        select(SightedForm)
        .join(Request, col(Request.id) == SightedForm.request_id)
        .where(Request.ref == case.ref)
    ).first()
