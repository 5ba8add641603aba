"""Lists in chat (我的待办、在借档案、办理进度): a few lines, then a button per case."""

from __future__ import annotations

from bot.conversations.stage import stage_of
from bot.conversations.talk import Talk
from bot.replies.dates import day
from core.requests.case import Case
from core.requests.case_told import case_told
from core.requests.lists import out_now, under_way, waiting_for

SHOWN = 6


def tasks(talk: Talk) -> None:
    _show(talk, "tasks", "我的待办", waiting_for(talk.session, talk.viewer))


def loans(talk: Talk) -> None:
    _show(talk, "loans", "在借档案", out_now(talk.session, talk.viewer))


def progress(talk: Talk) -> None:
    _show(talk, "progress", "办理进度", under_way(talk.session, talk.viewer))


def _show(talk: Talk, what: str, title: str, refs: list[str]) -> None:
    if not refs:
        return talk.say("say_list_empty", talk.words("申请查档", "菜单"), what=what)
    cases = [case_told(talk.session, ref, talk.viewer) for ref in refs[:SHOWN]]
    buttons = [
        talk.button(f"看 {case.short}", "progress", case.ref, case.version) for case in cases
    ]
    return talk.say(
        "say_list",
        [*buttons, *talk.words("菜单")],
        title=title,
        count=len(refs),
        cases=[
            {"number": case.number, "stage": stage_of(case), "due": _due(talk, case)}
            for case in cases
        ],
    )


def _due(talk: Talk, case: Case) -> str:
    if not case.out_lines or case.out_lines[0].due_on is None:
        return ""
    due = day(case.out_lines[0].due_on)
    return f"已逾期，应于 {due}归还" if case.overdue_on(talk.unit.now) else f"应还 {due}"
