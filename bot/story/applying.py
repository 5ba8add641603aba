"""Applying in chat (申请查档): one question at a time, as a unit contact does it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.story.person import Person
from bot.story.screen import words_of
from bot.story.stage import Case

READERS = (("文知微", "组织人事干部，中共党员"), ("岳安珂", "组织人事干部，中共党员"))
USUAL_DAYS = "7"
_NUMBER = re.compile(r"已收到，(.+?)。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the contact will answer."""

    dossier: str
    mode: str = "在室查阅"
    purpose: str = "人才引进、培养、评选、推送"
    detail: str = "年度人才评选"
    reason: str = ""
    copies: str = ""
    matter: str = ""
    readers: tuple[tuple[str, str], ...] = READERS


async def fill_in(contact: Person, form: Form) -> str:
    """Answer every question and submit; gives the words of the last reply."""
    await contact.say("取消")
    question = await contact.say("申请查档")
    for text in _answers(form):
        question = await contact.answer(question, text)
    return words_of(question)


def _answers(form: Form) -> list[str]:
    head = [form.mode, form.dossier, form.purpose, form.detail or "跳过"]
    if form.matter:
        return [*head, form.matter, "提交"]
    readers = [part for name, standing in form.readers for part in (name, standing)]
    if len(form.readers) == 1:
        readers.append("没有第二位")
    of_mode = [form.reason, USUAL_DAYS] if form.reason else [form.copies] if form.copies else []
    return [*head, *of_mode, *readers, "全卷", "提交"]


async def apply_for(contact: Person, form: Form) -> Case:
    """An application that goes through; gives the case, whose card has come."""
    said = await fill_in(contact, form)
    found = _NUMBER.search(said)
    if found is None:
        raise RuntimeError(f"not submitted: {said}")
    number = found[1]
    card = await contact.screen.until(
        lambda e: e.get("case") == number and bool(e.get("ref")), 0, f"{number}的卡片"
    )
    return Case(card["ref"], number)
