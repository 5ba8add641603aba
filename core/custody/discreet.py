"""Discreet custody (暂不提供): who may know why a volume is out when an organ investigates.

Requests of discipline, inspection and the courts go straight to the head; to everybody else the
holdings answer only that the volume is out. This is the one place that says which requests these
are: whatever shows where a volume is asks here.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_
from sqlmodel import col

from core.requests.request import Request, Source

PURPOSES = frozenset({"inspection_and_discipline"})


def is_discreet(purpose: str, source: str) -> bool:
    """Whether such a request is nobody's business but the head's."""
    return source == Source.ORGAN or purpose in PURPOSES


def discreet_requests() -> ColumnElement[bool]:
    """The same as a condition on rows of `Request`."""
    return or_(col(Request.source) == Source.ORGAN, col(Request.purpose).in_(PURPOSES))
