"""Authority (部领导审批): whether the custody authority of the cadres asked about has to approve.

A list is one form under one signature: as soon as one line needs the authority, the whole case
waits for it. To let the other lines go ahead would split the paper, the number and the hand-over in
two; who cannot wait has that line refused, and then it no longer counts.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import col, select

from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume
from core.requests.line import Line, LineState
from core.requests.request import Request
from core.requests.room_law import law_of
from core.unit import OpenUnit


def authority_asked(unit: OpenUnit, room_id: int, authorities: Iterable[str]) -> bool:
    """Whether one of these custody authorities (管理权限) stands in the list of the room's book."""
    listed = law_of(unit, room_id).book.lists["authority_approval"].items
    return any(authority in listed for authority in authorities)


def authority_still_asked(unit: OpenUnit, request: Request) -> bool:
    """The same for the cadres whose volumes the request still waits for."""
    rows = unit.session.exec(
        select(Cadre.custody_authority)
        .join(Dossier, col(Dossier.cadre_id) == Cadre.id)
        .join(Volume, col(Volume.dossier_id) == Dossier.id)
        .join(Line, col(Line.volume_id) == Volume.id)
        .where(Line.request_id == request.id, Line.state == LineState.WAITING)
    ).all()
    return authority_asked(unit, request.room_id, rows)
