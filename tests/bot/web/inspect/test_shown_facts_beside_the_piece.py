"""鉴别时登记材料所载：与别的材料不一致当即看得见；合格以后才列出来，退回的不算。
What a piece shows is entered beside it; what differs is seen at once and listed once the piece passed.
"""

from __future__ import annotations

from core.keyfacts.difference import Difference
from core.keyfacts.shown_fact import ShownFact
from tests.support.inspection_desk import InspectionDesk


async def test_a_fact_is_entered_beside_the_piece_and_counts_once_it_passed(
    desk: InspectionDesk,
) -> None:
    sent = desk.world.submission()
    one, two = desk.world.piece(sent), desk.world.piece(sent, 2)
    for piece, value in ((one, "录用"), (two, "聘干")):
        here = f"/desk/inspect/pieces/{piece.ref}"
        page = await desk.one.get(here)
        assert "材料所载重点信息" in page.text
        fields = {"press": "record", "piece": page.hidden("piece", "shown-facts"), "value": value}
        fields |= {"back": page.hidden("back", "shown-facts"), "fact": "cadre_status"}
        answer = await desk.one.post("/desk/facts/shown", fields)
        assert (answer.status, answer.location) == (303, here)
        assert f"干部身份 {value}" in (await desk.one.get(here)).text
        assert desk.world.house.all(Difference) == []
        await desk.press(desk.one, piece, "passed")
    (item,) = desk.world.house.all(Difference)
    assert (item.fact, item.state) == ("cadre_status", "differing")


async def test_a_piece_that_goes_back_says_nothing(desk: InspectionDesk) -> None:
    piece = desk.world.piece(desk.world.submission())
    here = f"/desk/inspect/pieces/{piece.ref}"
    fields = {"press": "record", "piece": piece.ref, "fact": "born", "value": "1901.01"}
    await desk.one.post("/desk/facts/shown", fields, back=here)
    (shown,) = desk.world.house.all(ShownFact)
    await desk.press(desk.one, piece, "returned", amiss_sealed="yes")
    assert desk.world.house.all(Difference) == []
    assert desk.world.house.get(ShownFact, shown.id).accepted_at is None
