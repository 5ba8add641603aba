"""What the law answers (裁定): allowed or refused, always with every reason that was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a law comes from (依据). `status` is verified, local, seed, recalled or design."""

    instrument: str
    article: str
    status: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One law that fired, with what a person needs to put it right.

    `audience` is the lowest rank that may read it: applicant, archivist or head.
    `override` is "nobody" or the role that may set the law aside with a reason.
    `approval` names the approval that a `require` law asks for, else it is empty.
    """

    law: str
    title: str
    slogan: str
    basis: Basis
    remedy: str
    audience: str
    sensitive: bool
    override: str
    approval: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """The step may be taken, once `requires` are met; `warns` are read first.

    `fired` holds the code of every law that fired, in the order of the book.
    """

    requires: tuple[Reason, ...]
    warns: tuple[Reason, ...]
    book_version: str
    fired: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The step may not be taken; `reasons` are all of them, never only the first."""

    reasons: tuple[Reason, ...]
    book_version: str
    fired: tuple[str, ...]


Decision: TypeAlias = Allowed | Refused
