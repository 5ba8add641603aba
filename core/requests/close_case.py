"""Close a case (办结): every volume is back and counted, every sheet and certificate is settled."""

from __future__ import annotations

from core.certificates.questions import certificate_handed
from core.requests.events import RequestClosed
from core.requests.line import SETTLED
from core.requests.questions import lines_of
from core.requests.request import Mode, Request, Step
from core.sheets.questions import sheets_open
from core.unit import OpenUnit


def close_if_done(unit: OpenUnit, request: Request) -> None:
    """Close the request if nothing of it is left open; else it goes on."""
    unit.session.flush()
    lines = lines_of(unit.session, request.id or 0)
    if not all(line.state in SETTLED for line in lines) or papers_open(unit, request):
        return
    request.take(Step.CLOSE, unit.now)
    unit.record(RequestClosed(ref=request.ref))


def papers_open(unit: OpenUnit, request: Request) -> bool:
    """Whether a sheet is still to be settled, or a certificate to be handed to the unit."""
    if sheets_open(unit.session, request.id or 0):
        return True
    return request.mode == Mode.CERTIFY and not certificate_handed(unit.session, request.id or 0)
