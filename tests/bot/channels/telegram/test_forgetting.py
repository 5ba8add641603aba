"""收件记录满期清理：办过的七天后删，没办成的留着；没满期的，编号从头来过也认得出。
Handled updates go after their term, failed ones stay; within it a repeat is known by what it says.
"""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session

from bot.channels.telegram.forget import AT_ONCE, forget_handled
from bot.channels.telegram.rows import TelegramUpdate, UpdateState
from bot.schedule import TABLE
from rules.book import load_book
from tests.support.house import House
from tests.support.telegram_world import TelegramWorld

KEPT = timedelta(days=load_book().periods["chat_updates_kept"].value)


def an_update(house: House, digest: str, age: timedelta, state: str = UpdateState.DONE) -> None:
    at = house.clock.now() - age
    row = TelegramUpdate(bot_id=1, digest=digest, chat_id=7, body="{}", state=state, received_at=at)
    house.keep(row)


def forgotten(house: House) -> set[str]:
    """The digests that are left once everything that is due has gone."""
    before = house.clock.now() - KEPT
    with (
        house.database.writing() as connection,
        Session(connection, join_transaction_mode="create_savepoint") as session,
    ):
        while forget_handled(session, before) == AT_ONCE:
            pass
        session.commit()
    return {row.digest for row in house.all(TelegramUpdate)}


def test_what_was_done_goes_after_its_term_and_what_failed_stays(house: House) -> None:
    an_update(house, "old", KEPT + timedelta(minutes=1))
    an_update(house, "young", KEPT - timedelta(minutes=1))
    an_update(house, "failed", KEPT * 10, UpdateState.FAILED)
    an_update(house, "waits", KEPT * 10, UpdateState.WAITING)
    assert forgotten(house) == {"young", "failed", "waits"}


def test_the_term_outlasts_what_telegram_may_bring_again() -> None:
    assert timedelta(days=1) * 2 <= KEPT


def test_the_clock_does_it_every_night() -> None:
    assert "old_updates" in {name for name, _, _ in TABLE}


async def test_a_repeat_is_known_though_ids_begin_anew_and_old_ones_were_forgotten(
    world: TelegramWorld,
) -> None:
    chat, house = world.contact(), world.lending.house
    an_update(house, "old", KEPT * 2)
    update = await world.api.write(chat, "帮助")
    await world.next(chat, 0)
    assert "old" not in forgotten(house)
    world.api.reset_update_ids(to=1)
    await world.api.arrive({"message": update["message"]}, update["update_id"])
    await world.say(chat, "菜单")
    assert len(world.api.chat(chat)) == 2
