"""When a deputy (委托审批) is appointed, what already waits for the approver gets to them too."""

from __future__ import annotations

from sqlmodel import select

from core.event import when
from core.members.deputy import Deputy
from core.members.events import DeputyAppointed
from core.members.questions import grants_of
from core.members.scope import Viewer
from core.outbox.addressee import Addressee
from core.requests.lists import waiting_for
from core.requests.request import Request
from core.unit import OpenUnit


@when(DeputyAppointed)
def give_waiting_cards(event: DeputyAppointed, unit: OpenUnit) -> None:
    deputy = unit.session.get(Deputy, event.deputy_row)
    assert deputy is not None
    grants = grants_of(unit.session, deputy.member_id, unit.now)
    for ref in waiting_for(unit.session, Viewer(deputy.member_id, grants)):
        _give(unit, ref, deputy.deputy_id)


def _give(unit: OpenUnit, ref: str, member_id: int) -> None:
    if unit.session.get(Addressee, (ref, member_id)) is not None:
        return
    version = unit.session.exec(select(Request.version).where(Request.ref == ref)).one()
    unit.session.add(Addressee(about=ref, member_id=member_id))
    once = f"card:{ref}:{version}:{member_id}"
    unit.send(member_id, "case_card", ref, once=once, version=version)
