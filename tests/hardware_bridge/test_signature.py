"""上报须由登记设备签名，改动一处即拒收。

A call is signed by its device; change one part and it is refused.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hardware_bridge.signature import (
    DEVICE,
    NONCE,
    SIGNATURE,
    TIMESTAMP,
    Call,
    SignatureRefused,
    claim,
    sign,
    verify,
)

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
KEY, OTHER_KEY = b"k" * 32, b"o" * 32
CALL = Call("POST", "/api/v1/bridge/events", b'{"events": []}')


def _signed(at: datetime = NOW) -> dict[str, str]:
    return sign(CALL, KEY, "desk-1", at)


def test_a_signed_call_passes() -> None:
    verify(CALL, claim(_signed()), [KEY], NOW)


def test_during_a_rotation_either_key_passes() -> None:
    verify(CALL, claim(_signed()), [OTHER_KEY, KEY], NOW)


def test_the_signed_text_is_the_one_in_the_contract() -> None:
    import hashlib
    import hmac

    headers = _signed()
    body = hashlib.sha256(CALL.body).hexdigest()
    text = f"POST|{CALL.path}|{body}|desk-1|{headers[TIMESTAMP]}|{headers[NONCE]}"
    assert headers[SIGNATURE] == hmac.new(KEY, text.encode(), "sha256").hexdigest()


def test_no_nonce_comes_twice() -> None:
    assert len({_signed()[NONCE] for _ in range(100)}) == 100


@pytest.mark.parametrize(
    "call",
    [
        replace(CALL, method="PUT"),
        replace(CALL, path=CALL.path + "/"),
        replace(CALL, path=CALL.path + "?a=1"),
        replace(CALL, body=CALL.body + b" "),
        replace(CALL, body=b""),
    ],
)
def test_another_call_under_the_same_signature_is_refused(call: Call) -> None:
    with pytest.raises(SignatureRefused, match="wrong"):
        verify(call, claim(_signed()), [KEY], NOW)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        (DEVICE, "desk-2"),
        (TIMESTAMP, str(int(NOW.timestamp()) + 1)),
        (NONCE, "0" * 32),
        (SIGNATURE, "0" * 64),
    ],
)
def test_each_altered_header_is_refused(header: str, value: str) -> None:
    with pytest.raises(SignatureRefused, match="wrong"):
        verify(CALL, claim(_signed() | {header: value}), [KEY], NOW)


@pytest.mark.parametrize("keys", [[], [OTHER_KEY]])
def test_an_unknown_or_revoked_key_is_refused(keys: list[bytes]) -> None:
    with pytest.raises(SignatureRefused, match="wrong"):
        verify(CALL, claim(_signed()), keys, NOW)


@pytest.mark.parametrize("seconds", [-300, 300])
def test_five_minutes_off_is_still_in_time(seconds: int) -> None:
    verify(CALL, claim(_signed(NOW + timedelta(seconds=seconds))), [KEY], NOW)


@pytest.mark.parametrize("seconds", [-301, 301, -86_400])
def test_a_stale_or_early_timestamp_is_refused(seconds: int) -> None:
    with pytest.raises(SignatureRefused, match="stale"):
        verify(CALL, claim(_signed(NOW + timedelta(seconds=seconds))), [KEY], NOW)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        (DEVICE, ""),
        (DEVICE, "a|b"),
        (DEVICE, "desk-1\n"),
        (TIMESTAMP, "1e9"),
        (TIMESTAMP, "-1"),
        (TIMESTAMP, "٣"),
        (NONCE, "A" * 32),
        (NONCE, "0" * 31),
        (SIGNATURE, "0" * 63),
        (SIGNATURE, "é" * 64),
    ],
)
def test_malformed_headers_are_refused_before_any_key_is_looked_up(header: str, value: str) -> None:
    with pytest.raises(SignatureRefused, match="malformed"):
        claim(_signed() | {header: value})


@pytest.mark.parametrize("header", [DEVICE, TIMESTAMP, NONCE, SIGNATURE])
def test_a_missing_header_is_refused(header: str) -> None:
    headers = _signed()
    del headers[header]
    with pytest.raises(SignatureRefused, match="malformed"):
        claim(headers)


def test_a_path_that_holds_the_separator_is_refused() -> None:
    call = replace(CALL, path="/a|b")
    claimed = claim(sign(call, KEY, "desk-1", NOW))
    with pytest.raises(SignatureRefused, match="malformed"):
        verify(call, claimed, [KEY], NOW)
