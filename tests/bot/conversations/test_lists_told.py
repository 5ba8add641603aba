"""名单逐行的原因：人人都要补的只说一次，各行自己的分别说；去掉这些行能不能办，说得准。
A refused list in words: what concerns every line once, each line its own, and whether the rest may go.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.conversations.lists_told import ListTold, list_told
from core.outcome import Outcome
from tests.support.house import a_house
from tests.support.lending import TWO, Lending
from tests.support.listed import asking_for, shelve_list


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Lending]:
    with a_house(tmp_path) as house:
        yield Lending(house)


async def told(world: Lending, *more: str, **changes: object) -> ListTold:
    asked = asking_for(world, [*shelve_list(world, 2), *more], **changes)
    found = list_told(await world.house.do(world.contact, asked), "applicant")
    assert found is not None
    return found


async def test_a_line_of_its_own_reason_may_be_left_out(world: Lending) -> None:
    theirs = world.shelve("GB-00200", name=TWO[0].name).number
    found = await told(world, theirs, "GB-99999")
    assert found.common == ()
    assert [(d, [r.law for r in own]) for d, own in found.lines] == [
        (theirs, ["reader_is_subject"]),
        ("GB-99999", ["at_the_window"]),
    ]
    assert (found.free, found.may_go_on) == (("GB-00101", "GB-00102"), True)


async def test_what_concerns_all_must_be_put_right_first(world: Lending) -> None:
    found = await told(world, "GB-99999", readers=TWO[:1])
    assert [reason.law for reason in found.common] == ["too_few_readers"]
    assert [d for d, _ in found.lines] == ["GB-99999"]
    assert not found.may_go_on


def test_one_dossier_is_no_list() -> None:
    assert list_told(Outcome("refused", "refused"), "head") is None
