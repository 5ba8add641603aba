"""Stage (环节): what a case waits for, or what it has come to, in one word."""

from __future__ import annotations

from bot.replies.words import word
from core.requests.case import Case


def stage_of(case: Case) -> str:
    """待单位签批 … while someone must act, else the state itself."""
    if case.next_step == "authority_approve":
        return word("waiting_for", "room_reviewed")
    if case.next_step == "make_ready":
        return word("waiting_for", "make_ready")
    if case.next_step:
        return word("waiting_for", case.state)
    return word("state", case.shown_state)
