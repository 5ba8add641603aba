"""查缺与销号：补齐一份、销号一个；人销过的号，计算不再翻出来；情况变了不再要的自动撤下；说明代补另计、两人办。

Gaps are counted anew when facts or papers change; what a person closed stays closed.
"""

from __future__ import annotations

import pytest

from core.gaps.cadre_fact import CadreFact
from core.gaps.gap import Gap, GapState
from core.gaps.record_fact import FactLine, RecordFacts
from core.gaps.reopen_gap import ReopenGap
from core.gaps.withdraw_fact import WithdrawFact
from core.materials.ask_change import AskMaterialChange
from core.materials.confirm_change import ConfirmMaterialChange
from core.materials.material import Material
from tests.support.gaps import NUMBER, GapRoom


async def filed(world: GapRoom, **paper: str) -> int:
    """A passed piece is filed, loose; gives the material's id."""
    outcome = await world.house.do(world.archivist, world.filing(**paper))
    assert outcome.done, outcome
    return max(it.id or 0 for it in world.house.all(Material))


async def taken_out(world: GapRoom, material: int) -> None:
    """By an approval, by two people."""
    paper = world.house.get(Material, material)
    asked = AskMaterialChange(
        material=paper.ref,
        seen_version=paper.version,
        kind="taken_out",
        reason="重复",
        document="组档〔2026〕9号",
        kept_at="散件柜",
    )
    outcome = await world.house.do(world.archivist, asked)
    assert outcome.done, outcome
    confirm = ConfirmMaterialChange(change=outcome.data["change"])
    assert (await world.house.do(world.head, confirm)).done


async def test_a_count_finds_what_is_not_there_and_says_how_many(world: GapRoom) -> None:
    world.file(occasion="2021")
    outcome = await world.count()
    assert outcome.done, outcome
    assert outcome.data["found"] == len(world.gaps())
    assert ("3-1", "2020") in world.gaps()
    assert ("3-1", "2021") not in world.gaps()
    assert {"6-1", "6-2", "6-3", "6-4", "9-2-6"} <= {kind for kind, _ in world.gaps()}


async def test_counting_twice_changes_nothing(world: GapRoom) -> None:
    await world.count()
    before = {(it.ref, it.version) for it in world.house.all(Gap)}
    outcome = await world.count()
    assert outcome.data["found"] == outcome.data["dropped"] == 0
    assert {(it.ref, it.version) for it in world.house.all(Gap)} == before


async def test_a_room_is_counted_a_stretch_at_a_time_and_the_rest_later(world: GapRoom) -> None:
    world.shelve("GB-00002")
    first = await world.count(at_once=1)
    assert (first.data["dossiers"], first.data["next"]) == (1, world.dossier)
    second = await world.count(at_once=5, after=first.data["next"])
    assert (second.data["dossiers"], second.data["next"]) == (1, 0)
    assert len({it.dossier_id for it in world.house.all(Gap)}) == 2


async def test_a_filed_paper_closes_its_own_gap_and_no_other(world: GapRoom) -> None:
    await world.count()
    owed = world.gaps()
    material = await filed(world, occasion="2022")
    assert owed - world.gaps() == {("3-1", "2022")}
    gap = world.gap("3-1", "2022")
    assert (gap.state, gap.material_id) == (GapState.CLOSED, material)
    (told,) = world.house.log("gap_closed")
    assert told.payload["how"] == "closed"


async def test_a_paper_that_names_no_occasion_closes_the_only_gap_of_its_kind(
    world: GapRoom,
) -> None:
    await world.count()
    await filed(world, kind="6-1", occasion="")
    assert world.gap("6-1").state == GapState.CLOSED
    await filed(world, kind="3-1", occasion="")  # six years are owed: nobody can tell which
    assert {it.state for it in world.house.all(Gap) if it.kind == "3-1"} == {GapState.OPEN}


async def test_an_explanation_among_the_papers_closes_nothing_by_itself(world: GapRoom) -> None:
    await world.count()
    await filed(world, kind="6-1", occasion="", form="explanation")
    assert world.gap("6-1").state == GapState.OPEN


async def test_a_recorded_fact_brings_its_gaps_and_withdrawn_takes_them_away(
    world: GapRoom,
) -> None:
    await world.count()
    await world.record("appointment", "2023.03 副科长", "2023.03", "section_up")
    assert {("9-2-4", "2023.03 副科长"), ("5-7", "2023.03 副科长")} <= world.gaps()
    (fact,) = world.house.all(CadreFact)
    ref = world.gap("9-2-4", "2023.03 副科长").ref
    await world.house.do(world.archivist, WithdrawFact(dossier=NUMBER, fact=fact.id or 0))
    assert world.gap("9-2-4", "2023.03 副科长").state == GapState.DROPPED
    await world.record("appointment", "2023.03 副科长", "2023.03", "section_up")
    again = world.gap("9-2-4", "2023.03 副科长")
    assert (again.state, again.ref) == (GapState.OPEN, ref)


