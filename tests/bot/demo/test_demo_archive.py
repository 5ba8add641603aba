"""演示档案室：每种办理状态各有一件，经真实命令走成；重启不重来，别人的数据不碰。

The demo has a case in every state, made by real commands in the order of time; a restart only
reads it, and a database with anything else in it is refused.
"""

import asyncio
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass

import orjson
import pytest
from sqlmodel import Session, col, func, select

from bot.assembly import House, open_house
from bot.demo.build import NotADemo, build_demo, print_personas
from bot.demo.demo_file import Row
from bot.demo.desk_reader import DeskReader
from bot.demo.invented_staff import PERSONAS
from bot.log_check import check_log
from bot.migrate import upgrade
from bot.settings import Settings
from bot.web.doors import member_with
from core.audit.signing_key import load_or_create_key, public_bytes
from core.collection.flags import Flag
from core.collection.inspection_view import pieces_of
from core.collection.observed import Observed
from core.collection.pointed_at import pointed_at
from core.collection.submission import Submission
from core.custody.custody import Custody
from core.custody.discrepancy import Discrepancy
from core.custody.extension import Extension
from core.errors import NotFound
from core.gaps.dossier_to_count import DossierToCount
from core.gaps.gap import Gap
from core.holdings.dossier import Dossier, Volume
from core.lost.search import Search
from core.materials.material import Material
from core.members.member import Role
from core.members.pin_words import weakness
from core.members.pins import second_check
from core.members.room import Room
from core.members.sign_in import TO_SIGN_IN
from core.outage.late_entry import LateEntry
from core.outbox.message import Message, MessageState
from core.principal import Proof
from core.requests.case_view import case_view
from core.requests.line import Line
from core.requests.request import Request
from core.scans.mismatch import ScanMismatch
from core.scans.scan_decision import scans_decided
from core.scans.scan_image import ScanImage
from rules.book import load_book

DOSSIERS = 800
SHOWN = {
    *("submitted", "unit_signed", "room_reviewed", "authority_approved", "ready", "closed"),
    *("reading", "paused", "lent", "returned", "overdue", "searching"),
    *("sent_back", "refused", "withdrawn", "cancelled", "not_collected"),
}
LINE = re.compile(r"demo [a-z-]+ http://127\.0\.0\.1:8080/login\?member=[A-Z0-9]+ pin=\d{6}")


@dataclass(frozen=True, slots=True)
class Demo:
    house: House
    personas: list[Row]


def house_in(folder) -> House:
    settings = Settings(data_dir=folder)
    upgrade(settings.database_url)
    return open_house(settings)


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Iterator[Demo]:
    house = house_in(tmp_path_factory.mktemp("demo"))
    try:
        yield Demo(house, asyncio.run(build_demo(house, DOSSIERS)))
    finally:
        house.close()


def looked_up(demo: Demo, question):
    with demo.house.dispatch.database.reading() as session:
        return question(session)


def shown_states(session: Session, now) -> set[str]:
    cases = [case_view(session, ref) for ref in session.exec(select(Request.ref)).all()]
    return {"overdue" if case.overdue_on(now) else str(case.shown_state) for case in cases}


def test_a_case_is_in_every_state_that_a_person_can_meet(demo):
    now = demo.house.dispatch.clock.now()
    assert looked_up(demo, lambda s: shown_states(s, now)) == SHOWN


def test_one_count_differs_and_waits_for_the_head(demo):
    found = looked_up(demo, lambda s: s.exec(select(Discrepancy)).one())
    assert found.settled_at is None


def test_each_kind_of_work_waits_for_somebody(demo):
    """A certificate, a list, an extension, a search and a late entry, one of each."""

    def waiting(session: Session) -> tuple[int, ...]:
        lists = select(Line.request_id).group_by(col(Line.request_id)).having(func.count() > 3)
        certify = select(Request.id).where(Request.mode == "certify")
        extension = select(Extension.id).where(Extension.state == "asked")
        late = select(LateEntry.id).where(LateEntry.state == "waiting")
        asked = (certify, lists, extension, select(Search.id), late)
        return tuple(len(session.exec(question).all()) for question in asked)

    assert looked_up(demo, waiting) == (1, 1, 1, 1, 1)


def test_a_list_waits_for_inspection_and_one_at_the_counter(demo):
    """Of three persons, one with a picture that the machine points at."""

    def found(session: Session) -> tuple[list[str], int, list[dict[Flag, frozenset[int]]]]:
        rows = session.exec(select(Submission).order_by(col(Submission.id))).all()
        pieces = pieces_of(session, rows[0].id)
        today, book = rows[0].counted_at.date(), load_book()
        flags = [pointed_at(session, piece, Observed(), book, today) for piece in pieces]
        return [row.state for row in rows], len({it.dossier_id for it in pieces}), flags

    states, persons, flags = looked_up(demo, found)
    assert (states, persons) == (["counted_in", "listed"], 3)
    assert Flag.PICTURE_LOW in flags[1]
    assert (flags[0], flags[2]) == ({}, {})


