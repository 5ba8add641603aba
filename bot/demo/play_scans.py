"""Digital copies in the demo (演示数字档案): two dossiers, one being read, one that lacks a page.

The pages are drawn here and go into the safe as they are: only what strangers hand in needs the intake.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
from datetime import timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.demo.cast import Cast
from bot.demo.draw_page import DPI, SIZE, draw_page
from core.clock import local_date
from core.files.clean_room import CleanCopy
from core.files.intake import Accepted, Intake
from core.holdings.dossier import Dossier, Secrecy, Volume
from core.materials.material import IN_DOSSIER, Material
from core.requests.line import Line, LineState
from core.scans.decide_scans import AgreeScans, AskScans
from core.scans.import_scans import ImportScans, NewImage
from core.scans.scan_image import ImageSet

LASTS = timedelta(days=180)
DOCUMENT = "组档〔2026〕7号"
# How a page of this kind looks to the machine.
INK, SHARPNESS = 90, 2600
Place = tuple[str, int, int]


async def play_scans(cast: Cast, intake: Intake) -> None:
    """Switched on by two officers; then what the archivist scanned."""
    until = local_date(cast.dispatch.clock.now()) + LASTS
    asked = await cast.do("administrator", AskScans(document=DOCUMENT, until=until))
    await cast.do("security", AgreeScans(decision=int(asked.data["decision"])))
    read, lacking = await cast.dispatch.ask(_chosen)
    for number, places in ((read[0], read[1]), (lacking[0], lacking[1][:-1])):
        if places:
            images = await asyncio.gather(*(_scanned(intake, number, it) for it in places))
            await cast.do("archivist", ImportScans(dossier=number, images=tuple(images)))


def _chosen(session: Session) -> tuple[tuple[str, list[Place]], tuple[str, list[Place]]]:
    """The dossier on the readers' desk, and the one of its room with the fewest pages."""
    reading = session.exec(
        select(Dossier)
        .join(Volume, col(Volume.dossier_id) == Dossier.id)
        .join(Line, col(Line.volume_id) == Volume.id)
        .where(Line.state == LineState.READING)
    ).first()
    room = reading.room_id if reading else 0
    short = session.exec(
        select(Dossier)
        .join(Material, col(Material.dossier_id) == Dossier.id)
        .where(
            Dossier.room_id == room,
            Dossier.secrecy == Secrecy.NONE,
            Dossier.id != (reading.id if reading else 0),
        )
        .group_by(col(Dossier.id))
        .order_by(func.sum(Material.pages), col(Dossier.id))
    ).first()
    return _places(session, reading), _places(session, short)


def _places(session: Session, dossier: Dossier | None) -> tuple[str, list[Place]]:
    if dossier is None:
        return "", []
    lines = session.exec(
        select(Material)
        .where(Material.dossier_id == dossier.id, col(Material.state).in_(IN_DOSSIER))
        .order_by(col(Material.class_code), col(Material.serial))
    ).all()
    return dossier.number, [
        (it.class_code, it.serial or 0, page)
        for it in lines
        for page in range(1, (it.pages or 0) + 1)
    ]


async def _scanned(intake: Intake, dossier: str, place: Place) -> NewImage:
    drawn = draw_page(dossier, *place)
    kept = await intake.safe.keep(io.BytesIO(drawn))
    digest = hashlib.sha256(kept.ref.encode() + drawn).digest()
    copy = CleanCopy(
        media_type="image/jpeg",
        pages=1,
        size=len(drawn),
        width=SIZE[0],
        height=SIZE[1],
        ink=INK,
        sharpness=SHARPNESS,
        dpi=DPI,
        colour=1,
    )
    mark = intake.safe.vault.mark("received", digest)
    scan = Accepted(kept=kept, copy=copy, received_mark=mark)
    class_code, serial, page = place
    return NewImage(
        image_set=ImageSet.ORIGINAL, class_code=class_code, serial=serial, page=page, scan=scan
    )
