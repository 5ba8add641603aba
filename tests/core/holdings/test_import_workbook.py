"""整本导入：要么全部，要么一个也不；按编号更新；联络员待第二人同意；目录件数落到卷上（两种库）。

A workbook is imported whole or not at all, on both databases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from core.custody.custody import Custody
from core.holdings.cadre import Cadre
from core.holdings.class_count import ClassCount
from core.holdings.compare_roster import compare_roster
from core.holdings.dossier import Dossier, Volume
from core.holdings.search import SearchHoldings
from core.members.confirm_grant import ConfirmGrant
from core.members.member import Grant, Member, Role
from core.members.units import Unit
from core.principal import Principal
from tests.support.house import House
from tests.support.room_workbook import (
    ROOM,
    import_into,
    import_of,
    people,
    read_and_check,
    room_workbook,
)

CONTACT = ["柳思远", "市财政局", "", "科员", "备〔2026〕12号", "2027-11-20"]
LOAN = ["GB-00001", "正本", 1, "市财政局", "2026-11-02", "2026-12-01", ""]


@pytest.fixture
def house(house_url: str) -> Iterator[House]:
    opened = House(house_url)
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture
def administrator(house: House) -> int:
    return house.add_member(Role.ADMINISTRATOR)


async def test_units_without_cadres_are_there_with_their_nature(
    house: House, administrator: int
) -> None:
    sheet = [["市林业局", ROOM, "事业"]]
    await import_into(house, administrator, room_workbook(people(), 单位=sheet))
    assert {u.name: u.nature for u in house.all(Unit)}["市林业局"] == "public_institution"


async def test_a_contact_waits_for_the_second_officer(house: House, administrator: int) -> None:
    officer = house.add_member(Role.SECURITY_OFFICER)
    book = room_workbook(people(), 联络员=[CONTACT])
    await import_into(house, administrator, book)
    (grant,) = [g for g in house.all(Grant) if g.role == Role.UNIT_CONTACT]
    assert (grant.confirmed_at, grant.document) == (None, "备〔2026〕12号")
    assert (await house.do(officer, ConfirmGrant(grant_id=grant.id or 0))).done


async def test_a_contact_of_a_second_import_is_the_same_person(
    house: House, administrator: int
) -> None:
    book = room_workbook(people(), 联络员=[CONTACT])
    first = await import_into(house, administrator, book)
    second = await import_into(house, administrator, book)
    assert (first.data["contacts"], second.data["contacts"]) == (1, 0)
    assert len([g for g in house.all(Grant) if g.role == Role.UNIT_CONTACT]) == 1
    (contact,) = [m for m in house.all(Member) if m.name == "柳思远"]
    assert contact.number == "L0001"


async def test_set_up_enters_contacts_without_a_role(house: House) -> None:
    await import_into(house, Principal.setup(), room_workbook(people(), 联络员=[CONTACT]))
    assert [m.name for m in house.all(Member)] == ["柳思远"]
    assert house.all(Grant) == []


async def test_the_catalogue_counts_each_class_and_sums_on_the_volume(
    house: House, administrator: int
) -> None:
    rows = [["GB-00001", "", "", "一", 2, 6], ["GB-00001", "", "", "9-2", 5, 9]]
    await import_into(house, administrator, room_workbook(people(), 目录=rows))
    counted = [v for v in house.all(Volume) if v.pieces is not None]
    assert [(v.pieces, v.pages) for v in counted] == [(7, 15)]
    assert {(c.code, c.pieces, c.pages) for c in house.all(ClassCount)} == {
        ("1", 2, 6),
        ("9-2", 5, 9),
    }
    again = room_workbook(people(), 目录=[["GB-00001", "", "", "一", 3, 8]])
    await import_into(house, administrator, again)
    assert [(c.code, c.pieces) for c in house.all(ClassCount)] == [("1", 3)]


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ({"在借": [["GB-09999", *LOAN[1:]]]}, "dossier_unknown"),
        ({"在借": [["GB-00001", "副本", *LOAN[2:]]]}, "volume_unknown"),
        ({"在借": [[*LOAN[:3], "市园林局", *LOAN[4:]]]}, "unit_unknown"),
        ({"联络员": [["柳思远", "市园林局", *CONTACT[2:]]]}, "unit_unknown"),
        ({"联络员": [["柳思远", "市财政局", "M0001", *CONTACT[3:]]]}, "number_is_anothers"),
        ({"目录": [["GB-00001", "正本", 2, "一", 1, 1]]}, "volume_unknown"),
    ],
)
def test_what_neither_workbook_nor_rooms_have_is_named(
    house: House, administrator: int, sheets: dict[str, list[list[object]]], code: str
) -> None:
    _, problems = read_and_check(house, room_workbook(people(), **sheets))
    assert [p.code for p in problems] == [code]


def test_loans_need_somebody_who_records_them(house: House) -> None:
    _, problems = read_and_check(house, room_workbook(people(), 在借=[LOAN]))
    assert [p.code for p in problems] == ["nobody_to_record"]


async def test_nothing_at_all_is_kept_where_one_sheet_cannot_be_written(
    house: House, administrator: int
) -> None:
    book, _ = read_and_check(house, room_workbook(people(), 在借=[["GB-09999", *LOAN[1:]]]))
    outcome = await house.do(administrator, import_of(book))
    assert outcome.code == "bad_value"
    assert house.all(Dossier) == house.all(Cadre) == house.all(Custody) == []


async def test_a_second_import_follows_by_number_and_takes_no_volume_away(
    house: House, administrator: int
) -> None:
    await import_into(house, administrator, room_workbook(people()))
    changed = [replace(row, name="孙无忌", originals=2) for row in people(1)]
    outcome = await import_into(house, administrator, room_workbook(changed))
    assert (outcome.data["imported"], outcome.data["updated"]) == (0, 1)
    assert sorted(v.ordinal for v in house.all(Volume)) == [1, 1, 1, 2]
    assert len(house.all(Dossier)) == 3


async def test_whoever_was_imported_is_found_and_by_the_new_name_after_a_second_import(
    house: House, administrator: int
) -> None:
    await import_into(house, administrator, room_workbook(people(1)))
    archivist = house.add_member(Role.ARCHIVIST, room=house.all(Dossier)[0].room_id)
    old = people(1)[0].name
    assert (await house.do(archivist, SearchHoldings(text=old))).data["dossiers"]
    changed = [replace(row, name="单于无忌") for row in people(1)]
    await import_into(house, administrator, room_workbook(changed))
    assert (await house.do(archivist, SearchHoldings(text="cywj"))).data["dossiers"]
    assert not (await house.do(archivist, SearchHoldings(text=old))).data["dossiers"]


async def test_a_comparison_tells_what_would_change_and_masks_the_name(
    house: House, administrator: int
) -> None:
    await import_into(house, administrator, room_workbook(people()))
    first, second, third = people()
    rows = [replace(first, name="孙无忌", post="局长", status="retired"), second]
    rows.append(replace(third, dossier_number="GB-00009"))
    with house.looking() as session:
        found = compare_roster(session, rows)
    assert (found.new, found.unchanged, [c.number for c in found.changed]) == (1, 1, ["GB-00001"])
    said = {c.column: (str(c.before), str(c.after)) for c in found.changed[0].changes}
    assert said["状态"] == ("在职", "退休")
    assert said["姓名"][1] == "孙**"
    assert set(said) == {"姓名", "职务", "状态"}


async def test_a_third_import_that_says_the_same_changes_nothing(
    house: House, administrator: int
) -> None:
    await import_into(house, administrator, room_workbook(people()))
    moved = [replace(row, slot="B-9", originals=2) for row in people(1)]
    first = await import_into(house, administrator, room_workbook([*moved, *people()[1:]]))
    assert (first.data["updated"], first.data["unchanged"]) == (3, 2)
    again = await import_into(house, administrator, room_workbook([*moved, *people()[1:]]))
    assert (again.data["updated"], again.data["unchanged"]) == (3, 3)


async def test_a_slot_is_filled_in_later_and_never_moved(house: House, administrator: int) -> None:
    await import_into(house, administrator, room_workbook([replace(people(1)[0], slot="")]))
    assert house.all(Volume)[0].slot_id is None
    await import_into(house, administrator, room_workbook(people(1)))
    filled = house.all(Volume)[0].slot_id
    assert filled is not None
    await import_into(house, administrator, room_workbook([replace(people(1)[0], slot="B-9")]))
    assert house.all(Volume)[0].slot_id == filled


async def test_what_a_later_roster_has_no_column_for_stays(
    house: House, administrator: int
) -> None:
    person = replace(people(1)[0], secrecy="secret", post="局长")
    await import_into(house, administrator, room_workbook([person]))
    shorter = room_workbook([replace(person, rank="一级调研员")], without=("密级", "职务"))
    outcome = await import_into(house, administrator, shorter)
    assert outcome.data["unchanged"] == 0
    kept, dossier = house.all(Cadre)[0], house.all(Dossier)[0]
    assert (dossier.secrecy, kept.post, kept.rank) == ("secret", "局长", "一级调研员")


async def test_a_number_that_goes_to_another_person_is_told_apart_from_a_new_name(
    house: House, administrator: int
) -> None:
    first, second = people(2)
    await import_into(house, administrator, room_workbook([first, second]))
    renamed = replace(first, name="孙无忌")
    swapped = replace(first, dossier_number=second.dossier_number, row=3)
    with house.looking() as session:
        found = compare_roster(session, [renamed, swapped])
    assert [each.is_somebody_else for each in found.changed] == [False, True]


async def test_a_catalogue_that_counts_the_same_is_not_written_again(
    house: House, administrator: int
) -> None:
    book = room_workbook(people(1), 目录=[["GB-00001", "正本", 1, "一", 3, 10]])
    assert (await import_into(house, administrator, book)).data["catalogue"] == 1
    assert (await import_into(house, administrator, book)).data["catalogue"] == 0
