"""本室改了数字，本室就按改后的办：签批时限、报批范围、借期、取档码时效、外借理由、本室条目。
What a room's handbook says is what holds in that room: periods, lists and laws of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.custody.custody import Custody
from core.holdings.cadre import Authority
from core.requests.collection_code import CollectionCode
from tests.support.house import a_house
from tests.support.lending import Lending, a_case
from tests.support.room_rules import law_with

BASIS = 'basis = { instrument = "本室规定", article = "一", status = "local" }'
OWN = f"""
[periods.unit_sign]
title = "单位签批的时限"
value = 1
unit = "days"
{BASIS}

[periods.lend_default]
title = "借阅期限"
value = 1
unit = "working_days"
{BASIS}

[periods.collection_code_on_screen]
title = "手机取档码的有效时间"
value = 2
unit = "minutes"
{BASIS}

[lists.authority_approval]
title = "还须部领导审批的干部"
items = {{ departmental = "部门管理的干部" }}
{BASIS}

[lists.lending_reasons]
title = "可以外借的理由"
items = {{ funeral = "治丧" }}
{BASIS}
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Lending]:
    """The room of the tests with rules of its own."""
    with a_house(tmp_path, law=law_with(tmp_path / "rules", "组织部档案室", OWN)) as house:
        yield Lending(house)


async def test_the_unit_signs_within_the_room_s_own_time(own: Lending) -> None:
    request = own.request((await own.submit()).data["ref"])
    assert request.due_at == own.house.clock.now() + timedelta(days=1)


async def test_whose_files_go_up_for_approval_is_the_room_s_own_list(own: Lending) -> None:
    assert own.request((await own.submit()).data["ref"]).authority_needed
    own.shelve("GB-00500", authority=Authority.COUNTY)
    county = await own.submit(dossier="GB-00500")
    assert not own.request(county.data["ref"]).authority_needed


async def test_a_reason_in_the_room_s_book_is_enough_to_lend(own: Lending) -> None:
    funeral = own.application(mode="lend", lending_reason="治丧")
    assert (await own.house.do(own.contact, funeral)).done


async def test_a_code_on_the_screen_lasts_as_long_as_the_room_says(own: Lending) -> None:
    ref = await a_case(own, "ready")
    await own.issue(ref)
    (code,) = own.house.all(CollectionCode)
    assert code.expires_at == own.house.clock.now() + timedelta(minutes=2)


async def test_a_loan_is_due_by_the_room_s_own_term(own: Lending) -> None:
    await a_case(own, "out", own.lend())
    (custody,) = own.house.all(Custody)
    assert str(custody.due_on) == "2026-11-26"
