"""File a piece (归档): a line in the catalogue, pages counted, into the volume whose label was scanned.

Where the volume is out the paper waits loose (零散材料), catalogued all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from core.collection.closing import close_when_ended
from core.collection.piece import Piece, PieceStep
from core.collection.pieces import find_piece, room_of_piece
from core.collection.submission import SubmissionStep
from core.command import Answer, Command, Done, use_case
from core.custody.custody import Custody
from core.errors import BadValue, VolumeIsOut
from core.holdings.dossier import Dossier, Volume
from core.materials.catalogue import CLASSES, make_room, volume_by_label
from core.materials.errors import OtherVolume, UnknownClass
from core.materials.events import MaterialFiled
from core.materials.kinds import kind_of
from core.materials.material import Material, MaterialForm, MaterialState, MaterialStep
from core.materials.volume_sums import add_to_sums
from core.members.entered import entered, entered_or_empty
from core.members.member import Role
from core.requests.room_law import law_of
from core.unit import OpenUnit
from rules.book import RuleBook

MOST_PAGES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePiece(Command):
    """`pages` as numbered by hand; `volume` is the scanned label, empty while the volume is out.

    `class_code` and `serial` override what the kind and the order say; 0 leaves the place to them.
    """

    piece: str
    seen_version: int
    pages: int
    title: str = ""
    class_code: str = ""
    serial: int = 0
    remark: str = ""
    volume: str = ""


@use_case(FilePiece, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_piece)
def file_piece(command: FilePiece, unit: OpenUnit) -> Answer:
    """Gives class and serial. Raises NotFound, Stale, ImpossibleStep, BadValue, UnknownClass,

    OtherVolume for a label of somebody else's, VolumeIsOut: nothing is filed then.
    """
    piece, submission = find_piece(unit, command.piece, command.seen_version)
    submission.take(SubmissionStep.SETTLE)
    piece.take(PieceStep.FILE)
    book = law_of(unit, submission.room_id).book
    dossier = unit.session.get_one(Dossier, piece.dossier_id)
    volume = open_volume(unit.session, command.volume, dossier) if command.volume else None
    material = _line(command, piece, book, unit)
    material.serial = make_room(unit.session, book, material, command.serial)
    unit.session.add(material)
    if volume is not None:
        bind(unit.session, material, volume)
    unit.session.flush()
    unit.record(
        MaterialFiled(
            ref=dossier.number,
            dossier=dossier.id or 0,
            material=material.id or 0,
            kind=material.kind,
            occasion=material.occasion,
        )
    )
    closed = close_when_ended(unit, submission)
    return Done(
        {
            "material": material.ref,
            "class_code": material.class_code,
            "serial": material.serial,
            "loose": volume is None,
            "submission": submission.ref,
            "closed": closed,
        }
    )


def open_volume(session: Session, label: str, dossier: Dossier) -> Volume:
    """The volume with this label, which lies in the room. Raises OtherVolume, VolumeIsOut."""
    found = volume_by_label(session, label, lock=True)
    if found is None or found[1].id != dossier.id:
        raise OtherVolume
    volume = found[0]
    custody = select(Custody.id).where(
        Custody.volume_id == volume.id, col(Custody.closed_at).is_(None)
    )
    if volume.lost or session.exec(custody).first() is not None:
        raise VolumeIsOut
    return volume


def bind(session: Session, material: Material, volume: Volume) -> None:
    """Put the paper into the volume, and let the volume's sums follow."""
    material.volume_id = volume.id
    material.take(MaterialStep.BIND)
    add_to_sums(session, volume, material)


def _line(command: FilePiece, piece: Piece, book: RuleBook, unit: OpenUnit) -> Material:
    if not 1 <= command.pages <= MOST_PAGES:
        raise BadValue(field="pages")
    if not 0 <= command.serial <= MOST_PAGES:
        raise BadValue(field="serial")
    code = class_of(command.class_code, piece.kind, book)
    remark = entered_or_empty("remark", command.remark, 120)
    copied = "复印件" if piece.form == MaterialForm.SEALED_COPY else ""
    return Material(
        dossier_id=piece.dossier_id or 0,
        class_code=code,
        kind=piece.kind,
        occasion=piece.occasion,
        title=entered("title", command.title or piece.title, 120),
        formed=_told(piece.formed_on),
        pages=command.pages,
        form=piece.form,
        state=MaterialState.LOOSE,
        remark=remark or copied,
        piece_id=piece.id,
        filed_by=unit.principal.member_id,
        filed_at=unit.now,
    )


def class_of(wanted: str, kind_code: str, book: RuleBook) -> str:
    """Where it is filed: as the kind says, or as an office has always filed it. Raises UnknownClass."""
    kind = kind_of(book, kind_code)
    code = wanted or (kind.class_code if kind else "")
    allowed = {kind.class_code, *kind.as_filed} if kind else set(CLASSES)
    if code not in CLASSES or code not in allowed:
        raise UnknownClass
    return code


def _told(day: date | None) -> str:
    return f"{day:%Y.%m.%d}" if day else ""
