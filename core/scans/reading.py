"""What is being read (在阅): the volumes of a case on its readers' desk, and the images of their dossiers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, select

from core.custody.custody import Custody
from core.files.stored_file import FileState, StoredFile
from core.holdings.dossier import Dossier, Secrecy, Volume, VolumeKind
from core.materials.material import IN_DOSSIER, Material
from core.requests.line import Line, LineState
from core.requests.request import Mode, Request
from core.scans.scan_image import ImageSet, ScanImage
from core.scans.scope import in_scope

READ_HERE = frozenset({Mode.CONSULT, Mode.COPY})


def lines_read(session: Session, request: Request, dossier: int, today: date) -> dict[int, int]:
    """Volume → line, of the 正本 volumes of this dossier that this case reads today.

    A 副本 holds less than what was scanned, so it opens no image.
    """
    if request.mode not in READ_HERE:
        return {}
    rows = session.exec(
        select(Volume.id, Line.id)
        .join(Line, col(Line.volume_id) == Volume.id)
        .join(Custody, col(Custody.line_id) == Line.id)
        .where(
            Line.request_id == request.id,
            Line.state == LineState.READING,
            Volume.dossier_id == dossier,
            Volume.kind == VolumeKind.ORIGINAL,
            col(Custody.closed_at).is_(None),
            col(Custody.paused_at).is_(None),
            # Each day of reading ends on that day.
            col(Custody.due_on) >= today,
        )
    ).all()
    return {volume or 0: line or 0 for volume, line in rows}


def is_on_the_desk(session: Session, material: Material, volumes: set[int]) -> bool:
    """Whether the paper lies in one of these volumes; where nobody knows which, all must be there."""
    if material.volume_id is not None:
        return material.volume_id in volumes
    whole = session.exec(
        select(Volume.id).where(
            Volume.dossier_id == material.dossier_id, Volume.kind == VolumeKind.ORIGINAL
        )
    ).all()
    return bool(volumes) and set(whole) <= volumes


def images_to_read(session: Session, request: Request, today: date) -> list[tuple[str, ScanImage]]:
    """Dossier's number and image, in the catalogue's order; the optimised one where there is one."""
    rows = session.exec(
        select(Dossier, ScanImage, Material)
        .join(ScanImage, col(ScanImage.dossier_id) == Dossier.id)
        .join(Material, col(Material.id) == ScanImage.material_id)
        .join(StoredFile, col(StoredFile.id) == ScanImage.file_id)
        .where(
            col(Dossier.id).in_(
                select(Volume.dossier_id)
                .join(Line, col(Line.volume_id) == Volume.id)
                .where(Line.request_id == request.id, Line.state == LineState.READING)
            ),
            Dossier.secrecy == Secrecy.NONE,
            StoredFile.state == FileState.KEPT,
            col(ScanImage.replaced_at).is_(None),
            col(Material.state).in_(IN_DOSSIER),
        )
        # The optimised set takes the place of the original one below.
        .order_by(col(ScanImage.image_set).desc())
    ).all()
    best: dict[tuple[str, tuple[int, ...], int, int], ScanImage] = {}
    here = _papers_here(session, request, {it.id: it for _, _, it in rows}.values(), today)
    for dossier, image, material in rows:
        if material.id in here and is_named(request, image, material):
            order = tuple(int(it) for it in image.class_code.split("-"))
            place = dossier.number, order, image.serial, image.page
            if place not in best or image.image_set == ImageSet.OPTIMISED:
                best[place] = image
    return [(place[0], best[place]) for place in sorted(best)]


def _papers_here(
    session: Session, request: Request, papers: Collection[Material], today: date
) -> set[int | None]:
    """Which of these papers lie on the desk, each dossier asked once."""
    read = {
        dossier: set(lines_read(session, request, dossier, today))
        for dossier in {it.dossier_id for it in papers}
    }
    return {it.id for it in papers if is_on_the_desk(session, it, read[it.dossier_id])}


def is_named(request: Request, image: ScanImage, material: Material) -> bool:
    """By the place it was scanned at and by the one the catalogue gives its paper now."""
    return all(in_scope(request.classes, it) for it in (image.class_code, material.class_code))
