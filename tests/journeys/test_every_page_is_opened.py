"""每一页都有人打得开，新增一页而没人能打开就失败 / Somebody may open every page of the house."""

from __future__ import annotations

from pathlib import Path

from tests.support.authorisation import a_small_world, people
from tests.support.every_page import ROLES, addresses, every_page
from tests.support.house import a_house
from tests.support.web import a_site, signed_in_client

# Pages that need a row, a day or a list of labels in their address: the tests of their slices open them.
ASKED_FOR_MORE = {
    "/certs",
    "/desk/campaigns/{ref}",
    "/desk/campaigns/{ref}/ledgers",
    "/desk/campaigns/{ref}/sheets/{unit}",
    "/desk/campaigns/{ref}/units/{unit}",
    "/desk/cases/{ref}/scans/{image}",
    "/desk/facts/{ref}",
    "/desk/inspect/file/{ref}",
    "/desk/inspect/pictures/{file}",
    "/desk/inspect/pieces/{ref}",
    "/desk/inspect/{ref}",
    "/desk/lost",
    "/desk/lost/returned/{label}",
    "/desk/lost/{ref}",
    "/desk/materials/{ref}",
    "/desk/outage/entries/{ref}",
    "/desk/outage/new",
    "/desk/submissions/{ref}",
    "/desk/submissions/{ref}/pictures/{place}",
    "/forms/emergency-kit",
    "/forms/gap-list/{unit}",
    "/forms/labels",
    "/forms/loss-report/{ref}",
    "/forms/register",
    "/forms/return-notice/{ref}",
    "/forms/return-slip/{ref}",
    "/forms/slot-labels",
    "/forms/spines",
    "/forms/submission-list/{ref}",
    "/link/{token}",
    "/upload/{token}",
    "/uploads/{upload}",
}
HTML = {"Accept": "text/html"}


async def test_every_page_is_opened_by_somebody(tmp_path: Path) -> None:
    left = set(every_page()) - ASKED_FOR_MORE
    with a_house(tmp_path) as house:
        t = await a_small_world(house)
        officers = people(t)["officers"]
        members = [getattr(t.world, name) for name in ROLES[:5]]
        members += [officers["administrator"], officers["auditor"]]
        async with a_site(house, tmp_path) as server:
            for member in members:
                async with signed_in_client(house, server, member) as browser:
                    for path in sorted(left):
                        for address in addresses(path, t):
                            page = await browser.client.get(
                                address, headers=HTML, allow_redirects=False
                            )
                            assert page.status < 500, address
                            if page.status == 200:
                                left.discard(path)
                                break
    assert left == {"/"}
