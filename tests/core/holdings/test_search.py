"""室内检索：姓名的一部分、首字母各读音、编号、单位、后四位；只见本室，密级件只给负责人（P8、P10）。

Search inside, on both databases: every way to ask, only the rooms one keeps, flagged dossiers for
their head alone, and an entry in the log that does not say what was typed.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.holdings.asked import asked
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Secrecy
from core.holdings.search import MOST, SearchHoldings, find, namesakes, reach_of
from core.holdings.terms import index_all
from core.members.member import Role
from tests.support.house import House

PEOPLE = [
    ("GB-00412", "王小明", "市财政局", "002X"),
    ("GB-00413", "王小明", "市教育局", "1234"),
    ("GB-01412", "单小明", "市财政局", "5678"),
    ("市管-7", "阿卜杜拉·买买提", "市财政局", "4321"),
    ("GB-00500", "欧阳修文", "青川区卫生健康委", "0412"),
]


class Searched:
    """A room of five dossiers, its archivist and its head, and a second room."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.room = house.add_room("组织部档案室")
        self.other = house.add_room("教育局档案室")
        self.units: dict[str, int] = {}
        self.archivist = house.add_member(Role.ARCHIVIST, room=self.room)
        self.head = house.add_member(Role.HEAD, room=self.room)
        for number, name, unit, last4 in PEOPLE:
            self.keep(number, name, unit, last4)
        self.index()

    def keep(self, number: str, name: str, unit: str, last4: str = "", **more: object) -> int:
        room = int(str(more.pop("room", self.room)))
        if unit not in self.units:
            self.units[unit] = self.house.add_unit(room, unit)
        cadre = Cadre(name=name, unit_id=self.units[unit], id_last4=last4)
        return self.house.keep(
            Dossier(number=number, cadre_id=self.house.keep(cadre), room_id=room, **more)
        )

    def index(self) -> None:
        from sqlmodel import Session

        with self.house.database.writing() as connection, Session(connection) as session:
            index_all(session)
            session.commit()

    async def ask(self, text: str, who: int = 0) -> list[str]:
        """Numbers of the dossiers that come up."""
        outcome = await self.house.do(who or self.archivist, SearchHoldings(text=text))
        assert outcome.done, outcome
        return [self.house.get(Dossier, key).number for key in outcome.data["dossiers"]]


@pytest.fixture
def searched(house_url: str) -> Iterator[Searched]:
    house = House(house_url)
    try:
        yield Searched(house)
    finally:
        house.close()


WANTED = {
    "王小明": ["GB-00412", "GB-00413"],
    "小明": ["GB-00412", "GB-00413", "GB-01412"],
    "明": ["GB-00412", "GB-00413", "GB-01412"],
    "买买提": ["市管-7"],
    "阿卜杜拉买买提": ["市管-7"],
    "阿卜杜拉•买买提": ["市管-7"],
    "sxm": ["GB-01412"],
    "DXM": ["GB-01412"],
    "ouyang": [],
    "oyxw": ["GB-00500"],
    "wx": ["GB-00412", "GB-00413"],
    "GB-00412": ["GB-00412"],
    "gb00412": ["GB-00412"],
    "ＧＢ－００４１２": ["GB-00412"],
    "412": ["GB-00412"],
    "0412": ["GB-00500", "GB-00412"],
    "002x": ["GB-00412"],
    "市管-7": ["市管-7"],
    "财政": ["GB-00412", "GB-01412", "市管-7"],
    "卫生健康委": ["GB-00500"],
    "财政局 王": ["GB-00412"],
    "王小明 教育": ["GB-00413"],
    "王 小 明": ["GB-00412", "GB-00413"],
    "王\0": ["GB-00412", "GB-00413"],
    "%王_": ["GB-00412", "GB-00413"],
    "孙": [],
}


async def test_every_way_to_ask_finds_whom_it_means(searched: Searched) -> None:
    for text, numbers in WANTED.items():
        assert sorted(await searched.ask(text)) == sorted(numbers), text


async def test_last_four_digits_come_before_numbers_that_end_so(searched: Searched) -> None:
    assert await searched.ask("0412") == ["GB-00500", "GB-00412"]


async def test_a_name_that_begins_so_comes_before_one_that_contains_it(searched: Searched) -> None:
    searched.keep("GB-00900", "明小芳", "市财政局")
    searched.index()
    assert (await searched.ask("明"))[0] == "GB-00900"


@pytest.mark.parametrize("text", ["", "   ", "%", "·", "\0", "王" * 41])
async def test_a_search_for_nothing_is_a_bad_value(searched: Searched, text: str) -> None:
    outcome = await searched.house.do(searched.archivist, SearchHoldings(text=text))
    assert (outcome.status, outcome.code) == ("impossible", "bad_value")


async def test_another_rooms_dossiers_do_not_come_up(searched: Searched) -> None:
    searched.keep("JY-1", "王小明", "第一中学", "002X", room=searched.other)
    searched.index()
    for text in ("王小明", "wxm", "JY-1", "002X", "第一中学"):
        assert "JY-1" not in await searched.ask(text)


async def test_a_flagged_dossier_comes_up_for_the_head_alone(searched: Searched) -> None:
    searched.keep("GB-00777", "孙无极", "市财政局", "9999", secrecy=Secrecy.WORK_SECRET)
    searched.index()
    for text in ("孙无极", "swj", "GB-00777", "9999", "财政局 孙"):
        assert await searched.ask(text) == []
        assert await searched.ask(text, searched.head) == ["GB-00777"]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ARCHIVIST, Role.HEAD}))
async def test_nobody_outside_the_room_searches(searched: Searched, role: Role) -> None:
    unit = searched.units["市财政局"]
    place = {"unit": unit} if role in (Role.UNIT_CONTACT, Role.APPROVER) else {}
    member = searched.house.add_member(role, **place)
    outcome = await searched.house.do(member, SearchHoldings(text="王小明"))
    assert outcome.code == "forbidden"


async def test_the_log_tells_who_looked_and_what_came_up_but_not_what_was_typed(
    searched: Searched,
) -> None:
    await searched.ask("王小明")
    (entry,) = searched.house.log("holdings_searched")
    assert (entry.kind, entry.payload["by"], entry.payload["hits"]) == ("room", "name", 2)
    assert len(entry.payload["dossiers"]) == 2
    assert "王小明" not in str(entry)


async def test_a_list_too_long_says_that_there_is_more(searched: Searched) -> None:
    for n in range(MOST + 1):
        searched.keep(f"LX-{n}", "刘长城", "市林业局")
    searched.index()
    outcome = await searched.house.do(searched.archivist, SearchHoldings(text="刘"))
    assert (len(outcome.data["dossiers"]), outcome.data["more"]) == (MOST, True)


async def test_namesakes_are_counted_within_reach(searched: Searched) -> None:
    searched.keep("GB-00778", "王小明", "市财政局", secrecy=Secrecy.SECRET)
    searched.keep("JY-2", "王小明", "第二中学", room=searched.other)
    searched.index()
    counted = []
    for who in (searched.archivist, searched.head):
        reach = reach_of(who, searched.house.viewer(who).grants)
        with searched.house.looking() as session:
            (found,) = find(session, reach, asked("GB-00412"))
            counted.append(namesakes(session, reach, [found])[found])
    assert counted == [2, 3]