async def test_a_year_found_to_be_without_review_changes_what_is_asked_for(world: GapRoom) -> None:
    await world.count()
    await world.record("not_assessed", "2021")
    assert world.gap("3-1", "2021").best == "explanation"


@pytest.mark.parametrize(
    "line",
    [
        FactLine("appointmnt", "2023.03 副科长"),
        FactLine("award", " "),
        FactLine("award", "三等功", "2023.13"),
        FactLine("not_assessed", "去年"),
        FactLine("degree", "本科", "", "fulltime_doctor"),
        FactLine("award", "三等功", "", "section_up"),
    ],
)
async def test_a_fact_that_cannot_be_is_refused_and_nothing_is_kept(
    world: GapRoom, line: FactLine
) -> None:
    good = FactLine("award", "2019 三等功")
    command = RecordFacts(dossier=NUMBER, facts=(good, line))
    outcome = await world.house.do(world.archivist, command)
    assert outcome.code == "bad_value"
    assert world.house.all(CadreFact) == []


async def test_an_explanation_is_proposed_by_one_and_approved_by_another(world: GapRoom) -> None:
    await world.count()
    gap = world.gap("6-2")
    assert (await world.propose(gap)).done
    assert world.gap("6-2").state == GapState.OPEN
    assert (await world.settle(gap, world.archivist)).code == "same_person"
    assert (await world.settle(gap, world.head)).done
    settled = world.gap("6-2")
    assert (settled.state, settled.material_id) == (GapState.EXPLAINED, None)
    assert (settled.explained_by, settled.approved_by) == (world.archivist, world.head)


async def test_a_declined_explanation_leaves_the_gap_as_it_was(world: GapRoom) -> None:
    await world.count()
    gap = world.gap("6-2")
    await world.propose(gap)
    await world.settle(gap, world.head, approve=False)
    left = world.gap("6-2")
    assert (left.state, left.explanation, left.explained_by) == (GapState.OPEN, "", None)


async def test_an_explained_gap_is_not_found_again_but_its_paper_still_closes_it(
    world: GapRoom,
) -> None:
    await world.count()
    gap = world.gap("6-2")
    await world.propose(gap)
    await world.settle(gap, world.head)
    await world.count()
    assert world.gap("6-2").state == GapState.EXPLAINED
    await filed(world, kind="6-2", occasion="")
    assert world.gap("6-2").state == GapState.CLOSED


async def test_taking_a_paper_out_reopens_nothing_until_a_person_says_so(world: GapRoom) -> None:
    await world.count()
    material = await filed(world, occasion="2022")
    gap = world.gap("3-1", "2022")
    early = ReopenGap(gap=gap.ref, seen_version=gap.version)
    assert (await world.house.do(world.archivist, early)).code == "impossible_step"
    await taken_out(world, material)
    await world.count()
    assert world.gap("3-1", "2022").state == GapState.CLOSED
    assert (await world.house.do(world.archivist, early)).done
    assert world.gap("3-1", "2022").state == GapState.OPEN


async def test_what_nobody_had_closed_is_missing_once_its_paper_is_out(world: GapRoom) -> None:
    material = world.file(occasion="2021")
    await world.count()
    await taken_out(world, material)
    assert world.gap("3-1", "2021").state == GapState.OPEN


async def test_lines_of_leaders_and_of_secret_dossiers_pass_no_contact(world: GapRoom) -> None:
    leader = world.shelve("GB-00002", custody_authority="municipal")
    secret = world.shelve("GB-00003", secrecy="secret")
    await world.count()
    seen = {(it.dossier_id, it.seen_by) for it in world.house.all(Gap)}
    assert (world.dossier, "contact") in seen
    assert {who for dossier, who in seen if dossier == leader} == {"leader", "organ"}
    assert {who for dossier, who in seen if dossier == secret} == {"organ"}


async def test_nobody_of_a_unit_counts_records_or_explains(world: GapRoom) -> None:
    await world.count()
    gap = world.gap("6-2")
    assert (await world.propose(gap, world.contact)).code == "forbidden"
    line = FactLine("award", "2019 三等功")
    command = RecordFacts(dossier=NUMBER, facts=(line,))
    assert (await world.house.do(world.contact, command)).code == "forbidden"
