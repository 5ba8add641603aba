"""What has been shown at this counter (凭据): within the hand-over window, for one case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlmodel import Session, SQLModel, col

from core.custody.custody import Evidence
from core.dispatch import Dispatch
from core.holdings.dossier import Volume
from core.prepared import Prepared
from core.requests.case import Case, CaseReader
from core.requests.collection_code import CollectionCode
from core.requests.form import SightedForm
from core.requests.line import Line
from core.requests.request import Request


@dataclass(frozen=True, slots=True)
class Shown:
    """`seen` has the last sight of each label: its source and when. `code_at` is the code's.

    Nothing from before `since` counts any more. The `form` is a row to look at, not to change.
    """

    since: datetime
    seen: dict[str, tuple[str, datetime]]
    code_at: datetime | None
    form: SightedForm | None

    @property
    def original(self) -> SightedForm | None:
        """The form whose original lay here within the window."""
        return self.form if self.form and self.form.sighted_at >= self.since else None

    def card_counts(self, reader: CaseReader) -> bool:
        """Whether this reader's card was seen within the window, as the law asks."""
        return reader.card_seen_at is not None and reader.card_seen_at >= self.since


def window_opens(dispatch: Dispatch, room: str) -> datetime:
    """What was shown in this room from here on counts for a hand-over now."""
    minutes = dispatch.law.of_room(room).book.periods["hand_over_window"].value
    return dispatch.clock.now() - timedelta(minutes=minutes)


def shown_for(session: Session, case: Case, since: datetime) -> Shown:
    """What counts for handing this case over now."""
    seen = _SEEN(session, of_ref=case.ref, since=since)
    code = _CODE.first(session, of_ref=case.ref, since=since)
    return Shown(
        since=since,
        seen={row.label: (row.source, row.seen_at) for row in seen},
        code_at=code.presented_at if code else None,
        form=_FORM.first(session, of_ref=case.ref),
    )


_OF_CASE = col(Request.ref) == bindparam("of_ref")
# The counter shows these after every scan.
_SEEN = Prepared(
    select(col(Volume.label), col(Evidence.source), col(Evidence.seen_at))
    .join_from(Request, Line, col(Line.request_id) == col(Request.id))
    .join(Volume, col(Volume.id) == col(Line.volume_id))
    .join(Evidence, col(Evidence.volume_id) == col(Volume.id))
    .where(_OF_CASE, col(Evidence.seen_at) >= bindparam("since"))
    .order_by(col(Evidence.seen_at))
)
_CODE = Prepared(
    select(col(CollectionCode.presented_at))
    .join(Request, col(Request.id) == col(CollectionCode.request_id))
    .where(
        _OF_CASE,
        col(CollectionCode.presented_at) >= bindparam("since"),
        col(CollectionCode.used_at).is_(None),
        col(CollectionCode.revoked_at).is_(None),
    )
    .order_by(col(CollectionCode.presented_at).desc())
    .limit(1)
)
_FORM = Prepared(
    select(SQLModel.metadata.tables[SightedForm.__tablename__])
    .join(Request, col(Request.id) == col(SightedForm.request_id))
    .where(_OF_CASE)
)
