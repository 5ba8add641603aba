"""一份有目录的档案和它的图像 / A dossier with a catalogue, and images for it as an archivist packs them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from PIL import ExifTags, Image
from sqlmodel import select

from core.clock import local_date
from core.files.clean_room import CleanCopy
from core.files.intake import Accepted
from core.files.safe import Kept as KeptFile
from core.files.stored_file import StoredFile
from core.files.vault import WrappedKey
from core.holdings.dossier import Dossier
from core.ids import opaque
from core.materials.material import Material
from core.members.member import Role
from core.outcome import Outcome
from core.scans.import_scans import ImportScans, NewImage
from core.scans.mismatch import ScanMismatch
from core.scans.scan_decision import ScanDecision
from core.scans.scan_image import ScanImage
from tests.support.house import House


def page_of(number: int, dpi: int = 300, mode: str = "RGB", at: str = "") -> bytes:
    """A small page of its own colour, scanned `at` as the scanner writes it."""
    picture = Image.new(mode, (60, 84), (number * 9 % 256, 90, 160) if mode == "RGB" else number)
    out = io.BytesIO()
    exif = Image.Exif()
    if at:
        exif[ExifTags.Base.DateTime] = at
    picture.save(out, "JPEG", dpi=(dpi, dpi), quality=95, exif=exif)
    return out.getvalue()


def packed(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return out.getvalue()


def taken_in(
    content: str = "", *, dpi: int = 300, colour: bool = True, ink: int = 90, **said: Any
) -> Accepted:
    """What the intake gives for a page; `content` equal for equal content."""
    mark = content or opaque(20)
    return Accepted(
        kept=KeptFile(
            ref=opaque(20),
            sha256_name=opaque(20),
            key=WrappedKey(b"k", "0001"),
            content_mark=f"content {mark}",
        ),
        copy=CleanCopy(
            media_type="image/jpeg",
            pages=1,
            size=9,
            width=2480,
            height=3508,
            ink=ink,
            sharpness=900,
            dpi=dpi,
            colour=int(colour),
            **said,
        ),
        received_mark=f"received {mark}",
    )


def new(class_code: str, serial: int, page: int, **more: Any) -> NewImage:
    image_set = more.pop("image_set", "original")
    return NewImage(
        image_set=image_set,
        class_code=class_code,
        serial=serial,
        page=page,
        scan=taken_in(**more),
    )


def switch_on(house: House, days: int = 90) -> int:
    """Two officers have decided."""
    now = house.clock.now()
    return house.keep(
        ScanDecision(
            document="组档〔2026〕3号",
            until=local_date(now) + timedelta(days=days),
            asked_by=house.add_member(Role.ADMINISTRATOR),
            asked_at=now,
            agreed_by=house.add_member(Role.SECURITY_OFFICER),
            agreed_at=now,
        )
    )


def a_line(house: House, number: str, class_code: str, serial: int, **more: Any) -> int:
    """A line of the dossier's catalogue, of one page unless said otherwise."""
    with house.looking() as session:
        dossier = session.exec(select(Dossier).where(Dossier.number == number)).one()
    given = {"title": "2023年度考核登记表", "pages": 1} | more
    return house.keep(
        Material(dossier_id=dossier.id or 0, class_code=class_code, serial=serial, **given)
    )


async def bring(house: House, who: int, number: str, *images: NewImage) -> Outcome:
    return await house.do(who, ImportScans(dossier=number, images=images))


def waiting(house: House) -> list[str]:
    """Codes of what waits for a person, with pages."""
    rows = [it for it in house.all(ScanMismatch) if not it.outcome]
    return [f"{it.code} {it.class_code}/{it.serial} {it.pages}".strip() for it in rows]


def image_of(house: House, dossier: int, class_code: str = "3") -> str:
    """An image of one paper of this dossier, kept; gives its reference."""
    now, who = house.clock.now(), house.add_member()
    serial = 1 + len(house.all(Material))
    paper = house.keep(
        Material(dossier_id=dossier, class_code=class_code, serial=serial, title="考核表", pages=1)
    )
    file = house.keep(StoredFile.of(taken_in(), kind="scan_page", at=now))
    image = ScanImage(
        dossier_id=dossier,
        material_id=paper,
        image_set="original",
        class_code=class_code,
        serial=serial,
        page=1,
        file_id=file,
        dpi=300,
        colour=True,
        imported_by=who,
        imported_at=now,
    )
    return house.get(ScanImage, house.keep(image)).ref
