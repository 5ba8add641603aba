"""Heads (日志签名): the log's state at one size, signed, kept, printed for the day's register."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import Session, col, select

from core.audit.append import Record, append
from core.audit.chain import head_message, moment
from core.audit.entry import SignedHead
from core.audit.head_row import HeadRow, locked_head, move_head
from core.audit.printed_head import PrintedHead, head_qr, head_text, parse_head_text
from core.audit.signing_key import key_id, load_or_create_key, public_pem

__all__ = [
    "PrintedHead",
    "head_qr",
    "head_text",
    "latest_head",
    "load_or_create_key",
    "parse_head_text",
    "public_pem",
    "sign_head",
]
KEY_CHANGED = "signing_key_changed"


def sign_head(session: Session, key: Ed25519PrivateKey, at: datetime) -> SignedHead:
    """The signed head of the log as it stands; signs only if the log has grown since the last one.

    The running head takes the signature's time, so no later entry can be dated before it. A new
    key leaves an entry in the log before it signs for the first time.
    """
    session.flush()
    head = locked_head(session.connection(), at)
    latest = latest_head(session)
    if latest is not None and latest.key_id != key_id(key):
        change = Record("", KEY_CHANGED, "signing_key", key_id(key), {"before": latest.key_id})
        append(session, [change], at)
        head = locked_head(session.connection(), at)
    elif latest is not None and latest.size == head.size:
        return latest
    signed = _signed(head, key, max(head.at, at))
    move_head(session.connection(), head, replace(head, at=signed.at))
    session.add(signed)
    session.flush()
    return signed


def latest_head(session: Session) -> SignedHead | None:
    """The newest head that was signed."""
    return session.exec(select(SignedHead).order_by(col(SignedHead.size).desc())).first()


def _signed(head: HeadRow, key: Ed25519PrivateKey, at: datetime) -> SignedHead:
    message = head_message(head.log_id, head.size, head.chain.hex(), moment(at))
    return SignedHead(
        size=head.size,
        log_id=head.log_id,
        chain=head.chain.hex(),
        at=at,
        signature=key.sign(message).hex(),
        key_id=key_id(key),
    )
