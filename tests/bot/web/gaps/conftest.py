"""查缺页面的档案室 / The room of gaps behind a site, with a browser for whoever looks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.support.campaign_desk import CampaignDesk
from tests.support.gaps import GapRoom
from tests.support.house import a_house
from tests.support.web import a_site


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[CampaignDesk]:
    with a_house(tmp_path) as house:
        world = GapRoom(house)
        async with a_site(house, tmp_path) as server, AsyncExitStack() as doors:
            yield CampaignDesk(world, server, doors)  # type: ignore[arg-type]
