"""材料目录随花名册导入：旧称认得出，年度写得明，已有的不重复，导入即查缺；认不出的留给人。

An existing catalogue comes with the roster: lines are recognised, kept once, and gaps counted at once.
"""

from __future__ import annotations

from datetime import date

import pytest

from bot.demo.people import synthetic_people
from core.gaps.gap import Gap, GapState
from core.holdings.dossier import Dossier
from core.holdings.import_roster import ImportRoster
from core.holdings.roster.day import formed_on
from core.holdings.roster.other_sheets import MaterialRow
from core.holdings.roster.problem import Unreadable
from core.materials.material import Material
from core.materials.recognise import kind_of_title, occasion_of
from core.members.member import Role
from rules.book import load_book
from tests.support.gaps import GapRoom

BOOK = load_book()
ROW = next(synthetic_people(5, 1))


def line(nth: int, code: str, title: str, formed: str = "", **more: object) -> MaterialRow:
    given: dict[str, object] = {"kind": "original", "ordinal": 1, "serial": 0, "pages": 2} | more
    given |= {"code": code, "title": title, "formed": formed, "remark": more.get("remark", "")}
    return MaterialRow(row=nth, dossier_number=ROW.dossier_number, **given)  # type: ignore[arg-type]


LINES = (
    line(2, "3", "2020年度考核登记表", "2021.01.05", serial=1),
    line(3, "3", "公务员年度考核登记表", "2021.12.30", serial=2),
    line(4, "6", "中国共产党入党志愿书", "2012.06"),
    line(5, "4", "毕业证书复印件", "2008.07.01", remark="复印件"),
    line(6, "10", "一份说不清的材料"),
)


async def imported(world: GapRoom, *lines: MaterialRow) -> dict[str, int]:
    administrator = world.house.add_member(Role.ADMINISTRATOR)
    command = ImportRoster(rows=(ROW,), materials=lines)
    outcome = await world.house.do(administrator, command)
    assert outcome.done, outcome
    return outcome.data


async def test_lines_are_kept_recognised_and_gaps_counted_in_the_same_import(
    world: GapRoom,
) -> None:
    assert (await imported(world, *LINES))["materials"] == len(LINES)
    kept = {it.title: (it.kind, it.occasion, it.form) for it in world.house.all(Material)}
    assert kept["2020年度考核登记表"] == ("3-1", "2020", "original")
    assert kept["公务员年度考核登记表"][:2] == ("3-1", "2021")
    assert kept["中国共产党入党志愿书"][:2] == ("6-1", "")
    assert kept["毕业证书复印件"] == ("4-1-5", "2008.07.01", "sealed_copy")
    assert kept["一份说不清的材料"][:2] == ("", "")
    (dossier,) = (it for it in world.house.all(Dossier) if it.number == ROW.dossier_number)
    owed = {
        (it.kind, it.occasion)
        for it in world.house.all(Gap)
        if it.dossier_id == dossier.id and it.state == GapState.OPEN
    }
    assert ("3-1", "2022") in owed
    assert ("3-1", "2020") not in owed


async def test_the_same_lines_again_add_nothing(world: GapRoom) -> None:
    await imported(world, *LINES)
    administrator = world.house.add_member(Role.ADMINISTRATOR)
    again = ImportRoster(rows=(ROW,), materials=(*LINES, line(7, "3", "2022年度考核登记表")))
    outcome = await world.house.do(administrator, again)
    assert outcome.data["materials"] == 1
    assert len(world.house.all(Material)) == len(LINES) + 1


async def test_a_line_of_a_volume_that_is_not_there_keeps_everything_out(world: GapRoom) -> None:
    administrator = world.house.add_member(Role.ADMINISTRATOR)
    command = ImportRoster(rows=(ROW,), materials=(line(2, "3", "年度考核登记表", ordinal=9),))
    assert (await world.house.do(administrator, command)).code == "bad_value"
    assert world.house.all(Material) == []
    assert len(world.house.all(Dossier)) == 1


@pytest.mark.parametrize(
    ("code", "title", "kind"),
    [
        ("9-2", "干部任免呈报表", "9-2-4"),
        ("9", "干部任免审批表", "9-2-4"),
        ("3", "经济责任审计报告", "5-4"),
        ("5", "干部任免审批表", ""),
        ("3", "工作总结", ""),
    ],
)
def test_a_title_names_a_kind_only_in_a_class_where_it_is_filed(
    code: str, title: str, kind: str
) -> None:
    found = kind_of_title(BOOK, code, title)
    assert (found.code if found else "") == kind


@pytest.mark.parametrize(
    ("title", "formed", "year"),
    [
        ("2019年度考核登记表", "2020.01", "2019"),
        ("年度考核登记表", "2019.12.25", "2019"),
        ("年度考核登记表", "2020.02", "2019"),
        ("年度考核登记表", "2019", "2019"),
        ("年度考核登记表", "2019.08", ""),
        ("年度考核登记表", "", ""),
    ],
)
def test_the_year_of_a_review_is_named_or_follows_from_its_day(
    title: str, formed: str, year: str
) -> None:
    assert occasion_of(BOOK.materials["3-1"], title, formed) == year


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1998.7.3", "1998.07.03"),
        ("1998年7月", "1998.07"),
        ("1998", "1998"),
        (1998, "1998"),
        (1998.0, "1998"),
        ("199807", "1998.07"),
        ("19980703", "1998.07.03"),
        ("1998-07", "1998.07"),
        (date(1998, 7, 3), "1998.07.03"),
    ],
)
def test_a_day_of_formation_is_read_as_far_as_it_tells(cell: object, said: str) -> None:
    assert formed_on(cell) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell", ["98.7", "1998.13", "1998.2.30", "去年", "199813", "1998..7", "19987"]
)
def test_a_day_that_cannot_be_is_not_read(cell: str) -> None:
    with pytest.raises(Unreadable):
        formed_on(cell)
