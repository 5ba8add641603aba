"""No gap cards for now (本周不再提醒): one press, for oneself, with the way back."""

from __future__ import annotations

from datetime import date, timedelta

from bot.conversations.talk import Talk
from bot.replies.words import error_words
from core.clock import local_date
from core.reminders.hush_gap_cards import LONGEST, HushGapCards

AGAIN, LONGER = "恢复查缺提示", "四周内不再提醒"


def this_week(talk: Talk) -> None:
    """Up to and with Sunday."""
    today = local_date(talk.unit.now)
    _hush(talk, today + timedelta(days=6 - today.weekday()), LONGER, AGAIN)


def four_weeks(talk: Talk) -> None:
    _hush(talk, local_date(talk.unit.now) + LONGEST, AGAIN)


def again(talk: Talk) -> None:
    _hush(talk, None, "还欠什么")


def _hush(talk: Talk, until: date | None, *offers: str) -> None:
    outcome = talk.attempt(HushGapCards(until=until))
    if not outcome.done:
        number, message = error_words(outcome.code)
        return talk.say("say_error", talk.words("菜单"), number=number, message=message)
    return talk.say("say_gap_cards_hushed", talk.words(*offers, "菜单"), until=until)
