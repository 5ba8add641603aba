"""A stand-in for Telegram (替身): for stories and tests; nothing of ours ever talks to it otherwise."""

from bot.story.bot_api.answers import (
    BROKEN,
    CONFLICT,
    DROPPED,
    FLOOD,
    FORBIDDEN,
    NOT_FOUND,
    SLOW,
    STUCK,
)
from bot.story.bot_api.people import People, Shown
from bot.story.bot_api.service import BOT_ID, TOKEN, BotApi, a_bot_api

__all__ = [
    "BOT_ID",
    "BROKEN",
    "CONFLICT",
    "DROPPED",
    "FLOOD",
    "FORBIDDEN",
    "NOT_FOUND",
    "SLOW",
    "STUCK",
    "TOKEN",
    "BotApi",
    "People",
    "Shown",
    "a_bot_api",
]
