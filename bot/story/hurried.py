"""A hurried house (赶时间的实例): `danggui`, but its chats may have messages twenty times as often.

Run as `python -m bot.story.hurried …`. The proportions of the limiter stay; that it holds at its real
rate is measured by `danggui bench`.
"""

from __future__ import annotations

from bot.channels.telegram import channel
from bot.channels.telegram.limiter import OVERALL_S, PER_CHAT_S, Limiter
from bot.cli.danggui import danggui

HASTE = 20


def hurried() -> Limiter:
    return Limiter(PER_CHAT_S / HASTE, OVERALL_S / HASTE)


if __name__ == "__main__":
    channel.new_limiter = hurried
    danggui()
