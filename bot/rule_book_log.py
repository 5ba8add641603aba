"""A change of the rule book (制度规则库变更) is logged when the house opens with another one.

The house's book and each room's own are told apart; a room that lost its own is told too.
"""

from __future__ import annotations

from collections.abc import Mapping

import orjson
from sqlmodel import Session, col, select

from core.audit.append import Record
from core.audit.entry import LogEntry, LogPayload
from core.dispatch import Dispatch
from core.principal import Principal
from core.unit import Journal

ACTION, KIND = "rule_book_changed", "rule_book"


def note_books(dispatch: Dispatch) -> None:
    """Leave an entry if the versions of the books in force are not the ones logged last."""
    versions = dispatch.law.versions
    with dispatch.database.reading() as session:
        if _last(session) == versions:
            return
    dispatch.writer.submit(lambda session: (None, _journal(session, versions))).result()


def _journal(session: Session, versions: Mapping[str, str]) -> Journal:
    """Looked at again inside the transaction: replicas that start together tell it once."""
    before = _last(session)
    if before == dict(versions):
        return Journal()
    payload = {"versions": dict(versions), "before": before, "via": "start"}
    digest = versions[""].rsplit("-", 1)[-1]
    return Journal(records=[Record(Principal.clock().name, ACTION, KIND, digest, payload)])


def _last(session: Session) -> dict[str, str]:
    body = session.exec(
        select(LogPayload.body)
        .join(LogEntry, col(LogEntry.seq) == col(LogPayload.seq))
        .where(LogEntry.action == ACTION)
        .order_by(col(LogEntry.seq).desc())
        .limit(1)
    ).first()
    return dict(orjson.loads(body)["versions"]) if body else {}
