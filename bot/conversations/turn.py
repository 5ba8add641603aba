"""Turn (来一句，回一句): one inbound message or press, answered inside one transaction.

docs/conversations/turn.mmd draws this; keep it in step.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import select

from bot.conversations import (
    apply_to_read,
    appoint_deputy,
    ask_extension,
    ask_rules,
    case_presses,
    files_sent,
    hush_gap_cards,
    lists,
    owed,
    pictures_sent,
    report_material,
    set_reminders,
    turn_away,
)
from bot.conversations.button import Button
from bot.conversations.screen import looks_private
from bot.conversations.talk import Talk
from core.command import Answer, Done, use_case
from core.inbox.inbound import Inbound
from core.members.room import Room
from core.members.scope import visible
from core.unit import OpenUnit

MENU = ("申请查档", "我的待办", "在借档案", "办理进度", "制度查询", "报送材料", "帮助")
LONGEST = 900  # a list of sixty numbers fits
ASKING = " ?？。!！"  # how a question ends

# What continues a conversation that is under way, by its name.
CONTINUES: dict[str, Callable[[Talk, str], None]] = {
    apply_to_read.NAME: apply_to_read.answer,
    turn_away.NAME: turn_away.answer,
    ask_rules.NAME: ask_rules.answer,
    ask_extension.NAME: ask_extension.answer,
    appoint_deputy.NAME: appoint_deputy.answer,
    set_reminders.NAME: set_reminders.answer,
    report_material.NAME: report_material.answer,
}

# Which of them can go one question back; the others are given up.
BACK: dict[str, Callable[[Talk], None]] = {
    apply_to_read.NAME: apply_to_read.back,
    report_material.NAME: report_material.back,
}


def _dropped(talk: Talk, command: Inbound) -> None:
    talk.say("say_dropped")


def _edited(talk: Talk, command: Inbound) -> None:
    """What was edited has been answered as it first stood; it is never carried out again."""
    under_way = talk.dialog is not None
    talk.say("say_edited", talk.words("上一步" if under_way else "办理进度"), under_way=under_way)


WORDLESS: dict[str, Callable[[Talk, Inbound], None]] = {
    "dropped": _dropped,
    "edited": _edited,
    "file": files_sent.hand_in,
    "code": files_sent.code_read,
    "pictures": pictures_sent.tell,
}


@use_case(Inbound, anyone=True)
def converse(command: Inbound, unit: OpenUnit) -> Answer:
    """Answer a member's message or press; everything it changes commits with the reply."""
    talk = Talk(unit, command.channel)
    if command.kind == "press":
        _press(talk, command.token)
    elif command.kind in WORDLESS:
        WORDLESS[command.kind](talk, command)
    else:
        _say(talk, command.text.strip())
    return Done({"ephemeral": talk.ephemeral} if talk.ephemeral else {})


def _press(talk: Talk, token: str) -> None:
    button = talk.session.get(Button, token)
    if button is None or button.member_id != talk.member_id:
        return talk.say("say_not_yours")
    if button.verb == "word":
        return _say(talk, button.about)
    if button.verb == "answer":
        return _answered(talk, button)
    return case_presses.press(talk, button)


def _answered(talk: Talk, button: Button) -> None:
    """A choice answers the question it was offered for, once."""
    dialog = talk.dialog
    if button.used_at is not None or dialog is None or dialog.updated_at > button.made_at:
        return talk.say("say_used", talk.words("菜单"))
    button.used_at = talk.unit.now
    return CONTINUES[dialog.conversation](talk, button.about)


def _say(talk: Talk, text: str) -> None:
    if looks_private(text) or len(text) > LONGEST:
        return talk.say("say_dropped")
    command = COMMANDS.get(text.removeprefix("/").rstrip(ASKING).lower())
    if command is not None:
        return command(talk)
    dialog = talk.dialog
    if dialog is None and (number := lists.numbered(text)):
        return lists.one(talk, number)
    if dialog is None:
        return talk.say("say_not_understood", talk.words(*MENU))
    if not text:
        return talk.say("say_blank", talk.words("取消"))
    return CONTINUES[dialog.conversation](talk, text)


def _welcome(talk: Talk) -> None:
    talk.say("say_welcome", talk.words(*MENU))


def _menu(talk: Talk) -> None:
    talk.say("say_menu", talk.words(*MENU))


def _help(talk: Talk) -> None:
    talk.say("say_help", talk.words("菜单", "人工"))


def _human(talk: Talk) -> None:
    rooms = talk.session.exec(visible(select(Room), Room, talk.viewer)).all()
    talk.say(
        "say_human",
        rooms=[
            {"name": room.name, "telephone": room.telephone, "opening": room.opening}
            for room in rooms
        ],
    )


def _cancel(talk: Talk) -> None:
    ended = talk.end()
    talk.say("say_cancelled" if ended else "say_nothing_to_cancel", talk.words("菜单"))


def _back(talk: Talk) -> None:
    dialog = talk.dialog
    if dialog is None:
        return _menu(talk)
    back = BACK.get(dialog.conversation)
    return back(talk) if back is not None else _cancel(talk)


COMMANDS: dict[str, Callable[[Talk], None]] = {
    "start": _welcome,
    "help": _help,
    "cancel": _cancel,
    "menu": _menu,
    "菜单": _menu,
    "帮助": _help,
    "人工": _human,
    "取消": _cancel,
    "返回": _back,
    "上一步": _back,
    "申请查档": apply_to_read.begin,
    "我的待办": lists.tasks,
    "在借档案": lists.loans,
    "办理进度": lists.progress,
    "制度查询": ask_rules.begin,
    "查缺": owed.owed,
    "查缺清单": owed.owed,
    "还欠什么": owed.owed,
    "本单位还欠什么": owed.owed,
    "我们还欠什么": owed.owed,
    "还缺什么": owed.owed,
    "本单位还缺什么": owed.owed,
    "我们单位还缺什么": owed.owed,
    "我们单位还欠什么": owed.owed,
    "还缺什么材料": owed.owed,
    "委托审批": appoint_deputy.begin,
    "委托他人": appoint_deputy.begin,
    "报送材料": report_material.begin,
    "提醒设置": set_reminders.begin,
    "settings": set_reminders.begin,
    "暂停提醒": set_reminders.pause,
    "恢复提醒": set_reminders.resume,
    "本周不再提醒": hush_gap_cards.this_week,
    "四周内不再提醒": hush_gap_cards.four_weeks,
    "恢复查缺提示": hush_gap_cards.again,
    # As chat services list commands: small Latin letters.
    "apply": apply_to_read.begin,
    "tasks": lists.tasks,
    "loans": lists.loans,
    "progress": lists.progress,
    "rules": ask_rules.begin,
    "deputy": appoint_deputy.begin,
}
