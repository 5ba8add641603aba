"""Verify heads (核验日志签名): the running head against the last entry, each signed head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlmodel import Session

from core.audit.chain import genesis, head_message
from core.audit.problem import Problem
from core.audit.signing_key import key_id
from core.audit.walk import printed

_HEAD = "SELECT log_id, size, chain, at FROM log_head"
_SIGNED = (
    "SELECT s.size, s.log_id, s.chain, s.at, s.signature, s.key_id, e.chain, e.at, n.at"
    " FROM signed_head s LEFT JOIN log_entry e ON e.seq = s.size"
    " LEFT JOIN log_entry n ON n.seq = s.size + 1 ORDER BY s.size"
)


def log_id_of(session: Session) -> str:
    """The log's random id in hex, or '' where there is no running head or none readable."""
    log_id = session.connection().exec_driver_sql("SELECT log_id FROM log_head").scalar()
    try:
        genesis(log_id or "")
    except (ValueError, TypeError):
        return ""
    return log_id or ""


def head_problems(
    session: Session, size: int, chain: str, public_keys: Sequence[bytes]
) -> list[Problem]:
    """What is wrong with the heads of a log whose entries end at `size` and `chain` (hex)."""
    connection = session.connection()
    head = connection.exec_driver_sql(_HEAD).first()
    signed = connection.exec_driver_sql(_SIGNED).all()
    keys = {key_id(key): key for key in map(Ed25519PublicKey.from_public_bytes, public_keys)}
    if head is None:
        return [Problem("head_missing")] if size or signed else []
    wrong = [] if (head.size, head.chain) == (size, chain) else [Problem("head_wrong", size)]
    return wrong + [problem for row in signed for problem in _signed(row, head.log_id, keys)]


def _signed(row: Any, log_id: str, keys: dict[str, Ed25519PublicKey]) -> Iterator[Problem]:
    size, its_log, chain, at, _, its_key, entry_chain, entry_at, next_at = row
    try:
        at = printed(at)
        if size == 0:
            entry_chain = genesis(log_id).hex()
        if (its_log, chain) != (log_id, entry_chain) or (entry_at and printed(entry_at) > at):
            yield Problem("signed_head_wrong", size)
        if next_at and printed(next_at) < at:
            yield Problem("back_dated", size + 1)
        if keys:
            yield from _signature(row, head_message(its_log, size, chain, at), keys.get(its_key))
    except (ValueError, TypeError):
        yield Problem("signed_head_wrong", size)


def _signature(row: Any, message: bytes, key: Ed25519PublicKey | None) -> Iterator[Problem]:
    if key is None:
        yield Problem("key_unknown", row.size)
        return
    try:
        key.verify(bytes.fromhex(row.signature), message)
    except InvalidSignature:
        yield Problem("signature_false", row.size)
