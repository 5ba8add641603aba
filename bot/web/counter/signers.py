"""Whose signature it is (签字人): the one who holds the post, or asked back where several do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from bot.replies.words import word
from bot.web.counter.typed import Typed
from core.command import Place
from core.masked import mask_name
from core.members.member import Member
from core.members.questions import holders
from core.requests.approve import APPROVAL_STEPS
from core.requests.enter_at_window import SignedOnPaper
from core.requests.questions import role_for, scope_for


@dataclass(slots=True)
class Signers:
    """Signatures that are sure, and steps for which one of several must be chosen."""

    sure: list[SignedOnPaper] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    nobody: list[str] = field(default_factory=list)


def signers_of(session: Session, typed: Typed, place: Place, now: Any) -> Signers:
    """For every step whose signature was ticked, in the order of signing."""
    found = Signers()
    for step in APPROVAL_STEPS:
        if not typed.form.ticked(f"sign.{step}"):
            continue
        scope = scope_for(step, place)
        able = holders(session, role_for(step, typed.source), scope, now)
        chosen = [it for it in able if str(it) == typed[f"signer.{step}"]] or able
        if len(chosen) == 1:
            found.sure.append(SignedOnPaper(step=step, member_id=chosen[0]))
        elif chosen:
            options = _options(session, chosen)
            found.asked.append({"step": step.value, "word": word("step", step), "options": options})
        else:
            found.nobody.append(word("step", step))
    return found


def _options(session: Session, members: list[int]) -> list[dict[str, Any]]:
    rows = session.exec(
        select(Member.id, Member.post, Member.name).where(col(Member.id).in_(members))
    ).all()
    said = [(str(it), f"{post}　{mask_name(name)}".strip("　")) for it, post, name in rows]
    return [{"id": it, "word": words} for it, words in said]
