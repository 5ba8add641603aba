"""待同步：组织认定的、归档材料新载明的、录入更正过的，与系统不一致就列入清单，导出、确认；没有确认的一直是待同步。
What an organ settled, what a filed paper newly shows, what the roster had corrected: it waits for the system until
somebody acknowledges it; lists and lines are counted.
"""

from __future__ import annotations

from typing import Any, cast

from core.holdings.cadre import Cadre
from core.keyfacts.export_updates import AcknowledgeUpdates, ExportUpdates
from core.keyfacts.record_shown_fact import RecordShownFact, WithdrawShownFact
from core.keyfacts.shown_fact import ShownFact
from core.keyfacts.system_update import SystemUpdate, UpdateList
from core.materials.material import Material
from core.outcome import Outcome
from tests.support.gaps import GapRoom
from tests.support.keyfacts import SETTLED, KeyFacts


async def export(world: KeyFacts) -> Outcome:
    return await world.house.do(world.archivist, ExportUpdates(room_id=world.room))


async def acknowledge(world: KeyFacts, ref: str, *left: str) -> Outcome:
    command = AcknowledgeUpdates(list=ref, receipt="系统回执 0012", left=left)
    return await world.house.do(world.archivist, command)


async def test_what_was_settled_otherwise_than_the_system_waits(world: KeyFacts) -> None:
    await world.settled("1986.08.12")
    (update,) = world.house.all(SystemUpdate)
    assert (update.before, update.after, update.document) == ("1985.08", "1986.08.12", SETTLED)
    assert update.state == "pending"


async def test_what_the_system_has_already_is_no_update(world: KeyFacts) -> None:
    await world.settled("1985.08.03")
    assert world.house.all(SystemUpdate) == []


async def test_a_fact_that_the_system_has_no_field_for_is_no_update(world: KeyFacts) -> None:
    await world.show("录用", "cadre_status")
    ref = str((await world.show("聘干", "cadre_status")).data["difference"])
    await world.doubt(ref)
    await world.enter(ref, "settle", SETTLED, value="录用")
    assert (await world.compare(ref)).done
    assert world.house.all(SystemUpdate) == []


async def test_exported_it_still_waits_until_it_is_acknowledged(world: KeyFacts) -> None:
    await world.settled("1986.08.12")
    ref = str((await export(world)).data["list"])
    assert [it.state for it in world.house.all(SystemUpdate)] == ["pending"]
    assert world.house.all(Cadre)[0].born == "1985-08"
    assert (await acknowledge(world, ref)).data == {"taken": 1, "left": 0}
    assert [it.state for it in world.house.all(SystemUpdate)] == ["taken"]
    assert world.house.all(Cadre)[0].born == "1986-08"
    assert (await acknowledge(world, ref)).code == "impossible_step"


async def test_a_line_that_was_not_taken_goes_onto_the_next_list(world: KeyFacts) -> None:
    await world.settled("1986.08.12")
    (update,) = world.house.all(SystemUpdate)
    first = str((await export(world)).data["list"])
    assert (await acknowledge(world, first, "NONE")).data["field"] == "left"
    assert (await acknowledge(world, first, update.ref)).data == {"taken": 0, "left": 1}
    second = str((await export(world)).data["list"])
    assert [it.nth for it in world.house.all(UpdateList)] == [1, 2]
    assert (await acknowledge(world, second)).data["taken"] == 1


async def test_one_list_is_out_at_a_time_and_never_an_empty_one(world: KeyFacts) -> None:
    assert (await export(world)).code == "impossible_step"
    await world.settled("1986.08.12")
    assert (await export(world)).done
    assert (await export(world)).code == "impossible_step"


DEGREE = {"fact": "education", "detail": "inservice"}
POST = {"fact": "experience", "detail": "2026.09"}


async def filed(world: KeyFacts, value: str, **fact: str) -> None:
    """A paper that passed inspection with what it shows, then filed."""
    filing = GapRoom.filing(cast("GapRoom", world), kind="4-1-7", occasion="在职研究生")
    shown = RecordShownFact(value=value, piece=filing.piece, **fact)
    assert (await world.house.do(world.archivist, shown)).done
    assert world.house.all(SystemUpdate) == []
    assert (await world.house.do(world.archivist, filing)).done


def lines(world: KeyFacts) -> list[tuple[str, str, str]]:
    return [(it.fact, it.before, it.after) for it in world.house.all(SystemUpdate)]


async def test_a_degree_that_a_filed_paper_newly_shows_waits_and_the_roster_follows(
    world: KeyFacts,
) -> None:
    await filed(world, "硕士研究生", **DEGREE)
    assert lines(world) == [("education", "", "硕士研究生")]
    ref = str((await export(world)).data["list"])
    assert (await acknowledge(world, ref)).data == {"taken": 1, "left": 0}
    assert world.house.all(Cadre)[0].inservice_education == "硕士研究生"


async def test_what_the_roster_says_already_is_no_news(world: KeyFacts) -> None:
    world.dossier = world.shelve("GB-00003", inservice_education="硕士研究生")
    await filed(world, "硕士研究生", **DEGREE)
    assert lines(world) == []


async def after_inspection(world: KeyFacts, formed: str, value: str, **fact: Any) -> Outcome:
    """A line of the catalogue that came through inspection, and what it shows."""
    filing = GapRoom.filing(cast("GapRoom", world), kind="9-2-4", occasion=formed)
    assert (await world.house.do(world.archivist, filing)).done
    (paper,) = [it for it in world.house.all(Material) if it.piece_id is not None]
    ref, paper.formed = paper.ref, formed
    world.house.keep(paper)
    return await world.show(value, material=ref, **fact)


async def test_a_new_post_waits_though_the_roster_has_no_column_for_it(world: KeyFacts) -> None:
    await after_inspection(world, "2026.09", "市财政局副局长", **POST)
    assert lines(world) == [("experience", "", "市财政局副局长")]
    ref = str((await export(world)).data["list"])
    assert (await acknowledge(world, ref)).data["taken"] == 1


async def test_a_post_of_long_ago_filed_to_close_a_gap_is_no_change(world: KeyFacts) -> None:
    await after_inspection(world, "2012.05", "预算科副科长", fact="experience", detail="2012.05")
    assert lines(world) == []


async def test_what_an_old_line_of_the_catalogue_shows_is_no_change(world: KeyFacts) -> None:
    await world.show("硕士研究生", **DEGREE)
    assert lines(world) == []


async def test_a_fact_that_is_withdrawn_takes_its_line_along(world: KeyFacts) -> None:
    await after_inspection(world, "2026.09", "市财政局副局长", **POST)
    (shown,) = world.house.all(ShownFact)
    assert (await world.house.do(world.archivist, WithdrawShownFact(shown=shown.ref))).done
    assert lines(world) == []


async def test_a_roster_that_was_put_right_waits_for_the_system(world: KeyFacts) -> None:
    ref = await world.differing()
    cadre = world.house.all(Cadre)[0]
    cadre.born = "1986-08"
    world.house.keep(cadre)
    assert (await world.correct(ref)).done
    assert lines(world) == [("born", "1985.08", "1986.08")]


async def test_a_slip_in_what_the_paper_shows_changes_nothing_in_the_system(
    world: KeyFacts,
) -> None:
    ref = await world.differing()
    (shown,) = world.house.all(ShownFact)
    await world.house.do(world.archivist, WithdrawShownFact(shown=shown.ref))
    assert (await world.correct(ref)).done
    assert lines(world) == []
