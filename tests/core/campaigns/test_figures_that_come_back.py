"""发表、收表：有一处不对，逐处说出工作表、行、列，一行也不计入；对的一次汇总，新表代替旧表。
A workbook that comes back is taken whole or not at all; every place to put right is named.
"""

from __future__ import annotations

from typing import Any

import pytest

from bot.replies.campaign_workbooks import return_workbook
from bot.replies.roster_problems import sentence
from core.campaigns.campaign_unit import CampaignPerson, ReportedFigures
from core.campaigns.problem import CampaignProblem
from core.campaigns.questions import joined_units
from core.campaigns.read_return import Returned, read_return
from core.campaigns.report_figures import ReportFigures
from core.outcome import Outcome
from tests.support.campaigns import UNITS, Campaigning
from tests.support.returned_workbook import LINE, filled


class Reporting:
    """A campaign with one county that reports."""

    def __init__(self, world: Campaigning, ref: str) -> None:
        self.world, self.ref = world, ref
        with world.house.looking() as session:
            (self.joined,) = joined_units(session, world.campaign(ref).id)
        self.unit = self.joined.row.ref
        self.blank = return_workbook("全覆盖", self.joined)

    def read(self, *figures: tuple[Any, ...], unit: str = "", **sheets: Any) -> Returned:
        content = filled(self.blank, {"进度": list(figures), **sheets})
        return read_return(content, unit or self.unit, self.world.today)

    async def report(self, found: Returned) -> Outcome:
        command = ReportFigures(
            unit=self.unit,
            figures=tuple(found.figures),
            persons=tuple(found.persons),
            problems=tuple(found.troubles),
        )
        return await self.world.house.do(self.world.archivist, command)


@pytest.fixture
async def county(world: Campaigning) -> Reporting:
    ref = await world.begin()
    await world.add(ref, outside=("东山县",))
    return Reporting(world, ref)


async def test_what_comes_back_is_added_up_and_marked_as_reported(county: Reporting) -> None:
    found = county.read(LINE, ("东山县教育局", 40, 12000, "11000份", 0, 0, "2026年11月24日"))
    assert found.problems == []
    assert (await county.report(found)).data["lines"] == 2
    (shown,) = county.world.progress(county.ref).units
    assert shown.counts is not None
    assert (shown.counts.all, shown.counts.closed, shown.counts.explained) == (12030, 11020, 2)
    assert (shown.counts.overdue, shown.counts.late) == (3, (0, 0, 0)), "since when is not guessed"
    assert (shown.joined.reports, str(shown.as_of)) == (True, "2026-11-20")


async def test_what_to_put_right_is_named_from_the_first_row_down(county: Reporting) -> None:
    found = county.read((*LINE[:2], 1, *LINE[3:]), ("东山县教育局", "四十", -1.0, *LINE[3:]))
    assert [(it.row, it.column) for it in found.problems] == [
        *((3, "应补份数"), (4, "档案份数"), (4, "应补份数")),
    ]
    assert "填的是“-1”" in sentence(found.problems[-1])


async def test_a_newer_workbook_takes_the_place_of_the_older(county: Reporting) -> None:
    await county.report(county.read(LINE))
    assert (await county.report(county.read((*LINE[:3], 30, 0, 0, LINE[-1])))).done
    (shown,) = county.world.progress(county.ref).units
    assert shown.is_done
    assert len(county.world.house.all(ReportedFigures)) == 2


async def test_persons_follow_the_workbook_and_problems_are_only_added(county: Reporting) -> None:
    persons = [("贺兰舟", "人事股股长", "0000-1234", "备〔2026〕9号")]
    troubles = [("复杂", "早年学籍材料须向学校调取", "2027-01-20")]
    both = {"人员": persons, "问题": troubles}
    first = await county.report(county.read(LINE, **both))
    assert (first.data["persons"], first.data["problems"]) == (1, 1)
    again = await county.report(county.read(LINE, **both))
    assert (again.data["persons"], again.data["problems"]) == (0, 0)
    await county.report(county.read(LINE))
    assert [it.ended_at is None for it in county.world.house.all(CampaignPerson)] == [False]
    assert [it.state for it in county.world.house.all(CampaignProblem)] == ["open"]


WRONG = {
    "more settled than owed": ((*LINE[:2], 10, 9, 1, 1, LINE[-1]), "应补份数", "超过应补 10"),
    "a day to come": ((*LINE[:-1], "2026-12-20"), "截至日期", "还没有到"),
    "no count": ((*LINE[:2], "三十", *LINE[3:]), "应补份数", "阿拉伯数字"),
    "minus one": ((*LINE[:2], -1, *LINE[3:]), "应补份数", "阿拉伯数字"),
    "half a piece": ((*LINE[:2], 1.5, *LINE[3:]), "应补份数", "阿拉伯数字"),
    "no name": (("", *LINE[1:]), "单位名称", "没有填写"),
    "no day": ((*LINE[:-1], "上周"), "截至日期", "上周"),
}


@pytest.mark.parametrize("what", WRONG)
async def test_every_place_to_put_right_is_named(county: Reporting, what: str) -> None:
    row, column, said = WRONG[what]
    (problem,) = county.read(LINE[:0] or ("城关镇", *LINE[1:]), row).problems
    assert (problem.sheet, problem.row, problem.column) == ("进度", 4, column)
    assert said in sentence(problem)


async def test_all_problems_are_told_at_once(county: Reporting) -> None:
    bad = [WRONG[what][0] for what in ("more settled than owed", "no count", "no day")]
    found = county.read(*bad, **{"人员": [("贺兰舟", "", "", "")], "问题": [("怪", "x", "")]})
    places = {(it.sheet, it.column) for it in found.problems}
    assert places == {
        ("进度", "应补份数"),
        ("进度", "截至日期"),
        ("人员", "职务"),
        ("人员", "备案表编号"),
        ("问题", "类别"),
    }


async def test_another_ones_workbook_is_not_taken(county: Reporting) -> None:
    (problem,) = county.read(LINE, unit="A" * 20).problems
    assert problem.code == "report_of_another"


async def test_an_empty_one_a_foreign_one_and_no_workbook_at_all_get_a_sentence(
    county: Reporting,
) -> None:
    assert [it.code for it in county.read().problems] == ["report_empty"]
    for content, code in ((b"nonsense", "workbook_unreadable"), (b"", "workbook_unreadable")):
        (problem,) = read_return(content, county.unit, county.world.today).problems
        assert problem.code == code
        assert sentence(problem)


async def test_a_unit_that_is_counted_here_does_not_report(world: Campaigning) -> None:
    ref = await world.begin()
    await world.add(ref, UNITS[0])
    county = Reporting(world, ref)
    assert (await county.report(county.read(LINE))).code == "impossible_step"
