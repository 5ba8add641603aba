"""查缺用例的样例 / Samples of the commands about facts and gaps, each about one that allows it."""

from __future__ import annotations

from typing import Any

from core.command import Command
from core.gaps.cadre_fact import CadreFact, FactKind, FactSource
from core.gaps.count_due_gaps import CountDueGaps
from core.gaps.count_gaps import CountGaps
from core.gaps.gap import Gap, GapState
from core.gaps.issue_list import IssueGapList
from core.gaps.propose_explanation import ProposeExplanation
from core.gaps.record_fact import FactLine, RecordFacts
from core.gaps.reopen_gap import ReopenGap
from core.gaps.settle_explanation import SettleExplanation
from core.gaps.withdraw_fact import WithdrawFact
from core.holdings.dossier import Dossier
from core.ids import opaque
from core.materials.material import Material, MaterialState
from tests.support.every_thing import Things


def of_gaps(t: Things) -> dict[str, Command]:
    """A fact to record and one to withdraw; a gap to explain, one explained, one to reopen."""
    house = t.world.house
    number = t.world.shelve(f"GB-{opaque(6)}", name="褚四十").number
    dossier = next(it for it in house.all(Dossier) if it.number == number)
    taken = house.keep(
        Material(
            dossier_id=dossier.id or 0,
            class_code="3",
            kind="3-1",
            title="年度考核登记表",
            state=MaterialState.TAKEN_OUT,
        )
    )
    fact = house.keep(
        CadreFact(
            cadre_id=dossier.cadre_id,
            kind=FactKind.AWARD,
            occasion="2019 三等功",
            source=FactSource.HAND,
            recorded_at=house.clock.now(),
        )
    )
    proposed = {"explanation": "说明〔2026〕1号", "explained_by": house.add_member()}
    closed = {"state": GapState.CLOSED, "material_id": taken}
    return {
        "RecordFacts": RecordFacts(
            dossier=number, facts=(FactLine(FactKind.TRAINING, "2018 县委党校"),)
        ),
        "WithdrawFact": WithdrawFact(dossier=number, fact=fact),
        "ProposeExplanation": ProposeExplanation(
            gap=_gap(t, dossier), seen_version=1, explanation="说明〔2026〕2号"
        ),
        "SettleExplanation": SettleExplanation(
            gap=_gap(t, dossier, **proposed), seen_version=1, approve=True
        ),
        "ReopenGap": ReopenGap(gap=_gap(t, dossier, **closed), seen_version=1),
        "IssueGapList": IssueGapList(unit_id=t.world.unit),
        "IssueGapList leaders": IssueGapList(unit_id=t.world.unit, leaders=True),
        "CountDueGaps": CountDueGaps(),
        "CountGaps": CountGaps(room_id=t.world.room, at_once=1),
    }


def _gap(t: Things, dossier: Dossier, **more: Any) -> str:
    row = Gap(
        dossier_id=dossier.id or 0,
        unit_id=t.world.unit,
        kind="3-1",
        occasion=opaque(4),
        owner="unit",
        seen_by="contact",
        found_at=t.world.house.clock.now(),
        **more,
    )
    ref = row.ref
    t.world.house.keep(row)
    return ref
