"""重点信息用例的样例 / Samples of the commands about key facts, each about an item that allows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.clock import local_date
from core.command import Command
from core.holdings.dossier import Dossier
from core.ids import opaque
from core.keyfacts.decide_difference import CompareDecision, EnterDecision
from core.keyfacts.difference import Difference, FactDecision
from core.keyfacts.export_updates import AcknowledgeUpdates, ExportUpdates
from core.keyfacts.read_key_facts import ReadKeyFacts
from core.keyfacts.record_shown_fact import RecordShownFact, WithdrawShownFact
from core.keyfacts.refer_to_discipline import CompareReferral, EnterReferral
from core.keyfacts.referral import ReferralLetter
from core.keyfacts.review_difference import DoubtDifference, EndCorrected, WriteFinding
from core.keyfacts.shown_fact import ShownFact
from core.keyfacts.system_update import SystemUpdate, UpdateList
from core.materials.material import Material
from tests.support.every_thing import Things


@dataclass(frozen=True, slots=True)
class _Review:
    """One dossier with an item in each state that a sample needs."""

    t: Things
    dossier: int

    def item(self, state: str, *, decided: str = "") -> str:
        """An item about a fact of its own; with `decided`, a decision that waits for another."""
        row = Difference(
            dossier_id=self.dossier,
            fact="experience",
            detail=opaque(8),
            state=state,
            opened_at=self.t.world.house.clock.now(),
        )
        ref, key = row.ref, self.t.world.house.keep(row)
        if decided:
            self.decision(key, decided)
        return ref

    def suspected(self, *, referred: bool = False) -> str:
        """An item under suspicion; with `referred`, a letter that waits for another person."""
        house, now = self.t.world.house, self.t.world.house.clock.now()
        row = Difference(
            dossier_id=self.dossier,
            fact="experience",
            detail=opaque(8),
            state="suspected",
            opened_at=now,
            decided_by=house.add_member(),
            confirmed_by=house.add_member(),
            organ="市委组织部",
            document="组核〔2026〕3号",
            dated=local_date(now),
        )
        ref, key = row.ref, house.keep(row)
        if referred:
            house.keep(
                ReferralLetter(
                    difference_id=key,
                    kind="sent",
                    organ="市纪委监委",
                    document="组移〔2026〕1号",
                    dated=local_date(now),
                    entered_by=house.add_member(),
                    entered_at=now,
                )
            )
        return ref

    def decision(self, item: int, step: str) -> None:
        house = self.t.world.house
        now = house.clock.now()
        paper: dict[str, Any] = {"organ": "市委组织部", "document": "组认〔2026〕7号"}
        paper |= {"dated": local_date(now), "value": "2006.07 市财政局"}
        house.keep(
            FactDecision(
                difference_id=item,
                step=step,
                entered_by=house.add_member(),
                entered_at=now,
                **paper,
            )
        )

    def material(self) -> tuple[str, int]:
        row = Material(dossier_id=self.dossier, class_code="6", title="入党志愿书")
        ref = row.ref
        return ref, self.t.world.house.keep(row)

    def shown(self) -> str:
        house, (_, material) = self.t.world.house, self.material()
        row = ShownFact(
            dossier_id=self.dossier,
            material_id=material,
            fact="born",
            value="1985.08",
            evidence="六类《入党志愿书》",
            recorded_by=house.add_member(),
            recorded_at=house.clock.now(),
        )
        ref = row.ref
        house.keep(row)
        return ref

    def update(self, *, listed: bool) -> str:
        """A line that waits; on a list that went out where `listed`. Gives the list's reference."""
        house, now, room = self.t.world.house, self.t.world.house.clock.now(), self.t.world.room
        item = Difference(
            dossier_id=self.dossier, fact="experience", detail=opaque(8), opened_at=now
        )
        out = UpdateList(
            room_id=room if listed else house.add_room(),
            year=now.year,
            nth=house.add_member(),  # a number that no other list has
            lines=1,
            exported_by=house.add_member(),
            exported_at=now,
        )
        ref, key = out.ref, house.keep(out)
        house.keep(
            SystemUpdate(
                dossier_id=self.dossier,
                room_id=room,
                difference_id=house.keep(item),
                fact="born",
                after="1986.08",
                document="组认〔2026〕7号",
                list_id=key if listed else None,
                confirmed_at=now,
            )
        )
        return ref


def of_keyfacts(t: Things) -> dict[str, Command]:
    number = t.world.shelve(f"GB-{opaque(6)}", name="蒋四十").number
    (dossier,) = [it.id or 0 for it in t.world.house.all(Dossier) if it.number == number]
    review = _Review(t, dossier)
    review.update(listed=False)
    paper = {"organ": "市委组织部", "document": "组认〔2026〕7号"}
    today = local_date(t.world.house.clock.now())
    seen: dict[str, Any] = {"seen_version": 1}
    return {
        "ReadKeyFacts": ReadKeyFacts(dossier=number),
        "RecordShownFact": RecordShownFact(
            fact="born", value="1985.08", material=review.material()[0]
        ),
        "WithdrawShownFact": WithdrawShownFact(shown=review.shown()),
        "DoubtDifference": DoubtDifference(difference=review.item("differing"), **seen),
        "WriteFinding": WriteFinding(difference=review.item("doubtful"), words="待调户籍档案"),
        "EndCorrected": EndCorrected(difference=review.item("differing"), **seen),
        "EnterDecision": EnterDecision(
            difference=review.item("doubtful"),
            step="settle",
            dated=today,
            value="2006.07 市财政局",
            **paper,
            **seen,
        ),
        "EnterReferral": EnterReferral(
            difference=review.suspected(),
            kind="sent",
            organ="市纪委监委",
            document="组移〔2026〕1号",
            dated=today,
            **seen,
        ),
        "CompareReferral": CompareReferral(
            difference=review.suspected(referred=True), agrees=True, **seen
        ),
        "CompareDecision": CompareDecision(
            difference=review.item("doubtful", decided="settle"), agrees=True, **seen
        ),
        "ExportUpdates": ExportUpdates(room_id=t.world.room),
        "AcknowledgeUpdates": AcknowledgeUpdates(
            list=review.update(listed=True), receipt="系统回执 0012"
        ),
    }
