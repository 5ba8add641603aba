"""Lists in chat (我的待办、在借档案、办理进度): a few lines, then a button per case."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversations.stage import stage_of
from bot.conversations.talk import Talk
from bot.replies.dates import day
from bot.replies.words import word
from core.collection.submission import SubmissionState
from core.collection.submission_view import SubmissionRow, submissions_of
from core.holdings.dossier import Secrecy
from core.requests.case import Case
from core.requests.case_told import case_told
from core.requests.lists import desk_list, out_now, under_way, waiting_for

SHOWN = 6
NUMBERED = re.compile(
    r"(?:看|查|查一下|问一下)?\s*(?:档办)?(?:[〔\[(（]\d{4}[〕\])）])?\s*(\d{4,6})\s*号?\D{0,12}"
)


def tasks(talk: Talk) -> None:
    _show(talk, "tasks", "我的待办", waiting_for(talk.session, talk.viewer))


def loans(talk: Talk) -> None:
    _show(talk, "loans", "在借档案", out_now(talk.session, talk.viewer))


def progress(talk: Talk) -> None:
    """Cases under way, then lists of material: number, step, count and day."""
    lists = submissions_of(talk.session, talk.viewer, ended=False)
    _show(talk, "progress", "办理进度", under_way(talk.session, talk.viewer), lists)


def numbered(text: str) -> str:
    """The case number that a sentence is about: 0137, 档办〔2026〕0137号, 0137号办到哪了; else nothing."""
    asked = NUMBERED.fullmatch(text)
    return asked[1] if asked else ""


def one(talk: Talk, number: str) -> None:
    """A case that one may see, by its number; one that no chat may mention is none."""
    for ref in desk_list(talk.session, talk.viewer, text=number):
        case = case_told(talk.session, ref, talk.viewer)
        secret = any(line.secrecy != Secrecy.NONE for line in case.lines)
        if case.short == number and not secret:
            return show(talk, case)
    return talk.say("say_no_such_number", talk.words("办理进度", "菜单"), number=number)


def show(talk: Talk, case: Case) -> None:
    """The case's card once more, as it stands now."""
    talk.unit.send(
        talk.member_id,
        "case_card",
        case.ref,
        once=f"card:{case.ref}:{case.version}:{talk.member_id}:{talk.unit.now.timestamp()}",
        version=case.version,
        again=True,
    )


def _show(
    talk: Talk, what: str, title: str, refs: list[str], lists: Sequence[SubmissionRow] = ()
) -> None:
    if not refs and not lists:
        return talk.say("say_list_empty", talk.words("申请查档", "菜单"), what=what)
    cases = [case_told(talk.session, ref, talk.viewer) for ref in refs[:SHOWN]]
    buttons = [
        talk.button(f"看 {case.short}", "progress", case.ref, case.version) for case in cases
    ]
    return talk.say(
        "say_list",
        [*buttons, *talk.words("菜单")],
        title=title,
        count=len(refs) + len(lists),
        cases=[
            {"number": case.number, "stage": stage_of(case), "due": _due(talk, case)}
            for case in cases
        ]
        + [_list_told(it) for it in lists[: SHOWN - len(cases)]],
    )


def _list_told(it: SubmissionRow) -> dict[str, str]:
    counted = it.state == SubmissionState.COUNTED_IN
    by = it.inspect_by if counted else it.due_on
    due = f"{'鉴别' if counted else '移交'}时限 {day(by)}" if by else ""
    stage = f"材料 {it.pieces} 份　{word('submission', it.state)}"
    return {"number": it.number or "清单草稿", "stage": stage, "due": due}


def _due(talk: Talk, case: Case) -> str:
    if not case.out_lines or case.out_lines[0].due_on is None:
        return ""
    due = day(case.out_lines[0].due_on)
    return f"已逾期，应于 {due}归还" if case.overdue_on(talk.unit.now) else f"应还 {due}"
