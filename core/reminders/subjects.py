"""Subjects (提醒事项): the kinds of things that fall due. An area adds one by declaring how it looks.

The kind's name is also its ladder's in the rule book and its template's (`remind_<kind>`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one subject stands at the moment of looking, in what a ticket may say."""

    is_open: bool
    due_on: date
    # The thing a message is about (an opaque reference) and the number people know it by.
    about: str
    number: str
    room_id: int
    unit_id: int | None
    contact_id: int | None
    # Nobody's business but the head's (core.custody.discreet), or no chat may mention it (ADR 0006).
    discreet: bool = False
    unspoken: bool = False
    # It comes round (查缺周报): its slots speak of no day, and nobody hears in a contact's stead.
    recurs: bool = False
    # What its own template says beside; counts alone.
    said: Mapping[str, Any] = field(default_factory=dict)


LOAN = "loan"
HAND_IN = "hand_in"  # 材料移交: the sender's month
INSPECT = "inspect"  # 鉴别: the room's days
GAP_WEEK = "gap_week"  # 查缺周报: what a unit owes, every Monday
KEPT = "kept"  # 备妥后保留到哪一天: no ladder yet

Look = Callable[[Session, Collection[int], date], dict[int, Standing]]
SUBJECTS: dict[str, Look] = {}


def subject(kind: str) -> Callable[[Look], Look]:
    """Declare how subjects of this kind are looked at, by id, on a day; one that is gone is left out."""

    def declare(look: Look) -> Look:
        if kind in SUBJECTS:
            raise ValueError(f"{kind} is looked at in two ways")
        SUBJECTS[kind] = look
        return look

    return declare
