"""The room's own authority (本室根证书): one that phones can be told to trust, for these hosts only.

X.509 name constraints (RFC 5280 §4.2.1.10) bind it to the room's host names and to private
addresses: whoever stole its key could not impersonate a bank to the phones that trust it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_DAYS = 3650
SERVER_DAYS = 820  # phones refuse more than 825
ALWAYS = ("localhost", "127.0.0.1")
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7", "::1/128")

Signed = tuple[x509.Certificate, ec.EllipticCurvePrivateKey]
Address = IPv4Address | IPv6Address


class OutsideAuthority(ValueError):
    """The authority may not vouch for this name."""


def new_authority(title: str, names: Iterable[str], now: datetime) -> Signed:
    """An authority for these host names and any private address, valid for ten years."""
    key = ec.generate_private_key(ec.SECP256R1())
    hosts = [x509.DNSName(name) for name in _ordered(names) if address_of(name) is None]
    networks = [x509.IPAddress(ip_network(each)) for each in PRIVATE]
    allowed = x509.NameConstraints(permitted_subtrees=[*hosts, *networks], excluded_subtrees=None)
    build = (
        _begun(_name(title), _name(title), key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(allowed, critical=True)
    )
    return build.sign(key, SHA256()), key


def new_server(authority: Signed, names: Iterable[str], now: datetime) -> Signed:
    """A server's certificate for these names. Raises OutsideAuthority for one it may not bear."""
    issuer, issuer_key = authority
    wanted = _ordered(names)
    for name in wanted:
        if not vouches_for(issuer, name):
            raise OutsideAuthority(name)
    key = ec.generate_private_key(ec.SECP256R1())
    build = (
        _begun(_name(wanted[0]), issuer.subject, key, now, SERVER_DAYS)
        .add_extension(x509.SubjectAlternativeName([_general(n) for n in wanted]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    return build.sign(issuer_key, SHA256()), key


def vouches_for(authority: x509.Certificate, name: str) -> bool:
    """Whether the authority's name constraints let it vouch for a host name or address."""
    allowed = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    trees = [tree.value for tree in allowed.permitted_subtrees or ()]
    address = address_of(name)
    if address is None:
        hosts = [tree for tree in trees if isinstance(tree, str)]
        return any(name == host or name.endswith(f".{host}") for host in hosts)
    networks = [tree for tree in trees if isinstance(tree, IPv4Network | IPv6Network)]
    return any(address in network for network in networks)


def address_of(name: str) -> Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate as phones show it: 32 pairs of hex digits."""
    return certificate.fingerprint(SHA256()).hex(" ").upper()


def _ordered(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*names, *ALWAYS]))


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # A phone's clock may be behind ours.
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(title: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title[:64])])


def _general(name: str) -> x509.GeneralName:
    address = address_of(name)
    return x509.DNSName(name) if address is None else x509.IPAddress(address)
