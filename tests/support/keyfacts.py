"""重点信息的一间档案室 / A room with one cadre whose papers and roster may differ."""

from __future__ import annotations

from typing import Any

from core.clock import local_date
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.keyfacts.decide_difference import CompareDecision, EnterDecision
from core.keyfacts.difference import Difference
from core.keyfacts.record_shown_fact import RecordShownFact
from core.keyfacts.refer_to_discipline import CompareReferral, EnterReferral
from core.keyfacts.review_difference import DoubtDifference, EndCorrected, WriteFinding
from core.materials.material import Material
from core.members.member import Role
from core.outcome import Outcome
from tests.support.house import House

NUMBER, BORN = "GB-00001", "1985-08"
ORGAN, SUSPECT, SETTLED = "市委组织部", "组核〔2026〕3号", "组认〔2026〕7号"


class KeyFacts:
    """The head enters, a colleague compares; each step as they take it."""

    def __init__(
        self, house: House, room: int | None = None, head: int = 0, archivist: int = 0
    ) -> None:
        self.house = house
        self.room = room if room is not None else house.add_room("组织部档案室")
        self.unit = house.add_unit(self.room)
        self.head = head or house.add_member(Role.HEAD, room=self.room)
        self.archivist = archivist or house.add_member(Role.ARCHIVIST, room=self.room)
        self.number = NUMBER if room is None else "GB-70001"
        self.dossier = self.shelve(self.number)

    def shelve(self, number: str, **cadre: Any) -> int:
        """A cadre with a dossier; gives the dossier's id."""
        known = {"name": "冯一", "born": BORN, "began_work": "2007-07"} | cadre
        row = Cadre(unit_id=self.unit, **known)
        return self.house.keep(
            Dossier(number=number, cadre_id=self.house.keep(row), room_id=self.room)
        )

    def material(self, title: str = "入党志愿书", formed: str = "2008.05.01", **more: Any) -> str:
        """A line of the catalogue; gives its reference."""
        row: dict[str, Any] = {"dossier_id": self.dossier, "class_code": "6"} | more
        found = Material(title=title, formed=formed, **row)
        ref = found.ref
        self.house.keep(found)
        return ref

    async def show(self, value: str, fact: str = "born", **more: Any) -> Outcome:
        """The archivist records what a paper shows, a new one unless it is named."""
        paper = {} if {"material", "piece"} & more.keys() else {"material": self.material()}
        command = RecordShownFact(fact=fact, value=value, **paper, **more)
        return await self.house.do(self.archivist, command)

    async def differing(self) -> str:
        """An item about the date of birth; gives its reference."""
        outcome = await self.show("1986.08.12")
        assert outcome.done, outcome
        return str(outcome.data["difference"])

    async def doubtful(self) -> str:
        ref = await self.differing()
        assert (await self.doubt(ref)).done
        return ref

    async def suspected(self, document: str = SUSPECT) -> str:
        ref = await self.doubtful()
        assert (await self.enter(ref, "suspect", document)).done
        assert (await self.compare(ref)).done
        return ref

    async def settled(self, value: str = "1986.08") -> str:
        ref = await self.doubtful()
        assert (await self.enter(ref, "settle", SETTLED, value=value)).done
        assert (await self.compare(ref)).done
        return ref

    async def doubt(self, ref: str, who: int = 0) -> Outcome:
        command = DoubtDifference(difference=ref, seen_version=self.item(ref).version)
        return await self.house.do(who or self.archivist, command)

    async def find(self, ref: str, words: str = "户籍档案待调", cause: str = "") -> Outcome:
        command = WriteFinding(difference=ref, words=words, cause=cause)
        return await self.house.do(self.archivist, command)

    async def correct(self, ref: str) -> Outcome:
        command = EndCorrected(difference=ref, seen_version=self.item(ref).version)
        return await self.house.do(self.archivist, command)

    async def enter(self, ref: str, step: str, document: str, who: int = 0, **more: Any) -> Outcome:
        given: dict[str, Any] = {"organ": ORGAN, "dated": local_date(self.house.clock.now())} | more
        command = EnterDecision(
            difference=ref,
            seen_version=self.item(ref).version,
            step=step,
            document=document,
            **given,
        )
        return await self.house.do(who or self.head, command)

    async def compare(self, ref: str, agrees: bool = True, who: int = 0) -> Outcome:
        command = CompareDecision(
            difference=ref, seen_version=self.item(ref).version, agrees=agrees
        )
        return await self.house.do(who or self.archivist, command)

    async def refer(
        self, ref: str, kind: str = "sent", who: int = 0, said: str = "", **more: Any
    ) -> Outcome:
        """A letter to the discipline body, or its answer, as the head enters it."""
        given: dict[str, Any] = {"organ": "市纪委监委", "document": "组移〔2026〕1号"}
        given |= {"dated": local_date(self.house.clock.now())} | more
        command = EnterReferral(
            difference=ref, seen_version=self.item(ref).version, kind=kind, said=said, **given
        )
        return await self.house.do(who or self.head, command)

    async def compare_letter(self, ref: str, agrees: bool = True, who: int = 0) -> Outcome:
        command = CompareReferral(
            difference=ref, seen_version=self.item(ref).version, agrees=agrees
        )
        return await self.house.do(who or self.archivist, command)

    def item(self, ref: str) -> Difference:
        (found,) = [it for it in self.house.all(Difference) if it.ref == ref]
        return found
