"""鉴别、归档、整理用例的样例 / Samples of the commands about pieces, materials and arrangement jobs."""

from __future__ import annotations

from typing import Any

from sqlmodel import select

from core.arrangement.arrange_volume import ArrangeVolume
from core.arrangement.begin_job import BeginArrangement
from core.arrangement.end_job import EndArrangement
from core.arrangement.job import ArrangementJob, JobKind
from core.collection.check_piece import CheckPiece
from core.collection.decide_piece import DecidePiece
from core.collection.doubt import Doubt
from core.collection.finish_inspection import FinishInspection
from core.collection.pick_up_returned import PickUpReturned
from core.collection.piece import Piece, PieceState
from core.collection.print_return_slip import PrintReturnSlip
from core.collection.read_piece import ReadPiece
from core.collection.return_slip import ReturnSlip
from core.collection.settle_doubt import SettleDoubt
from core.collection.submission import Submission, SubmissionState
from core.command import Command
from core.holdings.dossier import Dossier, Volume
from core.ids import opaque
from core.materials.ask_change import AskMaterialChange
from core.materials.bind_materials import BindMaterials
from core.materials.confirm_change import ConfirmMaterialChange, DropMaterialChange
from core.materials.file_piece import FilePiece
from core.materials.material import Material, MaterialState
from core.materials.material_change import ChangeKind, MaterialChange
from core.materials.read_catalogue import ReadCatalogue
from core.members.member import Role
from tests.support.every_thing import Things


class _Sampled:
    """Rows of the world's room, each in the state that its command needs."""

    def __init__(self, t: Things) -> None:
        self.house, self.room = t.world.house, t.world.room
        self.now = self.house.clock.now()
        self.someone = self.house.add_member(Role.ARCHIVIST, room=self.room)
        kept = t.world.shelve(f"GB-{opaque(8)}", name="郑鉴别")
        with self.house.looking() as session:
            self.dossier = session.exec(select(Dossier).where(Dossier.number == kept.number)).one()
            volume = select(Volume).where(Volume.dossier_id == self.dossier.id)
            self.volume = session.exec(volume).first()
            session.expunge_all()

    def submission(self, state: str = SubmissionState.COUNTED_IN) -> Submission:
        row = Submission(
            number=opaque(12),
            room_id=self.room,
            organ="市纪委监委",
            state=state,
            drafted_by=self.someone,
            drafted_at=self.now,
            counted_by=self.someone,
            counted_at=self.now,
        )
        return self.house.get(Submission, self.house.keep(row))

    def piece(self, state: str, sent: str = SubmissionState.COUNTED_IN) -> Piece:
        row = Piece(
            submission_id=self.submission(sent).id or 0,
            serial=1,
            dossier_id=self.dossier.id,
            title="年度考核登记表",
            state=state,
            decided_by=None if state == PieceState.COUNTED else self.someone,
        )
        return self.house.get(Piece, self.house.keep(row))

    def material(self) -> Material:
        row = Material(
            dossier_id=self.dossier.id or 0,
            class_code="3",
            title="年度考核登记表",
            state=MaterialState.LOOSE,
        )
        return self.house.get(Material, self.house.keep(row))

    def doubtful(self) -> str:
        piece = self.piece(PieceState.DOUBTFUL, SubmissionState.INSPECTED)
        seal = Doubt(
            piece_id=piece.id or 0,
            seal=opaque(8),
            note="笔迹",
            sealed_by=self.someone,
            sealed_at=self.now,
        )
        self.house.keep(seal)
        return piece.ref

    def slip(self) -> str:
        row = ReturnSlip(
            submission_id=self.submission(SubmissionState.INSPECTED).id or 0,
            number=opaque(10),
            made_by=self.someone,
            made_at=self.now,
        )
        ref = row.ref
        self.house.keep(row)
        return ref

    def change(self) -> str:
        row = MaterialChange(
            number=opaque(10),
            room_id=self.room,
            material_id=self.material().id or 0,
            kind=ChangeKind.TAKEN_OUT,
            reason="组织决定",
            document="组函〔2026〕9号",
            asked_by=self.someone,
            asked_at=self.now,
        )
        ref = row.ref
        self.house.keep(row)
        return ref

    def job(self) -> str:
        row = ArrangementJob(
            room_id=self.room,
            kind=JobKind.A4,
            title="散件改 A4",
            begun_by=self.someone,
            begun_at=self.now,
        )
        ref = row.ref
        self.house.keep(row)
        return ref


def of_inspection(t: Things) -> dict[str, Command]:
    at = _Sampled(t)
    return {**_pieces(at), **_materials(at), **_arrangement(at)}


def _pieces(at: _Sampled) -> dict[str, Command]:
    counted, decided = at.piece(PieceState.COUNTED), at.piece(PieceState.PASSED)
    empty = at.submission()
    return {
        "DecidePiece": DecidePiece(
            piece=counted.ref, seen_version=counted.version, result="returned", note="缺页"
        ),
        "CheckPiece": CheckPiece(piece=decided.ref, seen_version=decided.version, agrees=True),
        "FinishInspection": FinishInspection(submission=empty.ref, seen_version=empty.version),
        "PickUpReturned": PickUpReturned(slip=at.slip(), by_whom="李一"),
        "ReadPiece": ReadPiece(piece=counted.ref),
        "PrintReturnSlip": PrintReturnSlip(slip=at.slip()),
        "SettleDoubt": SettleDoubt(piece=at.doubtful(), outcome="kept", document="组函〔2026〕9号"),
    }


def _materials(at: _Sampled) -> dict[str, Command]:
    passed = at.piece(PieceState.PASSED, SubmissionState.INSPECTED)
    loose: Any = at.material()
    return {
        "FilePiece": FilePiece(
            piece=passed.ref, seen_version=passed.version, pages=2, class_code="3"
        ),
        "BindMaterials": BindMaterials(
            volume=at.volume.label if at.volume else "", materials=(loose.ref,)
        ),
        "AskMaterialChange": AskMaterialChange(
            material=at.material().ref,
            seen_version=1,
            kind="taken_out",
            reason="组织决定",
            document="组函〔2026〕9号",
            kept_at="保密柜",
        ),
        "ConfirmMaterialChange": ConfirmMaterialChange(change=at.change()),
        "DropMaterialChange": DropMaterialChange(change=at.change()),
        "ReadCatalogue": ReadCatalogue(dossier=at.dossier.number),
    }


def _arrangement(at: _Sampled) -> dict[str, Command]:
    return {
        "BeginArrangement": BeginArrangement(room=at.room, kind="a4", title="散件改 A4"),
        "ArrangeVolume": ArrangeVolume(
            job=at.job(), volume=at.volume.label if at.volume else "", sheets=1
        ),
        "EndArrangement": EndArrangement(job=at.job()),
    }
