"""本室根证书：只管本室的网址和内网地址；装过一次，换服务器证书不用重装。
The room's own authority vouches for the room's hosts and private addresses, and for nothing else.
"""

from __future__ import annotations

import asyncio
import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.x509 import Certificate, CertificateBuilder, DNSName, SubjectAlternativeName

from bot.certs.authority import (
    OutsideAuthority,
    Signed,
    fingerprint,
    new_authority,
    new_server,
    vouches_for,
)
from bot.certs.files import Pair, authority_in, load, server_in, store

NOW = datetime.now(UTC)  # real verifiers look at the real clock
NAMES = ["archive.lan", "192.168.1.20"]


@pytest.fixture
def authority() -> Signed:
    return new_authority("Danggui archive.lan", NAMES, NOW)


def stored(folder: Path, authority: Signed, server: Signed) -> tuple[Pair, Pair]:
    store(authority_in(folder), [authority[0]], authority[1])
    store(server_in(folder), [server[0], authority[0]], server[1])
    return authority_in(folder), server_in(folder)


async def hand_shake(trusted: Path, server: Pair, name: str) -> None:
    """A TLS connection by a client that trusts only this authority and checks the host's name."""
    serving = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    serving.load_cert_chain(server.certificate, server.key)
    asking = ssl.create_default_context(cafile=str(trusted))
    listening = await asyncio.start_server(
        lambda _reader, writer: writer.close(), "127.0.0.1", 0, ssl=serving
    )
    async with listening:
        port = listening.sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection(
            "127.0.0.1", port, ssl=asking, server_hostname=name
        )
        writer.close()
        await writer.wait_closed()


@pytest.mark.parametrize("name", [*NAMES, "localhost", "127.0.0.1"])
async def test_a_client_that_trusts_the_authority_connects_by_every_name(
    authority: Signed, tmp_path: Path, name: str
) -> None:
    trusted, server = stored(tmp_path, authority, new_server(authority, NAMES, NOW))
    await hand_shake(trusted.certificate, server, name)


@pytest.mark.parametrize("name", ["www.example.com", "archive.lan.example.com", "8.8.8.8"])
def test_no_other_name_is_vouched_for(authority: Signed, name: str) -> None:
    assert not vouches_for(authority[0], name)
    with pytest.raises(OutsideAuthority):
        new_server(authority, [name], NOW)


async def test_a_stolen_key_cannot_impersonate_others(authority: Signed, tmp_path: Path) -> None:
    """Whoever holds the key signs what they like; clients that trust the authority refuse it."""
    honest, key = new_server(authority, NAMES, NOW)
    forged = sign_for("www.example.com", honest, authority)
    trusted, server = stored(tmp_path, authority, (forged, key))
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        await hand_shake(trusted.certificate, server, "www.example.com")


def sign_for(name: str, like: Certificate, authority: Signed) -> Certificate:
    build = CertificateBuilder(
        issuer_name=authority[0].subject,
        subject_name=like.subject,
        public_key=like.public_key(),
        serial_number=like.serial_number,
        not_valid_before=like.not_valid_before_utc,
        not_valid_after=like.not_valid_after_utc,
    ).add_extension(SubjectAlternativeName([DNSName(name)]), critical=False)
    for extension in like.extensions:
        if not isinstance(extension.value, SubjectAlternativeName):
            build = build.add_extension(extension.value, extension.critical)
    return build.sign(authority[1], hashes.SHA256())


def test_a_new_server_certificate_keeps_the_authority_that_phones_know(
    authority: Signed, tmp_path: Path
) -> None:
    trusted, _ = stored(tmp_path, authority, new_server(authority, NAMES, NOW))
    again = load(trusted)
    assert fingerprint(again[0]) == fingerprint(authority[0])
    renewed, _ = new_server(again, ["192.168.9.9"], NOW)
    renewed.verify_directly_issued_by(again[0])


def test_keys_are_for_their_owner_only(authority: Signed, tmp_path: Path) -> None:
    for pair in stored(tmp_path / "keys", authority, new_server(authority, NAMES, NOW)):
        assert {path.stat().st_mode & 0o777 for path in (pair.key, pair.certificate)} == {0o600}
