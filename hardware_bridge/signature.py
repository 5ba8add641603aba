"""Who sent this request: HMAC-SHA256 with a key per device (设备签名).

Signed text: `method|path|sha256(body)|device|timestamp|nonce`; the timestamp in whole Unix
seconds. The receiver also keeps each accepted (device, nonce) for twice `TOLERANCE_SECONDS`
and refuses a second one: a replay is not visible here.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hardware_bridge.wire import DEVICE_PATTERN

TOLERANCE_SECONDS = 300
DEVICE = "X-Danggui-Device"
TIMESTAMP = "X-Danggui-Timestamp"
NONCE = "X-Danggui-Nonce"
SIGNATURE = "X-Danggui-Signature"

_SHAPES = {
    DEVICE: DEVICE_PATTERN,
    TIMESTAMP: r"^[0-9]{1,12}$",
    NONCE: r"^[0-9a-f]{32}$",
    SIGNATURE: r"^[0-9a-f]{64}$",
}


class SignatureRefused(Exception):
    """The request is not signed as it must be; `code` is malformed | stale | wrong."""

    def __init__(self, code: str) -> None:
        super().__init__(f"signature refused: {code}")
        self.code = code


@dataclass(frozen=True, slots=True)
class Call:
    """The signed part of a request: upper-case method, raw path, body as sent."""

    method: str
    path: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Claim:
    """What the headers say, before anything is proved."""

    device: str
    timestamp: int
    nonce: str
    signature: str


def sign(call: Call, key: bytes, device: str, now: datetime) -> dict[str, str]:
    """The four headers for one call, under a fresh nonce. `now` must have a zone."""
    timestamp, nonce = str(int(now.timestamp())), secrets.token_hex(16)
    signature = _digest(key, call, device, timestamp, nonce)
    return {DEVICE: device, TIMESTAMP: timestamp, NONCE: nonce, SIGNATURE: signature}


def claim(headers: Mapping[str, str]) -> Claim:
    """Read the headers, to find the device's keys. Raises `SignatureRefused("malformed")`."""
    values = {name: headers.get(name, "") for name in _SHAPES}
    # fullmatch, since `$` alone would let a trailing newline through
    if not all(re.fullmatch(shape, values[name]) for name, shape in _SHAPES.items()):
        raise SignatureRefused("malformed")
    return Claim(values[DEVICE], int(values[TIMESTAMP]), values[NONCE], values[SIGNATURE])


def verify(call: Call, claimed: Claim, keys: Sequence[bytes], now: datetime) -> None:
    """Pass in silence or raise `SignatureRefused`. Two keys may be active during a rotation."""
    if "|" in call.method + call.path:
        raise SignatureRefused("malformed")
    signed = (claimed.device, str(claimed.timestamp), claimed.nonce)
    expected = (_digest(key, call, *signed) for key in keys)
    if not any(hmac.compare_digest(one, claimed.signature) for one in expected):
        raise SignatureRefused("wrong")
    if abs(now.timestamp() - claimed.timestamp) > TOLERANCE_SECONDS:
        raise SignatureRefused("stale")


def _digest(key: bytes, call: Call, *signed: str) -> str:
    body = hashlib.sha256(call.body).hexdigest()
    text = "|".join((call.method, call.path, body, *signed))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
