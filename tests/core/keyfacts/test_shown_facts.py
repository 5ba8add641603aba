"""材料所载事实：合格材料才算数，带着依据；与花名册或其他材料不一致就列出来，只列出，不判断。
Only accepted papers speak, each with its evidence; what differs becomes an item, never a verdict.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from core.collection.inspection_events import PieceDecided
from core.collection.piece import Piece
from core.collection.submission import Submission, new_list_label
from core.errors import BadValue
from core.keyfacts.difference import Difference
from core.keyfacts.evidence import Evidence, read_evidence
from core.keyfacts.record_shown_fact import RecordShownFact, WithdrawShownFact
from core.keyfacts.shown_fact import ShownFact
from core.keyfacts.values import agree, value_of
from core.keyfacts.when_paper_accepted_compare import when_piece_decided
from core.members.member import Role
from core.principal import Principal
from core.unit import Journal, OpenUnit
from tests.support.keyfacts import KeyFacts


async def test_what_agrees_opens_nothing_and_carries_its_evidence(world: KeyFacts) -> None:
    assert (await world.show("1985.08.03")).data["difference"] == ""
    (shown,) = world.house.all(ShownFact)
    assert (shown.value, shown.evidence) == ("1985.08.03", "2008.05.01 六类《入党志愿书》")
    assert world.house.all(Difference) == []


async def test_what_differs_from_the_roster_opens_one_item(world: KeyFacts) -> None:
    first = await world.show("1986.08.12")
    second = await world.show("1987.01")
    assert first.data["difference"] == second.data["difference"] != ""
    (item,) = world.house.all(Difference)
    assert (item.state, item.roster_value) == ("differing", "1985.08")


async def test_papers_that_differ_from_each_other_open_one_too(world: KeyFacts) -> None:
    status = {"fact": "cadre_status"}
    assert (await world.show("录用", **status)).data["difference"] == ""
    assert (await world.show("聘干", **status)).data["difference"] != ""


async def test_highest_education_is_compared_by_its_level_not_its_wording(world: KeyFacts) -> None:
    world.dossier = world.shelve("GB-00002", fulltime_education="大学")
    own = {"fact": "education", "detail": "fulltime"}
    assert (await world.show("大学本科", **own)).data["difference"] == ""
    assert (await world.show("大专", **own)).data["difference"] != ""
    assert (await world.show("大专", fact="education")).data["field"] == "detail"


async def test_one_paper_says_one_thing_until_it_is_withdrawn(world: KeyFacts) -> None:
    paper = world.material()
    ref = (await world.show("1985.08", material=paper)).data["shown"]
    assert (await world.show("1985.09", material=paper)).data["field"] == "fact"
    withdraw = WithdrawShownFact(shown=ref)
    assert (await world.house.do(world.archivist, withdraw)).done
    assert (await world.house.do(world.archivist, withdraw, "again")).code == "impossible_step"
    assert (await world.show("1985.09", material=paper)).done


async def test_while_a_piece_is_inspected_its_facts_wait(world: KeyFacts) -> None:
    piece = a_piece(world)
    assert (await world.show("1986.08", piece=piece.ref)).data["difference"] == ""
    assert world.house.all(Difference) == []
    decide(world, piece, "returned")
    assert world.house.all(Difference) == []
    decide(world, piece, "passed")
    assert [it.state for it in world.house.all(Difference)] == ["differing"]


@pytest.mark.parametrize("state", ["listed", "missing", "picked_up"])
async def test_what_is_not_on_the_desk_shows_nothing(world: KeyFacts, state: str) -> None:
    piece = a_piece(world, state=state, decided_by=world.head)
    assert (await world.show("1986.08", piece=piece.ref)).code == "impossible_step"


async def test_nobody_handles_what_is_about_themselves(world: KeyFacts) -> None:
    world.dossier = world.shelve("GB-00009", member_id=world.archivist)
    assert (await world.show("1986.08")).code == "not_found"


async def test_nobody_elsewhere_records_anything(world: KeyFacts) -> None:
    command = RecordShownFact(fact="born", value="1986", material=world.material())
    elsewhere = world.house.add_member(Role.ARCHIVIST, room=world.house.add_room())
    officer = world.house.add_member(Role.SECURITY_OFFICER)
    for who in (elsewhere, officer):
        assert (await world.house.do(who, command)).code == "forbidden"


async def test_the_log_says_no_value_and_no_dossier(world: KeyFacts) -> None:
    await world.differing()
    logged = str(world.house.log("shown_fact_recorded") + world.house.log("difference_opened"))
    assert "1986" not in logged
    assert "GB-00001" not in logged


@pytest.mark.parametrize("text", ["1985年8月", "1985-8", "1985.08", "198508", "１９８５．８"])
def test_a_month_is_read_as_people_write_it(text: str) -> None:
    assert value_of("born", text) == "1985.08"


@pytest.mark.parametrize(
    "text", ["85年", "1985.13", "1985.02.30", "1885", "约1985", "", "1985.8.1.2"]
)
def test_what_is_no_date_is_asked_back(text: str) -> None:
    with pytest.raises(BadValue):
        value_of("born", text)


def test_a_date_told_less_exactly_is_no_difference() -> None:
    assert agree("born", "1985", "1985.08.03")
    assert not agree("born", "1985.08", "1985.09")


@given(
    formed=st.sampled_from(["", "2000", "2000.01", "2000.01.01"]),
    number=st.integers(0, 10),
    title=st.text(min_size=1, max_size=60),
)
def test_evidence_reads_back_as_it_was_written(formed: str, number: int, title: str) -> None:
    written = Evidence(formed, str(number) if number else "", title)
    assert read_evidence(str(written)) == written


def a_piece(world: KeyFacts, state: str = "counted", **more: Any) -> Piece:
    now = world.house.clock.now()
    submission = Submission(
        label=new_list_label(),
        room_id=world.room,
        unit_id=world.unit,
        drafted_by=world.head,
        drafted_at=now,
    )
    row = Piece(
        submission_id=world.house.keep(submission),
        serial=1,
        dossier_id=world.dossier,
        kind="6-1",
        title="入党志愿书",
        state=state,
        **more,
    )
    world.house.keep(row)
    (kept,) = world.house.all(Piece)
    return kept


def decide(world: KeyFacts, piece: Piece, result: str) -> None:
    """As the inspection records it."""
    house = world.house
    who = Principal.member(world.archivist, "desk")
    with house.database.writing() as connection, Session(connection) as session:
        unit = OpenUnit(session, who, house.clock.now(), house.law, Journal())
        when_piece_decided(PieceDecided(ref="M", piece=piece.id or 0, result=result), unit)
        session.commit()
