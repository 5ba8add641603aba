"""Check digital copies against the catalogue (数纸互审): after every import and change, or when asked."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from core.command import Answer, Command, Done, use_case
from core.errors import NotFound
from core.files.likeness import BLANK_BELOW
from core.files.stored_file import StoredFile
from core.holdings.dossier import Dossier
from core.materials.material import IN_DOSSIER, Material
from core.materials.questions import room_of_dossier
from core.members.member import Role
from core.scans.compare import compare
from core.scans.compared import Found, ImageSeen, LineSeen
from core.scans.events import ScansChecked
from core.scans.mismatch import ScanMismatch
from core.scans.questions import marks_elsewhere
from core.scans.scan_decision import demand_scans
from core.scans.scan_image import ScanImage
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckScans(Command):
    """`dossier` is its number."""

    dossier: str


@use_case(CheckScans, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_dossier)
def check_scans(command: CheckScans, unit: OpenUnit) -> Answer:
    """Gives how many mismatches wait for a person. Raises NotFound, ScansOff."""
    demand_scans(unit)
    dossier = unit.session.exec(select(Dossier).where(Dossier.number == command.dossier)).first()
    if dossier is None:
        raise NotFound
    return Done({"dossier": dossier.number, "waiting": recheck(unit, dossier)})


def recheck(unit: OpenUnit, dossier: Dossier) -> int:
    """Keep what the comparison found; how many wait for a person."""
    key = dossier.id or 0
    least = unit.law.book.periods["scan_resolution"].value
    found = compare(_lines(unit.session, key), _images(unit.session, key), least_dpi=least)
    rows = _kept(unit.session, key)
    for it in found:
        _keep(unit, key, it, rows)
    seen = {_place(it) for it in found}
    for place, row in rows.items():
        if place not in seen and row.found:
            row.found, row.version = False, row.version + 1
    unit.session.flush()
    waiting = sum(not it.outcome for it in _kept(unit.session, key).values())
    unit.record(ScansChecked(ref=dossier.number, found=len(found), waiting=waiting))
    return waiting


def _keep(
    unit: OpenUnit, dossier: int, it: Found, rows: dict[tuple[str, ...], ScanMismatch]
) -> None:
    row = rows.get(_place(it))
    if row is not None:
        row.see_again(it.pages)
        return
    unit.session.add(
        ScanMismatch(
            dossier_id=dossier,
            code=it.code,
            image_set=it.image_set,
            class_code=it.class_code,
            serial=it.serial,
            pages=it.pages,
            first_found_at=unit.now,
        )
    )


def _place(it: Found | ScanMismatch) -> tuple[str, ...]:
    return it.code, it.image_set, it.class_code, str(it.serial)


def _kept(session: Session, dossier: int) -> dict[tuple[str, ...], ScanMismatch]:
    rows = session.exec(select(ScanMismatch).where(ScanMismatch.dossier_id == dossier)).all()
    return {_place(row): row for row in rows}


def _lines(session: Session, dossier: int) -> list[LineSeen]:
    rows = session.exec(select(Material).where(Material.dossier_id == dossier)).all()
    return [
        LineSeen(
            material=it.id or 0,
            class_code=it.class_code,
            serial=it.serial or 0,
            pages=it.pages,
            inside=it.state in IN_DOSSIER,
        )
        for it in rows
    ]


def _images(session: Session, dossier: int) -> list[ImageSeen]:
    rows = session.exec(
        select(ScanImage, StoredFile)
        .join(StoredFile, col(StoredFile.id) == ScanImage.file_id)
        .where(ScanImage.dossier_id == dossier, col(ScanImage.replaced_at).is_(None))
    ).all()
    elsewhere = marks_elsewhere(session, dossier)
    return [
        ImageSeen(
            material=image.material_id,
            image_set=image.image_set,
            class_code=image.class_code,
            serial=image.serial,
            page=image.page,
            dpi=image.dpi,
            short_side=min(file.width or 0, file.height or 0),
            colour=image.colour,
            content=file.content_mark,
            said_at=image.said_at,
            said_page=image.said_page,
            blank=file.ink is not None and file.ink < BLANK_BELOW,
            in_another=file.content_mark in elsewhere,
        )
        for image, file in rows
    ]
