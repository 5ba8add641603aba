"""The way from a case to its digital copies (看数字副本): where a page could be read at this moment."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, select

from bot.web.pages.person import Person
from core.clock import local_date
from core.command import Place
from core.members.member import Role
from core.requests.case import Case
from core.requests.line import LineState
from core.requests.request import Request
from core.scans.reading import images_to_read
from core.scans.scan_decision import scans_decided


def scans_of(session: Session, case: Case, who: Person, now: datetime) -> list[dict[str, str]]:
    """For the room's archivist: of each dossier being read its first page within the form's scope."""
    place = Place(room_id=case.room_id)
    if not any(held.covers(frozenset({Role.ARCHIVIST}), place) for held in who.grants):
        return []
    if all(line.state != LineState.READING for line in case.lines):
        return []
    if scans_decided(session, now) is None:
        return []
    request = session.exec(select(Request).where(Request.ref == case.ref)).one()
    first: dict[str, str] = {}
    for number, image in images_to_read(session, request, local_date(now)):
        first.setdefault(number, f"/desk/cases/{case.ref}/scans/{image.ref}")
    return [{"number": number, "href": href} for number, href in first.items()]
