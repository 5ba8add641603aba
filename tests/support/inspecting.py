"""A room with a counted-in submission: two inspectors, a head, pieces about one cadre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.collection.decide_piece import DecidePiece
from core.collection.finish_inspection import FinishInspection
from core.collection.picture import Picture
from core.collection.piece import Piece, PieceState
from core.collection.submission import Submission, SubmissionState
from core.files.stored_file import StoredFile
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume
from core.ids import opaque
from core.members.member import Role
from core.outcome import Outcome
from tests.support.house import House


@dataclass(frozen=True, slots=True)
class Inspecting:
    """Who is there, and the dossier that the pieces are about."""

    house: House
    room: int
    unit: int
    one: int
    other: int
    head: int
    dossier: int
    number: str
    volume: int

    def submission(self, state: str = SubmissionState.COUNTED_IN) -> int:
        now = self.house.clock.now()
        return self.house.keep(
            Submission(
                number=f"档办〔2026〕{opaque(6)}号",
                room_id=self.room,
                unit_id=self.unit,
                state=state,
                drafted_by=self.one,
                drafted_at=now,
                counted_by=self.one,
                counted_at=now,
            )
        )

    def piece(self, submission: int, serial: int = 1, **fields: Any) -> Piece:
        given: dict[str, Any] = {
            "title": "2023年度考核登记表",
            "dossier_id": self.dossier,
            "formed_on": date(2024, 1, 15),
            "pages": 2,
            "state": PieceState.COUNTED,
        }
        given |= fields
        key = self.house.keep(Piece(submission_id=submission, serial=serial, **given))
        return self.house.get(Piece, key)

    def picture(
        self, piece: Piece, mark: str = "", likeness: bytes | None = None, **look: Any
    ) -> int:
        """A picture of the piece, of a sharp page unless said otherwise."""
        given: dict[str, Any] = {"width": 1654, "height": 2339, "ink": 100, "sharpness": 2500}
        kept = self.house.keep(
            StoredFile(
                ref=opaque(20),
                kind="picture",
                media_type="image/jpeg",
                pages=1,
                size=1000,
                sha256_name=opaque(20),
                content_mark=mark or opaque(20),
                received_mark=opaque(20),
                wrapped_key=b"k",
                key_id="test",
                created_at=self.house.clock.now(),
                **(given | look),
            )
        )
        place = 1 + len(self.house.all(Picture))
        return self.house.keep(
            Picture(
                submission_id=piece.submission_id,
                piece_id=piece.id,
                file_id=kept,
                place=place,
                likeness=likeness,
                sent_by=self.one,
                sent_at=self.house.clock.now(),
            )
        )

    def other_cadre(self, name: str = "李四海", number: str = "GB-00002", **fields: Any) -> int:
        """The dossier of another cadre of the unit."""
        cadre = Cadre(**({"name": name, "unit_id": self.unit, "post": "科员"} | fields))
        return self.house.keep(
            Dossier(number=number, cadre_id=self.house.keep(cadre), room_id=self.room)
        )

    def now(self, piece: Piece) -> Piece:
        """The piece as it is now."""
        return self.house.get(Piece, piece.id)

    def sent(self, submission: int) -> Submission:
        return self.house.get(Submission, submission)

    async def decide(
        self, piece: Piece, result: str = "passed", *, by: int | None = None, **given: Any
    ) -> Outcome:
        seen = self.now(piece).version
        command = DecidePiece(piece=piece.ref, seen_version=seen, result=result, **given)
        return await self.house.do(by or self.one, command)

    async def finish(self, submission: int) -> Outcome:
        sent = self.sent(submission)
        command = FinishInspection(submission=sent.ref, seen_version=sent.version)
        return await self.house.do(self.one, command)


NAMES = ("组织部档案室", "市财政局", "GB-00001")


def an_inspection(house: House, names: tuple[str, str, str] = NAMES) -> Inspecting:
    """In a room, about a unit and a dossier of these names."""
    of_room, of_unit, number = names
    room = house.add_room(of_room)
    unit = house.add_unit(room, of_unit)
    cadre = house.keep(Cadre(name="王小明", unit_id=unit, post="科长", born="1980-05"))
    dossier = house.keep(Dossier(number=number, cadre_id=cadre, room_id=room))
    return Inspecting(
        house=house,
        room=room,
        unit=unit,
        one=house.add_member(Role.ARCHIVIST, room=room),
        other=house.add_member(Role.ARCHIVIST, room=room),
        head=house.add_member(Role.HEAD, room=room),
        dossier=dossier,
        number=number,
        volume=house.keep(Volume(dossier_id=dossier)),
    )
