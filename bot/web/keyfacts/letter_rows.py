"""移送纪检 on an item's page: the letters that went out and came back, and which one comes next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.replies.dates import day, full_day
from core.keyfacts.difference import DifferenceState
from core.keyfacts.questions import Item
from core.keyfacts.referral import Letter, ReferralLetter, awaits_answer, waiting_letter

WORDS = {Letter.SENT: "移送函", Letter.ANSWERED: "复函"}
COMPARED = {None: "待另一位同志核对", True: "已核对一致", False: "与文件不一致，已作废"}


def letter_rows(
    it: Item, member_id: int, masked: Callable[[int | None], str], *, is_head: bool
) -> dict[str, Any]:
    """For those who know of the suspicion; nobody else is told that there is any."""
    waits, out = waiting_letter(it.letters), awaits_answer(it.letters)
    suspected = it.difference.state == DifferenceState.SUSPECTED
    return {
        "letters": [_letter(letter, masked) for letter in it.letters],
        "letter_waits": None if waits is None else {"own": waits.entered_by == member_id},
        "may_answer": is_head and out and waits is None,
        "may_refer": is_head and suspected and not out and waits is None,
    }


def next_of_letters(it: Item) -> str:
    """What comes next while fraud is suspected."""
    if waiting_letter(it.letters) is not None:
        return "移送或复函已登记，请原先核对决定的同志对照文件核对。"
    if awaits_answer(it.letters):
        return "已移送纪检，档案暂缓办理，等复函；复函到了凭文件登记。"
    return "档案暂缓办理，等组织认定；认定核对后恢复办理。移送纪检的，凭移送函登记。"


def _letter(it: ReferralLetter, masked: Callable[[int | None], str]) -> dict[str, str]:
    compared = (COMPARED[it.agrees], day(it.compared_at), masked(it.compared_by))
    return {
        "word": WORDS[Letter(it.kind)],
        "organ": it.organ,
        "document": it.document,
        "dated": full_day(it.dated),
        "said": it.said,
        "entered": f"{day(it.entered_at)}　{masked(it.entered_by)}",
        "compared": "　".join(part for part in compared if part),
    }
