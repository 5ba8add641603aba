"""Commands and menu (命令与菜单按钮): what the input field offers, for everyone and by post.

Pleasant, never needed, and no access check: every word may be typed, and the core decides. Nothing
waits for it; what the service refuses is let go.
"""

from __future__ import annotations

from collections.abc import Awaitable
from contextlib import suppress

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButton,
    MenuButtonCommands,
    MenuButtonWebApp,
    WebAppInfo,
)
from telegram.error import TelegramError

from core.members.member import Role

EVERYONE = (("start", "开始"), ("help", "帮助"), ("cancel", "取消"), ("settings", "提醒设置"))
_TASKS, _LOANS = ("tasks", "我的待办"), ("loans", "在借档案")
_PROGRESS, _RULES = ("progress", "办理进度"), ("rules", "制度查询")
# What each post uses most; who holds several has them all, each once.
BY_ROLE: dict[str, tuple[tuple[str, str], ...]] = {
    Role.UNIT_CONTACT: (("apply", "申请查档"), _TASKS, _LOANS, _PROGRESS, _RULES),
    Role.APPROVER: (_TASKS, ("deputy", "委托审批"), _RULES),
    Role.HEAD: (_TASKS, _LOANS, ("deputy", "委托审批"), _RULES),
    Role.ARCHIVIST: (_TASKS, _LOANS, _PROGRESS, _RULES),
}


def commands_of(roles: frozenset[str]) -> list[BotCommand]:
    """The command list of someone with these roles."""
    own = [it for role, offered in BY_ROLE.items() if role in roles for it in offered]
    return [BotCommand(*it) for it in dict.fromkeys([*own, *EVERYONE])]


async def greet_everyone(bot: Bot, app_url: str) -> None:
    """The list and button of whoever has none of their own; `app_url` is "" without https."""
    commands, scope = commands_of(frozenset()), BotCommandScopeAllPrivateChats()
    await _try(bot.set_my_commands(commands, scope=scope, language_code="zh"))
    await _try(bot.set_my_commands(commands, scope=scope))
    await _try(bot.set_chat_menu_button(menu_button=_menu_button(app_url)))


async def greet_chat(bot: Bot, chat_id: int, roles: frozenset[str], app_url: str) -> None:
    """The list of this person's posts, and the button; again after each binding."""
    await _try(bot.set_my_commands(commands_of(roles), scope=BotCommandScopeChat(chat_id)))
    await _try(bot.set_chat_menu_button(chat_id, _menu_button(app_url)))


def _menu_button(app_url: str) -> MenuButton:
    """Our pages inside Telegram, where there is https; else the commands."""
    return MenuButtonWebApp("当归", WebAppInfo(app_url)) if app_url else MenuButtonCommands()


async def _try(call: Awaitable[bool]) -> None:
    with suppress(TelegramError):
        await call
