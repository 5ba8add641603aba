"""P5：送达之后、记账之前断了，再送一次也只显示一回。

P5: a message delivered before a crash and not yet marked is shown once when it is sent again.
"""

from __future__ import annotations

from bot.channels.webchat.deliver import WebChat
from core.outbox.sending import Leased
from tests.support.lending_world import World


async def test_a_message_sent_again_is_shown_once(world: World) -> None:
    channel = WebChat(world.house.dispatch, world.chat.hub)
    said = {"template": "say_menu", "args": {}, "buttons": []}
    message = Leased(7001, "webchat", world.contact, "say", "", said, 1)
    await channel.deliver([message])
    await channel.deliver([message])
    assert len(world.chat.all(world.contact)) == 1
