"""数纸互审：目录和图像两边对，件、页、次序、分辨率、颜色、缺页、重页；不符由人处理。
Images and catalogue are compared both ways; what does not agree waits for a person.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.holdings.dossier import Dossier
from core.materials.material import Material, MaterialState
from core.scans.check_scans import CheckScans
from core.scans.mismatch import ScanMismatch
from core.scans.page_order import misplaced
from core.scans.scan_image import ScanImage
from core.scans.settle_mismatch import SettleScanMismatch
from tests.support.inspecting import Inspecting
from tests.support.scanning import a_line, bring, new, switch_on, waiting


async def test_nothing_comes_in_before_two_officers_decided(world: Inspecting) -> None:
    refused = await bring(world.house, world.one, world.number, new("3", 1, 1))
    assert refused.code == "scans_off"
    assert world.house.all(ScanImage) == []


async def test_nothing_comes_in_after_the_last_day(world: Inspecting) -> None:
    switch_on(world.house, days=-1)
    assert (await bring(world.house, world.one, world.number, new("3", 1, 1))).code == "scans_off"


async def test_images_that_are_the_catalogue_leave_nothing_to_do(world: Inspecting) -> None:
    switch_on(world.house)
    a_line(world.house, world.number, "3", 1, pages=2)
    done = await bring(world.house, world.one, world.number, new("3", 1, 1), new("3", 1, 2))
    assert done.data["images"] == 2
    assert waiting(world.house) == []


async def test_what_one_side_has_and_the_other_has_not_is_found(world: Inspecting) -> None:
    switch_on(world.house)
    a_line(world.house, world.number, "3", 1, pages=4)
    a_line(world.house, world.number, "3", 2)
    a_line(world.house, world.number, "4-1", 1, pages=None)
    await bring(
        *(world.house, world.one, world.number),
        *(new("3", 1, 1), new("3", 1, 3), new("3", 1, 5)),
        *(new("4-1", 1, 1), new("9-1", 7, 1)),
    )
    assert sorted(waiting(world.house)) == [
        "not_in_catalogue 9-1/7 1",
        "not_scanned 3/2",
        "pages_beyond 3/1 5",
        "pages_missing 3/1 2, 4",
        "pages_unknown 4-1/1",
    ]


async def test_how_a_page_was_scanned_is_looked_at(world: Inspecting) -> None:
    switch_on(world.house)
    a_line(world.house, world.number, "3", 1, pages=4)
    await bring(
        *(world.house, world.one, world.number),
        *(new("3", 1, 1, content="same"), new("3", 1, 2, content="same")),
        *(new("3", 1, 3, dpi=200), new("3", 1, 4, colour=False)),
    )
    assert sorted(waiting(world.house)) == [
        "low_resolution 3/1 3",
        "not_colour 3/1 4",
        "same_content 3/1 2",
    ]


async def test_pages_scanned_in_another_order_than_their_names_are_found(world: Inspecting) -> None:
    switch_on(world.house)
    a_line(world.house, world.number, "3", 1, pages=4)
    a_line(world.house, world.number, "3", 2, pages=3)
    moments = ("09:01:00", "09:04:00", "09:02:00", "09:03:00")
    timed = [new("3", 1, n, said_at=f"2026-11-20 {it}") for n, it in enumerate(moments, 1)]
    numbered = [new("3", 2, n, said_page=it) for n, it in enumerate((0, 2, 1), 1)]
    await bring(world.house, world.one, world.number, *timed, *numbered)
    assert waiting(world.house) == ["out_of_order 3/1 2", "out_of_order 3/2 2"]


@pytest.mark.parametrize("said", ["", "2026-11-20 09:00:00"])
async def test_files_that_say_nothing_or_all_the_same_speak_against_no_order(
    world: Inspecting, said: str
) -> None:
    switch_on(world.house)
    a_line(world.house, world.number, "3", 1, pages=3)
    pages = [new("3", 1, n, said_at=said, said_page=0 if said else None) for n in (1, 2, 3)]
    await bring(world.house, world.one, world.number, *pages)
    assert waiting(world.house) == []


@given(st.permutations(range(8)))
def test_taking_the_misplaced_pages_away_leaves_an_order_and_no_fewer_would(
    order: list[int],
) -> None:
    stated = [(value, page) for page, value in enumerate(order)]
    wrong = misplaced(stated)
    left = [value for value, page in stated if page not in wrong]
    assert left == sorted(left)
    longest = max(len(it) for it in rising(order))
    assert len(left) == longest


def rising(order: list[int]) -> list[list[int]]:
    runs: list[list[int]] = [[]]
    for value in order:
        runs += [[*run, value] for run in runs if not run or run[-1] < value]
    return runs


async def test_a_page_that_came_twice_is_found_wherever_it_came(world: Inspecting) -> None:
    switch_on(world.house)
    for serial in (1, 2):
        a_line(world.house, world.number, "3", serial, pages=1)
    elsewhere = world.house.get(Dossier, world.other_cadre())
    a_line(world.house, elsewhere.number, "3", 1)
    await bring(world.house, world.one, elsewhere.number, new("3", 1, 1, content="theirs"))
    mine = new("3", 1, 1, content="theirs"), new("3", 2, 1, content="theirs")
    await bring(world.house, world.one, world.number, *mine)
    found = [it for it in waiting(world.house) if it.startswith("same")]
    assert found == ["same_in_another 3/1 1", "same_in_another 3/2 1", "same_elsewhere 3/2 1"]


async def test_blank_backs_are_alike_and_no_page_that_came_twice(world: Inspecting) -> None:
    switch_on(world.house)
    a_line(world.house, world.number, "3", 1, pages=2)
    backs = [new("3", 1, n, content="white", ink=0) for n in (1, 2)]
    await bring(world.house, world.one, world.number, *backs)
    assert waiting(world.house) == []


async def test_both_sets_have_the_same_pages(world: Inspecting) -> None:
    switch_on(world.house)
    a_line(world.house, world.number, "3", 1, pages=2)
    optimised = new("3", 1, 1, image_set="optimised")
    images = (new("3", 1, 1), new("3", 1, 2), optimised)
    await bring(world.house, world.one, world.number, *images)
    assert sorted(waiting(world.house)) == ["pages_missing 3/1 2", "sets_differ 3/1 2"]


async def test_the_same_bytes_again_change_nothing_and_others_take_their_place(
    world: Inspecting,
) -> None:
    switch_on(world.house)
    a_line(world.house, world.number, "3", 1)
    await bring(world.house, world.one, world.number, new("3", 1, 1, content="a"))
    again = await bring(world.house, world.one, world.number, new("3", 1, 1, content="a"))
    assert (again.data["images"], again.data["unchanged"]) == (0, 1)
    other = await bring(world.house, world.one, world.number, new("3", 1, 1, content="b"))
    assert (other.data["images"], other.data["replaced"]) == (1, 1)
    assert [it.replaced_at is None for it in world.house.all(ScanImage)] == [False, True]


async def test_an_image_stays_with_its_paper_when_lines_move(world: Inspecting) -> None:
    switch_on(world.house)
    line = a_line(world.house, world.number, "3", 1)
    await bring(world.house, world.one, world.number, new("3", 1, 1))
    filed = world.house.get(Material, line)
    filed.serial = 2
    world.house.keep(filed)
    await world.house.do(world.one, CheckScans(dossier=world.number))
    assert waiting(world.house) == ["moved 3/2"]


async def test_the_image_of_a_paper_taken_out_is_found(world: Inspecting) -> None:
    switch_on(world.house)
    line = a_line(world.house, world.number, "3", 1)
    await bring(world.house, world.one, world.number, new("3", 1, 1))
    filed = world.house.get(Material, line)
    filed.state = MaterialState.TAKEN_OUT
    world.house.keep(filed)
    await world.house.do(world.one, CheckScans(dossier=world.number))
    assert waiting(world.house) == ["taken_out 3/1"]


async def test_what_is_still_found_cannot_be_called_mended(world: Inspecting) -> None:
    house = world.house
    switch_on(house)
    a_line(house, world.number, "3", 1, pages=2)
    await bring(house, world.one, world.number, new("3", 1, 1))
    (row,) = house.all(ScanMismatch)
    mended = SettleScanMismatch(mismatch=row.ref, seen_version=row.version, outcome="rescanned")
    assert (await house.do(world.one, mended)).data["state"] == "still_found"
    await bring(house, world.one, world.number, new("3", 1, 2))
    (row,) = house.all(ScanMismatch)
    # Nothing settles itself.
    assert not row.found
    assert not row.outcome
    mended = SettleScanMismatch(mismatch=row.ref, seen_version=row.version, outcome="rescanned")
    assert (await house.do(world.one, mended)).done
    assert waiting(house) == []


async def test_what_is_so_on_paper_is_explained_once_and_not_asked_again(
    world: Inspecting,
) -> None:
    house = world.house
    switch_on(house)
    a_line(house, world.number, "3", 1, pages=3)
    await bring(house, world.one, world.number, new("3", 1, 1))
    (row,) = house.all(ScanMismatch)
    given = {"mismatch": row.ref, "seen_version": row.version, "outcome": "as_it_is"}
    assert (await house.do(world.one, SettleScanMismatch(**given))).code == "bad_value"
    assert (await house.do(world.one, SettleScanMismatch(**given, note="第 2、3 页为空白"))).done
    await house.do(world.one, CheckScans(dossier=world.number))
    assert waiting(house) == []
    # Another page of it that is missing is another matter.
    await bring(house, world.one, world.number, new("3", 1, 2))
    assert waiting(house) == ["pages_missing 3/1 3"]


async def test_a_zip_of_two_pages_in_one_place_is_no_import(world: Inspecting) -> None:
    switch_on(world.house)
    twice = (new("3", 1, 1), new("3", 1, 1))
    assert (await bring(world.house, world.one, world.number, *twice)).code == "bad_value"
    assert world.house.all(ScanImage) == []
