"""Import images of a dossier (导入数字档案): by place in the catalogue, checked in the same transaction.

A page that comes again replaces the one before; the same bytes again change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, NotFound
from core.files.intake import Accepted
from core.files.media_types import PDF
from core.files.stored_file import StoredFile
from core.holdings.dossier import Dossier, Secrecy
from core.materials.material import IN_DOSSIER, Material
from core.materials.questions import room_of_dossier
from core.members.member import Role
from core.scans.check_scans import recheck
from core.scans.events import ScansImported
from core.scans.scan_decision import demand_scans
from core.scans.scan_image import ImageSet, ScanImage
from core.unit import OpenUnit

MOST_AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewImage:
    """One page: where it belongs, and what the intake accepted; its file lies in the safe already."""

    image_set: str
    class_code: str
    serial: int
    page: int
    scan: Accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportScans(Command):
    """`dossier` is its number."""

    dossier: str
    images: tuple[NewImage, ...]


@use_case(ImportScans, roles={Role.ARCHIVIST}, place=room_of_dossier)
def import_scans(command: ImportScans, unit: OpenUnit) -> Answer:
    """All or none. Raises ScansOff, NotFound, BadValue; a secret dossier is not copied."""
    demand_scans(unit)
    dossier = unit.session.exec(
        select(Dossier).where(Dossier.number == command.dossier).with_for_update()
    ).first()
    if dossier is None:
        raise NotFound
    if dossier.secrecy != Secrecy.NONE:
        raise BadValue(field="secrecy")
    _demand_pages(command)
    here = _current(unit, dossier.id or 0)
    lines = _lines(unit, dossier.id or 0)
    counts = {"images": 0, "replaced": 0, "unchanged": 0}
    for it in command.images:
        _take_in(unit, dossier, it, here, lines, counts)
    unit.session.flush()
    unit.record(ScansImported(ref=dossier.number, **counts))
    return Done({"dossier": dossier.number, **counts, "waiting": recheck(unit, dossier)})


def _demand_pages(command: ImportScans) -> None:
    places = {(it.image_set, it.class_code, it.serial, it.page) for it in command.images}
    if not 0 < len(command.images) <= MOST_AT_ONCE or len(places) < len(command.images):
        raise BadValue(field="images")
    for it in command.images:
        if it.image_set not in set(ImageSet) or it.serial < 1 or it.page < 1:
            raise BadValue(field="images")
        if it.scan.copy.pages != 1 or it.scan.copy.media_type == PDF:
            raise BadValue(field="one_page_each")


Here = dict[tuple[str, str, int, int], tuple[ScanImage, str]]


def _take_in(
    unit: OpenUnit,
    dossier: Dossier,
    it: NewImage,
    here: Here,
    lines: dict[tuple[str, int], int],
    counts: dict[str, int],
) -> None:
    before = here.get((it.image_set, it.class_code, it.serial, it.page))
    if before is not None and before[1] == it.scan.received_mark:
        counts["unchanged"] += 1
        return
    if before is not None:
        before[0].replaced_at = unit.now
        unit.session.flush()
        counts["replaced"] += 1
    file = StoredFile.of(it.scan, kind="scan_page", at=unit.now)
    unit.session.add(file)
    unit.session.flush()
    assert unit.principal.member_id is not None
    unit.session.add(
        ScanImage(
            dossier_id=dossier.id or 0,
            material_id=lines.get((it.class_code, it.serial)),
            image_set=it.image_set,
            class_code=it.class_code,
            serial=it.serial,
            page=it.page,
            file_id=file.id or 0,
            dpi=it.scan.copy.dpi or 0,
            colour=bool(it.scan.copy.colour),
            said_at=it.scan.copy.said_at,
            said_page=it.scan.copy.said_page,
            imported_by=unit.principal.member_id,
            imported_at=unit.now,
        )
    )
    counts["images"] += 1


def _current(unit: OpenUnit, dossier: int) -> Here:
    rows = unit.session.exec(
        select(ScanImage, StoredFile.received_mark)
        .join(StoredFile, col(StoredFile.id) == ScanImage.file_id)
        .where(ScanImage.dossier_id == dossier, col(ScanImage.replaced_at).is_(None))
    ).all()
    return {
        (image.image_set, image.class_code, image.serial, image.page): (image, mark)
        for image, mark in rows
    }


def _lines(unit: OpenUnit, dossier: int) -> dict[tuple[str, int], int]:
    rows = unit.session.exec(
        select(Material).where(
            Material.dossier_id == dossier,
            col(Material.state).in_(IN_DOSSIER),
            col(Material.serial).is_not(None),
        )
    ).all()
    return {(it.class_code, it.serial or 0): it.id or 0 for it in rows}
