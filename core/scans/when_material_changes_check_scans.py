"""When a paper is filed, taken out or put back, a dossier with images is compared again at once."""

from __future__ import annotations

from sqlmodel import col, select

from core.event import when
from core.holdings.dossier import Dossier
from core.materials.events import MaterialEvent, MaterialFiled, MaterialPutBack, MaterialTakenOut
from core.scans.check_scans import recheck
from core.scans.scan_image import ScanImage
from core.unit import OpenUnit


@when(MaterialFiled, MaterialTakenOut, MaterialPutBack)
def when_material_changes_check_scans(event: MaterialEvent, unit: OpenUnit) -> None:
    unit.session.flush()
    has_images = unit.session.exec(
        select(ScanImage.id).where(
            ScanImage.dossier_id == event.dossier, col(ScanImage.replaced_at).is_(None)
        )
    ).first()
    if has_images is not None:
        recheck(unit, unit.session.get_one(Dossier, event.dossier))
