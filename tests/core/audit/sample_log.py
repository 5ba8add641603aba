"""样本日志 / A log to try things on: thirty entries, heads signed after 10 and 20, one erasure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import Session

from core.audit.append import Record, append
from core.audit.erase import erase_payload
from core.audit.heads import head_text, sign_head

NOON = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
FOREIGN_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))


def a_record(number: int = 1) -> Record:
    payload = {"用途": "任免", "卷": [f"A{number}", None], "份数": number, "急": number % 2 == 0}
    return Record(f"m{number % 3}", "request_submitted", "request", f"R{number:04}", payload)


def minute(number: int) -> datetime:
    return NOON + timedelta(minutes=number)


def write_thirty(session: Session, key: Ed25519PrivateKey = KEY) -> str:
    """Writes and commits; gives the text of the head that was printed after entry 20."""
    printed = ""
    for number in range(1, 30):
        append(session, [a_record(number)], minute(number))
        if number in (10, 20):
            printed = head_text(sign_head(session, key, minute(number) + timedelta(seconds=30)))
    erase_payload(session, 7, "m9", "保管期满", minute(30))
    session.commit()
    return printed
