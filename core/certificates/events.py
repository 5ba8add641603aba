"""What happens to a certificate (查核证明). `ref` is its own; what it says stands in no log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateEvent(Event):
    about: ClassVar[str] = "certificate"
    ref: str
    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDrafted(CertificateEvent):
    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDiffers(CertificateEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateChecked(CertificateEvent):
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePrinted(CertificateEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateHanded(CertificateEvent):
    number: str