def test_gaps_are_counted_where_there_is_a_catalogue_and_nowhere_else(demo):
    catalogued, counted, waiting = (
        set(looked_up(demo, lambda s, of=of: s.exec(select(of)).all()))
        for of in (Material.dossier_id, Gap.dossier_id, DossierToCount.dossier_id)
    )
    assert counted
    assert counted <= catalogued
    assert waiting == set()


def test_two_dossiers_have_digital_copies_of_which_one_lacks_a_page(demo):
    """Switched on by two officers; the one that a case reads agrees with its catalogue."""

    def found(session: Session) -> tuple[bool, set[int], set[int], list[str]]:
        on = scans_decided(session, demo.house.dispatch.clock.now()) is not None
        scanned = set(session.exec(select(ScanImage.dossier_id)).all())
        lines = select(Volume.dossier_id).join(Line, col(Line.volume_id) == Volume.id)
        read = set(session.exec(lines.where(Line.state == "reading")).all())
        waiting = session.exec(select(ScanMismatch).where(ScanMismatch.outcome == "")).all()
        assert not {it.dossier_id for it in waiting} & read
        return on, scanned, read, [it.code for it in waiting]

    on, scanned, read, waiting = looked_up(demo, found)
    assert (on, len(scanned), len(scanned & read)) == (True, 2, 1)
    assert waiting == ["pages_missing"]


def test_all_dossiers_lie_in_four_rooms(demo):
    rooms = looked_up(demo, lambda s: s.exec(select(Dossier.room_id)).all())
    assert (len(rooms), len(set(rooms))) == (DOSSIERS, 4)


def test_every_volume_has_a_count_to_be_checked_against(demo):
    uncounted = select(func.count()).where(Volume.pieces.is_(None) | Volume.pages.is_(None))
    assert looked_up(demo, lambda s: s.exec(uncounted).one()) == 0


def test_nothing_happened_in_the_future(demo):
    now = demo.house.dispatch.clock.now()
    last = select(func.max(Custody.opened_at))
    assert looked_up(demo, lambda s: s.exec(last).one()) <= now


def test_all_messages_of_the_past_have_been_delivered(demo):
    states = looked_up(demo, lambda s: set(s.exec(select(Message.state)).all()))
    assert states == {MessageState.SENT}


def test_the_log_of_the_demo_is_whole(demo):
    key = public_bytes(load_or_create_key(demo.house.settings.keys_dir))
    assert looked_up(demo, lambda s: check_log(s, [key])).whole


async def test_every_persona_signs_in_with_the_printed_pin(demo):
    dispatch = demo.house.dispatch
    for row in demo.personas:
        number = row["url"].split("member=")[1]
        member_id = await dispatch.ask(lambda s, n=number: member_with(s, n))
        assert isinstance(await second_check(dispatch, member_id, row["pin"], TO_SIGN_IN), Proof)


def test_every_role_has_a_persona_and_no_pin_is_trivial():
    assert {persona.role for persona in PERSONAS} == set(Role)
    assert [weakness(persona.pin) for persona in PERSONAS] == [None] * len(PERSONAS)


def test_the_personas_are_written_down_for_programs(demo):
    file = demo.house.settings.data_dir / "demo.json"
    assert orjson.loads(file.read_bytes()) == demo.personas
    assert set(demo.personas[0]) == {"persona", "role", "name", "url", "pin"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_each_persona_is_printed_on_one_line(demo, capsys):
    print_personas(demo.personas)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(PERSONAS)
    assert all(LINE.fullmatch(line) for line in lines)


async def test_a_restart_keeps_everything(demo):
    before = looked_up(demo, lambda s: s.exec(select(func.count(Request.id))).one())
    assert await build_demo(demo.house, DOSSIERS) == demo.personas
    assert looked_up(demo, lambda s: s.exec(select(func.count(Request.id))).one()) == before


async def test_a_house_with_other_data_is_refused_with_a_sentence(tmp_path):
    house = house_in(tmp_path)
    await house.dispatch.work(lambda session: session.add(Room(name="别的档案室", short_name="别")))
    with pytest.raises(NotADemo, match="已有别的数据"):
        await build_demo(house, DOSSIERS)
    house.close()


async def test_the_desk_reader_lays_a_volume_down_by_its_label(demo):
    reader = DeskReader(demo.house.dispatch)
    label, tag = looked_up(
        demo, lambda s: s.exec(select(Volume.label, Volume.tag).where(Volume.tag != "")).first()
    )
    await reader.place(label)
    assert reader.simulated.lying == (tag,)
    await reader.lift(label)
    assert reader.simulated.lying == ()


async def test_a_volume_without_a_tag_cannot_lie_on_the_reader(demo):
    untagged = select(Volume.label).where(Volume.tag.is_(None))
    label = looked_up(demo, lambda s: s.exec(untagged).first())
    with pytest.raises(NotFound):
        await DeskReader(demo.house.dispatch).place(label)
