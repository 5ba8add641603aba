"""What was written into the members' form (登记表): read, and looked at before anything is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.web.posted import Posted
from core.clock import SHANGHAI
from core.members.member import OFFICERS, ROOM_ROLES, Role


@dataclass(frozen=True, slots=True)
class Wanted:
    """A role over a unit, a room, or the organisation, until a day."""

    role: str
    room_id: int | None
    unit_id: int | None
    valid_to: datetime | None
    document: str


def wanted_of(form: Posted) -> Wanted:
    kind, _, key = form.text("scope").partition(":")
    number = int(key) if key.isdecimal() and len(key) < 10 else None
    return Wanted(
        role=form.text("role"),
        room_id=number if kind == "room" else None,
        unit_id=number if kind == "unit" else None,
        valid_to=_end_of(form.text("until")),
        document=form.text("filing_no"),
    )


def complaints(form: Posted, wanted: Wanted, now: datetime) -> dict[str, str]:
    """Field → what is missing, in words; empty when the form can be carried out."""
    found: dict[str, str] = {}
    if wanted.role not in set(Role):
        found["role"] = "请选身份"
    elif wanted.role == Role.UNIT_CONTACT and wanted.unit_id is None:
        found["scope"] = "联络员须选单位"
    elif wanted.role in ROOM_ROLES and wanted.room_id is None:
        found["scope"] = "请选管档单位"
    elif wanted.role in OFFICERS and (wanted.room_id or wanted.unit_id):
        found["scope"] = "三员的范围是全市，请选“全市”"
    if wanted.role == Role.UNIT_CONTACT and wanted.valid_to is None:
        found["until"] = "联络员须有任期，请填到哪一天"
    if form.text("until") and (wanted.valid_to is None or wanted.valid_to <= now):
        found["until"] = "请填今天以后的日期，例如 2027-03-31"
    if not wanted.document:
        found["filing_no"] = "请照备案表填写编号"
    return found


def _end_of(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), time(23, 59, 59), tzinfo=SHANGHAI)
    except ValueError:
        return None
