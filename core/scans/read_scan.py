"""Read a scan (看数字副本): a page at the desk, for a case whose paper is being read at that moment.

Basis: 《干部人事档案工作条例》第二十三条, digital copies are used under the rules of paper. So the law is
asked again for each page, as when reading goes on (续阅), and each page stands in the log.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.errors import NotFound
from core.files.stored_file import FileState, StoredFile
from core.holdings.dossier import Dossier, Secrecy
from core.materials.material import IN_DOSSIER, Material
from core.members.member import Role
from core.requests.ask_law import ask_law
from core.requests.line import LineStep
from core.requests.questions import find_request, readers_of
from core.requests.request import Request
from core.requests.rooms import room_of
from core.scans.events import ScanRead
from core.scans.not_to_read import (
    ScanAfterHours,
    ScanNotReading,
    ScanOutOfScope,
    ScanReadersAbsent,
    ScanSecret,
)
from core.scans.reading import is_named, is_on_the_desk, lines_read
from core.scans.scan_decision import demand_scans
from core.scans.scan_image import ScanImage
from core.unit import OpenUnit
from rules.decision import Refused

LEAST_READERS = 2
CLOSED = "outside_opening_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadScan(Command):
    """One page: `request` and `image` by their references."""

    request: str
    image: str


@use_case(ReadScan, roles={Role.ARCHIVIST}, place=room_of)
def read_scan(command: ReadScan, unit: OpenUnit) -> Answer:
    """Nothing changes but the log; gives the time of the reading and how many read.

    Raises ScansOff, NotFound, ScanSecret, ScanNotReading, ScanReadersAbsent, ScanOutOfScope,
    ScanAfterHours.
    """
    demand_scans(unit)
    request = find_request(unit.session, command.request)
    image, dossier = _find(unit, command.image, request)
    if dossier.secrecy != Secrecy.NONE:
        raise ScanSecret
    lines = _lines(unit, request, image)
    readers = readers_of(unit.session, request.id or 0)
    if len(readers) < LEAST_READERS or any(it.card_seen_at is None for it in readers):
        raise ScanReadersAbsent
    decision = ask_law(unit, request, LineStep.RESUME, only=lines)
    if isinstance(decision, Refused):
        return decision
    # Paper in a reader's hands after closing is a warning; a picture need not be opened at all.
    if CLOSED in decision.fired:
        raise ScanAfterHours
    unit.record(ScanRead(ref=dossier.number, request=request.ref, image=image.ref))
    return Done({"at": unit.now.isoformat(), "readers": len(readers)}, decision)


def _find(unit: OpenUnit, ref: str, request: Request) -> tuple[ScanImage, Dossier]:
    found = unit.session.exec(
        select(ScanImage, Dossier)
        .join(Dossier, col(Dossier.id) == ScanImage.dossier_id)
        .join(StoredFile, col(StoredFile.id) == ScanImage.file_id)
        .where(
            ScanImage.ref == ref,
            Dossier.room_id == request.room_id,
            StoredFile.state == FileState.KEPT,
            col(ScanImage.replaced_at).is_(None),
        )
    ).first()
    if found is None:
        raise NotFound
    return found


def _lines(unit: OpenUnit, request: Request, image: ScanImage) -> set[int]:
    """The lines that the law is asked about. An image of no known paper belongs to no class."""
    read = lines_read(unit.session, request, image.dossier_id, local_date(unit.now))
    if not read:
        raise ScanNotReading
    paper = unit.session.get(Material, image.material_id) if image.material_id else None
    if paper is None or paper.state not in IN_DOSSIER or not is_named(request, image, paper):
        raise ScanOutOfScope
    if not is_on_the_desk(unit.session, paper, set(read)):
        raise ScanNotReading
    return set(read.values())
