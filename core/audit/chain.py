"""The arithmetic of the log (日志): canonical JSON, commitments, links. No database, no clock.

`verify_log.py` computes the same with the standard library alone; a test holds them together.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import orjson

GENESIS = b"danggui-log-genesis-v1\0"
ENTRY = b"danggui-log-entry-v1\0"
PAYLOAD = b"danggui-log-payload-v1\0"
HEAD = b"danggui-log-head-v1\0"
Names = tuple[str, str, str, str]  # actor, action, object_kind, object_ref
PLAIN = frozenset({str, int, bool, type(None)})


class Unloggable(ValueError):
    """The log takes text, whole numbers, true, false, nothing, lists and objects only."""

    code = "unloggable"


def canonical(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces; raises `Unloggable` for anything else.

    Floats and objects with their own ways of printing would not be reproduced by every reader.
    """
    _check(value, "payload")
    return dump(value)


def plain(names: Names) -> Names:
    """The four words of a header as bare text; a `StrEnum` gives its value (drivers differ)."""
    for name in names:
        if type(name) is not str:
            return _bare(names)
    return names


def _bare(names: Names) -> Names:
    if not all(isinstance(name, str) for name in names):
        raise Unloggable(f"a header of {names!r}")
    actor, action, object_kind, object_ref = (str.__str__(name) for name in names)
    return actor, action, object_kind, object_ref


def dump(value: Any) -> bytes:
    """Canonical JSON of a value already known to be plain."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:
        raise Unloggable(str(error)) from error


def _check(value: Any, where: str) -> None:
    kind = type(value)
    if kind in PLAIN:
        return
    if kind is dict:
        for key, item in value.items():
            if type(item) not in PLAIN:
                _check(item, f"{where}.{key}")
    elif kind is list:
        for place, item in enumerate(value):
            if type(item) not in PLAIN:
                _check(item, f"{where}[{place}]")
    else:
        raise Unloggable(f"{where} is a {kind.__name__}")


def moment(at: datetime) -> str:
    """UTC with all six digits of the microsecond: `2026-11-22T01:02:03.000004Z` (27 characters)."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def genesis(log_id: str) -> bytes:
    """The chain before the first entry, 32 bytes; binds the random id of this log (hex)."""
    return hashlib.sha256(GENESIS + bytes.fromhex(log_id)).digest()


def commit(salt: bytes, body: bytes) -> str:
    """64 hex digits that bind a body without giving it away: SHA-256(domain ‖ salt₁₆ ‖ body)."""
    return hashlib.sha256(PAYLOAD + salt + body).hexdigest()


def link(before: bytes, seq: int, at: str, names: Names, commitment: str) -> bytes:
    """The chain after an entry, 32 bytes: SHA-256(domain ‖ chain before ‖ canonical header)."""
    actor, action, object_kind, object_ref = names
    header = {
        "action": action,
        "actor": actor,
        "at": at,
        "commitment": commitment,
        "object_kind": object_kind,
        "object_ref": object_ref,
        "seq": seq,
    }
    return hashlib.sha256(ENTRY + before + dump(header)).digest()


def head_message(log_id: str, size: int, chain: str, at: str) -> bytes:
    """The bytes that a head's signature covers."""
    return HEAD + dump({"at": at, "chain": chain, "log_id": log_id, "size": size})
