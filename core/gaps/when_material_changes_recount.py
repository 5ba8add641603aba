"""When a paper is filed, taken out or put back, the gaps of its dossier follow at once (补齐一份、销号一个).

A gap that the paper had closed stays closed when it is taken out: a person reopens it (ADR 0021).
"""

from __future__ import annotations

from core.event import when
from core.gaps.recount import recount
from core.materials.events import MaterialEvent, MaterialFiled, MaterialPutBack, MaterialTakenOut
from core.unit import OpenUnit


@when(MaterialFiled, MaterialTakenOut, MaterialPutBack)
def when_material_changes_recount(event: MaterialEvent, unit: OpenUnit) -> None:
    unit.session.flush()
    recount(unit, [event.dossier])
