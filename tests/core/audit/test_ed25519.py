"""核验程序自带的 Ed25519 与 cryptography 库结论一致（RFC 8032）。
The verifier's own Ed25519 agrees with the cryptography library, for true and for false ones."""

from __future__ import annotations

import random

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from core.audit.signing_key import public_bytes
from core.audit.verify_log import ORDER, P, ed25519_holds

# RFC 8032 §7.1, tests 1 to 3: key, message, signature
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


def _reference(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _flipped(value: bytes, bit: int) -> bytes:
    return (int.from_bytes(value, "big") ^ (1 << bit)).to_bytes(len(value), "big")


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_vectors_of_the_standard_hold(key: str, message: str, signature: str) -> None:
    assert ed25519_holds(*map(bytes.fromhex, (key, signature, message)))


def test_many_signatures_hold_and_none_with_a_flipped_bit_does() -> None:
    chance = random.Random(8032)
    for length in range(60):
        key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        message = chance.randbytes(length)
        public, signature = public_bytes(key), key.sign(message)
        assert ed25519_holds(public, signature, message)
        for _ in range(3):
            assert not ed25519_holds(public, _flipped(signature, chance.randrange(512)), message)
        assert not ed25519_holds(_flipped(public, chance.randrange(256)), signature, message)
        assert not ed25519_holds(public, signature, message + b"x")


def test_odd_encodings_are_judged_as_by_the_library() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public, signature = public_bytes(key), key.sign(b"m")
    s = int.from_bytes(signature[32:], "little")
    odd = [
        (public, signature[:32] + (s + ORDER).to_bytes(32, "little")),
        (public, signature[:32] + ORDER.to_bytes(32, "little")),
        (public, bytes(64)),
        (public, b"\xff" * 64),
        (P.to_bytes(32, "little"), signature),
        (b"\xff" * 32, signature),
        (bytes(32), signature),
        (public[:31], signature),
        (public, signature[:63]),
    ]
    for each_key, each in odd:
        assert ed25519_holds(each_key, each, b"m") is _reference(each_key, each, b"m") is False
