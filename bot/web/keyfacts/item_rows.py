"""What an item's page shows (一处不一致): who says what, what was written, which step comes next."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, select

from bot.replies.dates import day, full_day
from bot.replies.words import choices, word
from bot.web.keyfacts.letter_rows import letter_rows, next_of_letters
from bot.web.keyfacts.words import fact_word, state_word
from bot.web.pages.person import Person
from core.keyfacts.difference import DifferenceState, FactDecision
from core.keyfacts.questions import Item, all_agree, roster_value
from core.keyfacts.shown_fact import DATES, KeyFact
from core.masked import Masked
from core.members.member import Member

_OPEN = frozenset({DifferenceState.DIFFERING, DifferenceState.DOUBTFUL, DifferenceState.SUSPECTED})
_REVIEWED = frozenset({DifferenceState.DOUBTFUL, DifferenceState.SUSPECTED})


def item_rows(session: Session, it: Item, who: Person) -> dict[str, Any]:
    """The context of the page for this person."""
    row = it.difference
    is_head = it.room_id in who.viewer.headed
    knows = it.may_know_of_suspicion(who.member_id, is_head=is_head)
    roster = roster_value(session, row.dossier_id, row.fact, row.detail)
    return {
        "item": {
            "ref": row.ref,
            "version": row.version,
            "dossier": it.dossier,
            "fact": fact_word(row.fact, row.detail),
            "state": state_word(it, who.member_id, is_head=is_head),
            "since": day(row.opened_at),
            "is_date": row.fact in DATES,
            "is_birth": row.fact == KeyFact.BORN,
        },
        "roster": roster or row.roster_value,
        "claims": _claims(it),
        "findings": [
            {
                "when": day(found.at),
                "who": _masked(session, found.by),
                "cause": word("cause", found.cause) if found.cause else "",
                "words": found.words,
            }
            for found in it.findings
        ],
        "decisions": [_decision(session, found) for found in it.decisions] if knows else [],
        "waiting": _waiting(it.waiting, who) if knows else None,
        **_letters(session, it, who, is_head=is_head, knows=knows),
        "causes": choices("cause"),
        "next": _next(it, is_head=is_head, knows=knows),
        "may": _may(it, roster, is_head=is_head, knows=knows),
    }


def _letters(
    session: Session, it: Item, who: Person, *, is_head: bool, knows: bool
) -> dict[str, Any]:
    if not knows:
        return {"letters": [], "letter_waits": None, "may_answer": False, "may_refer": False}
    return letter_rows(it, who.member_id, lambda by: _masked(session, by), is_head=is_head)


def _claims(it: Item) -> list[dict[str, Any]]:
    dated = [shown.formed for shown in it.shown if shown.formed]
    return [
        {
            "ref": shown.ref,
            "value": shown.value,
            "evidence": shown.evidence,
            "earliest": bool(dated) and shown.formed == min(dated),
        }
        for shown in it.shown
    ]


def _decision(session: Session, it: FactDecision) -> dict[str, Any]:
    compared = {None: "待另一位同志核对", True: "已核对一致", False: "与文件不一致，已作废"}[
        it.agrees
    ]
    return {
        "word": word("difference_state", "settled" if it.step == "settle" else "suspected"),
        "organ": it.organ,
        "document": it.document,
        "dated": full_day(it.dated),
        "value": it.value,
        "entered": f"{day(it.entered_at)}　{_masked(session, it.entered_by)}",
        "compared": "　".join(
            part
            for part in (compared, day(it.compared_at), _masked(session, it.compared_by))
            if part
        ),
    }


def _waiting(it: FactDecision | None, who: Person) -> dict[str, Any] | None:
    return None if it is None else {"own": it.entered_by == who.member_id}


def _may(it: Item, roster: str, *, is_head: bool, knows: bool) -> dict[str, bool]:
    state, values = it.difference.state, [roster, *(shown.value for shown in it.shown)]
    waits = it.waiting is not None
    return {
        "doubt": state == DifferenceState.DIFFERING,
        "find": state in _REVIEWED,
        "correct": state in (DifferenceState.DIFFERING, DifferenceState.DOUBTFUL)
        and not waits
        and all_agree(it.difference.fact, values),
        "enter": is_head and state in _REVIEWED and not waits,
        "suspect": state == DifferenceState.DOUBTFUL,
        "compare": waits and knows,
        "withdraw": state in _OPEN,
    }


def _next(it: Item, *, is_head: bool, knows: bool) -> str:
    state = it.difference.state
    if it.waiting is not None and knows:
        return "请另一位同志对照文件核对；核对一致，状态才改变。"
    if state == DifferenceState.DIFFERING:
        return "请先看是不是录入有误；确实不一致的，列为存疑待查。"
    if state == DifferenceState.SUSPECTED and knows:
        return next_of_letters(it)
    if state in _REVIEWED:
        return (
            "调取原始依据，记入研判；有了组织的决定，凭文件录入。"
            if is_head
            else "调取原始依据，记入研判；有了组织的决定，由负责人凭文件录入。"
        )
    return "已办结。认定的内容与干部信息系统不一致的，列在“待同步”里。"


def _masked(session: Session, member_id: int | None) -> str:
    if member_id is None:
        return ""
    name = session.exec(select(Member.name).where(Member.id == member_id)).first()
    return str(Masked(name or ""))
