"""Erase (删除日志内容): what an entry says goes, that it was said stays; the chain still holds.

On SQLite the old pages live on in the write-ahead file until `PRAGMA wal_checkpoint(TRUNCATE)`,
and in backups until they expire; whoever erases for good does these too.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from core.audit.append import Record, append
from core.audit.entry import LogPayload
from core.errors import NotFound

PAYLOAD_ERASED = "payload_erased"
ENTRY_KIND = "log_entry"


def erase_payload(session: Session, seq: int, actor: str, reason: str, at: datetime) -> int:
    """Delete the payload of entry `seq` and record that, in one transaction; gives the new size.

    Raises `NotFound` if there is no such payload, or no longer.
    """
    payload = session.get(LogPayload, seq)
    if payload is None:
        raise NotFound(seq=seq)
    session.delete(payload)
    return append(
        session, [Record(actor, PAYLOAD_ERASED, ENTRY_KIND, str(seq), {"reason": reason})], at
    )
