"""When the last lent volume is back, or the loan is called back, an extension nobody decided lapses."""

from __future__ import annotations

from core.custody.events import ExtensionLapsed, LoanRecalled, VolumeReturned
from core.custody.extension import ExtensionStep
from core.custody.loans import lent_now, open_extension
from core.event import when
from core.requests.questions import find_request
from core.unit import OpenUnit


@when(VolumeReturned)
def lapse_when_all_are_back(event: VolumeReturned, unit: OpenUnit) -> None:
    unit.session.flush()
    request = find_request(unit.session, event.request)
    if not lent_now(unit.session, request.id or 0):
        _lapse(event.request, unit)


@when(LoanRecalled)
def lapse_when_called_back(event: LoanRecalled, unit: OpenUnit) -> None:
    _lapse(event.request, unit)


def _lapse(ref: str, unit: OpenUnit) -> None:
    request = find_request(unit.session, ref)
    extension = open_extension(unit.session, request.id or 0)
    if extension is None:
        return
    extension.take(ExtensionStep.LAPSE, unit.now)
    unit.session.flush()
    unit.record(ExtensionLapsed(ref=ref, nth=extension.nth))
