"""查缺的一间档案室 / A room with one cadre whose dossier should hold what the book says."""

from __future__ import annotations

from typing import Any

from core.collection.piece import Piece, PieceState
from core.collection.submission import Submission, SubmissionState
from core.gaps.count_gaps import CountGaps
from core.gaps.gap import Gap, GapState
from core.gaps.propose_explanation import ProposeExplanation
from core.gaps.record_fact import FactLine, RecordFacts
from core.gaps.settle_explanation import SettleExplanation
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.ids import opaque
from core.materials.file_piece import FilePiece
from core.materials.material import Material
from core.members.member import Role
from core.outcome import Outcome
from tests.support.house import House

NUMBER = "GB-00001"
CADRE: dict[str, Any] = {
    "name": "吴远山",
    "born": "1985-08",
    "began_work": "2020-07",
    "personnel_kind": "civil_servant",
    "party_standing": "cpc_member",
    "fulltime_education": "大学本科",
}


RESUME = """2003.09—2007.07  省财经大学会计学专业学习
2007.07—2012.05  市财政局科员
2012.05—2018.03  市财政局预算科副科长
2018.03—         市财政局预算科科长"""
REWARDS = "2016年被评为全市先进工作者；2019年受党内警告处分。"
REVIEWS = "2020年度优秀，2021年未参加考核，2022年称职"


def lrmx(**fields: str) -> str:
    """An appointment form of editor 3.0 about the cadre of this room."""
    given = {
        "XingMing": "吴远山",
        "ChuShengNianYue": "198508",
        "CanJiaGongZuoShiJian": "200707",
        "QuanRiZhiJiaoYu_XueLi": "大学",
        "ZaiZhiJiaoYu_XueLi": "省委党校研究生",
        "JianLi": RESUME,
        "JiangChengQingKuang": REWARDS,
        "NianDuKaoHeJieGuo": REVIEWS,
    } | fields
    body = "".join(f"<{key}>{value}</{key}>" for key, value in given.items())
    family = "<JiaTingChengYuan><Item><XingMing>吴小</XingMing></Item></JiaTingChengYuan>"
    return f'<?xml version="1.0" encoding="utf-8"?><Person>{body}{family}</Person>'


class GapRoom:
    """Two of the room's people, a unit, a cadre who began to work in July 2020."""

    def __init__(self, house: House, **cadre: Any) -> None:
        self.house = house
        self.room = house.add_room("组织部档案室")
        self.unit = house.add_unit(self.room, "市财政局")
        self.head = house.add_member(Role.HEAD, room=self.room)
        self.archivist = house.add_member(Role.ARCHIVIST, room=self.room)
        self.contact = house.add_member(Role.UNIT_CONTACT, unit=self.unit)
        self.dossier = self.shelve(NUMBER, **cadre)

    def shelve(self, number: str, **cadre: Any) -> int:
        secrecy = cadre.pop("secrecy", "none")
        row = Cadre(unit_id=self.unit, **(CADRE | cadre))
        kept = Dossier(
            number=number, cadre_id=self.house.keep(row), room_id=self.room, secrecy=secrecy
        )
        return self.house.keep(kept)

    def file(self, kind: str = "3-1", occasion: str = "2021", **more: Any) -> int:
        """A line of the catalogue that was there before anything was counted."""
        given = {"class_code": "3", "title": "年度考核登记表"} | more
        row = Material(dossier_id=self.dossier, kind=kind, occasion=occasion, **given)
        return self.house.keep(row)

    def filing(
        self, kind: str = "3-1", occasion: str = "2022", form: str = "original"
    ) -> FilePiece:
        """A passed piece of a submission that was inspected, about to be filed."""
        now = self.house.clock.now()
        sent = Submission(
            number=f"档办〔2026〕{opaque(6)}号",
            room_id=self.room,
            unit_id=self.unit,
            state=SubmissionState.INSPECTED,
            drafted_by=self.archivist,
            drafted_at=now,
            counted_by=self.archivist,
            counted_at=now,
        )
        piece = Piece(
            submission_id=self.house.keep(sent),
            serial=1,
            title="年度考核登记表",
            dossier_id=self.dossier,
            kind=kind,
            occasion=occasion,
            form=form,
            state=PieceState.PASSED,
            decided_by=self.archivist,
            pages=2,
        )
        ref = self.house.get(Piece, self.house.keep(piece)).ref
        return FilePiece(piece=ref, seen_version=1, pages=2)

    async def count(self, **how: Any) -> Outcome:
        return await self.house.do(self.archivist, CountGaps(room_id=self.room, **how))

    async def record(self, kind: str, occasion: str, began: str = "", grade: str = "") -> Outcome:
        line = FactLine(kind, occasion, began, grade)
        return await self.house.do(self.archivist, RecordFacts(dossier=NUMBER, facts=(line,)))

    async def propose(
        self, gap: Gap, who: int = 0, text: str = "说明〔2026〕1号 学校已撤销"
    ) -> Outcome:
        command = ProposeExplanation(gap=gap.ref, seen_version=gap.version, explanation=text)
        return await self.house.do(who or self.archivist, command)

    async def settle(self, gap: Gap, who: int, *, approve: bool = True) -> Outcome:
        version = self.gap(gap.kind, gap.occasion).version
        command = SettleExplanation(gap=gap.ref, seen_version=version, approve=approve)
        return await self.house.do(who, command)

    def gaps(self, state: str = GapState.OPEN) -> set[tuple[str, str]]:
        return {(it.kind, it.occasion) for it in self.house.all(Gap) if it.state == state}

    def gap(self, kind: str, occasion: str = "") -> Gap:
        (found,) = (it for it in self.house.all(Gap) if (it.kind, it.occasion) == (kind, occasion))
        return found
