"""人员备案、问题台账：凭备案表登记；问题由人提出、跟踪、销掉，每句话留名；名字是遮着的。
Persons are filed by form, problems are opened, followed and settled by people; names keep their mask.
"""

from __future__ import annotations

from datetime import timedelta

from core.campaigns.campaign_unit import CampaignPerson
from core.campaigns.close_campaign import CloseCampaign
from core.campaigns.file_person import EndPerson, FilePerson
from core.campaigns.keep_problem import MoveProblem, OpenProblem
from core.campaigns.ledgers import persons_of, problems_of
from core.campaigns.problem import CampaignProblem
from core.outcome import Outcome
from tests.support.campaigns import UNITS, Campaigning


def filing(unit: str, **more: str) -> FilePerson:
    given = {"part": "works", "name": "柳思远", "post": "人事科科长", "document": "备〔2026〕3号"}
    return FilePerson(unit=unit, **{**given, **more})


async def move(world: Campaigning, ref: str, step: str, words: str = "已电话督办") -> Outcome:
    (problem,) = [it for it in world.house.all(CampaignProblem) if it.ref == ref]
    command = MoveProblem(problem=ref, seen_version=problem.version, step=step, words=words)
    return await world.house.do(world.archivist, command)


async def test_a_person_is_filed_by_form_and_shown_masked(world: Campaigning) -> None:
    ref = await world.begin()
    await world.add(ref, UNITS[0])
    unit = world.joined(unit=0).ref
    assert (await world.house.do(world.contact, filing(unit))).code == "forbidden"
    assert (await world.house.do(world.archivist, filing(unit, document=" "))).code == "bad_value"
    assert (await world.house.do(world.archivist, filing(unit, part="x"))).data["field"] == "part"
    assert (await world.house.do(world.archivist, filing(unit))).done
    with world.house.looking() as session:
        (line,) = persons_of(session, world.campaign(ref))
    assert (str(line.name), line.unit) == ("柳**", UNITS[0])
    assert "柳思远" not in str(world.house.log())


async def test_one_who_left_stays_in_the_table_and_leaves_the_ledger(world: Campaigning) -> None:
    ref = await world.begin()
    await world.add(ref, UNITS[0])
    filed = await world.house.do(world.archivist, filing(world.joined(unit=0).ref))
    end = EndPerson(person=filed.data["person"])
    assert (await world.house.do(world.head, end)).done
    assert (await world.house.do(world.head, end, "again")).code == "impossible_step"
    with world.house.looking() as session:
        assert persons_of(session, world.campaign(ref)) == []
    assert len(world.house.all(CampaignPerson)) == 1


async def test_a_problem_is_followed_and_settled_with_words(world: Campaigning) -> None:
    ref = await world.begin()
    await world.add(ref, UNITS[0])
    opened = OpenProblem(
        campaign=ref, kind="long", words="早年学籍材料须向学校调取", unit=world.joined(unit=0).ref
    )
    problem = str((await world.house.do(world.archivist, opened)).data["problem"])
    assert (await move(world, problem, "follow", " ")).code == "bad_value"
    assert (await move(world, problem, "follow")).data["state"] == "followed"
    assert (await move(world, problem, "settle", "学校已补")).data["state"] == "settled"
    assert (await move(world, problem, "follow")).code == "impossible_step"
    assert (await move(world, problem, "reopen", "又发现一份")).data["state"] == "followed"
    with world.house.looking() as session:
        (line,) = problems_of(session, world.campaign(ref))
    assert [it.step for it in line.notes] == ["follow", "settle", "reopen"]


async def test_a_problem_of_everybody_names_no_unit_and_ends_no_sooner_than_today(
    world: Campaigning,
) -> None:
    ref = await world.begin()
    late = world.today - timedelta(days=1)
    common = OpenProblem(campaign=ref, kind="common", words="专题研究复印件如何盖章", due_on=late)
    assert (await world.house.do(world.archivist, common)).data["field"] == "due_on"
    stranger = OpenProblem(campaign=ref, kind="plain", words="x", unit="NONE")
    assert (await world.house.do(world.archivist, stranger)).code == "not_found"


async def test_problems_outlive_their_campaign_and_nothing_else_is_added(
    world: Campaigning,
) -> None:
    ref = await world.begin()
    opened = OpenProblem(campaign=ref, kind="plain", words="目录缺页")
    problem = str((await world.house.do(world.archivist, opened)).data["problem"])
    seen = world.campaign(ref).version
    await world.house.do(world.head, CloseCampaign(campaign=ref, seen_version=seen))
    assert (await world.house.do(world.archivist, opened, "again")).code == "impossible_step"
    assert (await move(world, problem, "settle", "已补")).done
