"""每一页、每种身份、手机和桌面两种宽度，axe 都查不出无障碍问题：单位联络员。

axe finds nothing on any page of the house, for anyone who may open it, at 360 and 1280 px.
"""

from __future__ import annotations

import pytest

from tests.support.every_page import OpenHouse, open_house, violations_of

__all__ = ["open_house"]
pytestmark = pytest.mark.browser


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("role", ["contact"])
async def test_axe_finds_nothing_on_the_pages_of(open_house: OpenHouse, role: str) -> None:
    assert await violations_of(open_house, role) == []
