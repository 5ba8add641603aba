"""Files sent to a chat that takes none (发来的文件): how to hand them in; a code's photo is looked up.

An album is one submission: its first part is answered, the others join silently.
"""

from __future__ import annotations

from bot.conversations.sent_file import remember_sent
from bot.conversations.stage import stage_of
from bot.conversations.talk import Talk
from core.inbox.inbound import Inbound
from core.requests.code_read import code_seen


def hand_in(talk: Talk, command: Inbound) -> None:
    """One answer for a file or a whole album; a file that comes again is told so."""
    problem, fresh = command.problem, _is_fresh(talk, command)
    if not fresh and command.files > 0:
        return
    if not fresh and not problem:
        problem = "again"
    talk.say("say_hand_in", talk.words("报送材料", "菜单"), count=command.files, problem=problem)


def code_read(talk: Talk, command: Inbound) -> None:
    """The case of a code that an archivist of its room photographed; anyone else's photo is a file."""
    if not _is_fresh(talk, command) and command.files > 0:
        return
    seen = code_seen(talk.session, command.token, talk.viewer, talk.unit.now)
    if seen is None:
        return talk.say(
            "say_hand_in", talk.words("报送材料", "菜单"), count=command.files, problem=""
        )
    stage = stage_of(seen.case)
    talk.say("say_code_read", number=seen.case.number, stage=stage, standing=seen.standing)


def _is_fresh(talk: Talk, command: Inbound) -> bool:
    if not command.mark:
        return True
    return remember_sent(talk.session, command.channel, talk.member_id, command.mark, talk.unit.now)
