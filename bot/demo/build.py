"""Building the demo (演示档案室): on an empty database, once; afterwards it is only read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from bot.channels.webchat.deliver import NAME as WEBCHAT
from bot.channels.webchat.deliver import WebChat
from bot.channels.webchat.hub import Hub
from bot.cli.exits import BadInput
from bot.demo import demo_file
from bot.demo.appoint import appoint_everyone, lay_out, open_the_house
from bot.demo.cast import Cast
from bot.demo.catalogues import catalogue
from bot.demo.demo_file import Row
from bot.demo.furnish import device_key, furnish
from bot.demo.invented_staff import PERSONAS
from bot.demo.moving_clock import MovingClock
from bot.demo.past_days import OPENS, PastDays
from bot.demo.people import synthetic_people
from bot.demo.play_campaign import play_campaign, play_key_facts
from bot.demo.play_cases import FIRST_DAY, play_cases
from bot.demo.play_collection import play_collection
from bot.demo.play_scans import play_scans
from bot.sender import Sender
from core.database import Database
from core.dispatch import Dispatch
from core.holdings.import_roster import ImportRoster
from core.members.member import Member
from core.members.room import Room
from core.reminders.known_year import years_of
from core.reminders.workdays import Workday, known_exceptions

if TYPE_CHECKING:
    from bot.assembly import House

SEED = 32
YEARS_AROUND = 1


class NotADemo(BadInput):
    """The database holds something else, or a demo that was not finished."""

    def __init__(self) -> None:
        super().__init__(
            "这里已有别的数据，不能再装演示档案。请换一个空的 DANGGUI_DATA_DIR，或去掉 --demo。\n"
            "This data is not a finished demo. Use an empty DANGGUI_DATA_DIR, or leave out --demo."
        )


async def build_demo(house: House, dossiers: int) -> list[Row]:
    """The personas of the demo, which is made first where there is none. Raises NotADemo."""
    settings = house.settings
    known = await house.dispatch.ask(_has_personas)
    if not known:
        if await house.dispatch.ask(_has_anyone):
            raise NotADemo
        await _make(house, dossiers)
    elif not demo_file.is_there(settings.data_dir):
        raise NotADemo
    rows = demo_file.persona_rows(settings.public_url)
    demo_file.write(settings.data_dir, rows)
    return rows


def print_personas(rows: list[Row]) -> None:
    """One line each: `demo <persona> <url> pin=<6 digits>`."""
    for row in rows:
        print(f"demo {row['persona']} {row['url']} pin={row['pin']}", flush=True)


def _has_anyone(session: Session) -> bool:
    member = session.exec(select(Member.id).limit(1)).first()
    return member is not None or session.exec(select(Room.id).limit(1)).first() is not None


def _has_personas(session: Session) -> bool:
    numbers = [persona.number for persona in PERSONAS]
    rows = session.exec(select(Member.number, Member.name).where(col(Member.number).in_(numbers)))
    return dict(rows.all()) == {persona.number: persona.name for persona in PERSONAS}


async def _make(house: House, dossiers: int) -> None:
    """Everything through the core, on a clock that starts three weeks ago."""
    now = house.dispatch.clock.now()
    exceptions = known_exceptions(range(now.year - YEARS_AROUND, now.year + YEARS_AROUND + 1))
    days = PastDays(now, exceptions)
    clock = MovingClock(days.moment(FIRST_DAY, OPENS))
    dispatch = Dispatch(Database(house.settings.database_url), house.dispatch.law, clock)
    try:
        cast = Cast(dispatch)
        await dispatch.work(lambda session: _know_workdays(session, exceptions, now))
        await _fill(cast, dossiers, device_key(house.settings.keys_dir))
        sender = Sender(dispatch, {WEBCHAT: WebChat(dispatch, Hub())})
        await play_cases(cast, sender, clock, days)
        await play_scans(cast, house.intake)
        await play_collection(cast, house.intake, sender, days)
        await play_campaign(cast, days)
        await play_key_facts(cast)
    finally:
        dispatch.close()


def _know_workdays(session: Session, exceptions: list[Workday], now: datetime) -> None:
    had = {row.day for row in session.exec(select(Workday)).all()}
    session.add_all(row for row in exceptions if row.day not in had)
    for year in years_of(exceptions, now):
        session.merge(year)


async def _fill(cast: Cast, dossiers: int, key: bytes) -> None:
    """People, then holdings, then what stands in the rooms."""
    dispatch = cast.dispatch
    await open_the_house(cast)
    await lay_out(cast)
    rows = tuple(synthetic_people(SEED, dossiers))
    await cast.do("administrator", ImportRoster(rows=rows))
    at = dispatch.clock.now()
    await dispatch.work(lambda session: furnish(session, key, at))
    await appoint_everyone(cast)
    await catalogue(cast)
