"""Whose turn an extension is (延期轮到谁): the unit's leader signs, then the room's head grants."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from core.custody.extension import OPEN, Extension, ExtensionState
from core.requests.questions import steps_needed, takers
from core.requests.request import Request, Step


def extension_step(state: str, source: str) -> Step | None:
    """The step that an extension in this state waits for; None when it is over."""
    if state not in OPEN:
        return None
    if state == ExtensionState.SIGNED:
        return Step.ROOM_REVIEW
    return steps_needed(False, source)[0]


def extension_turn(
    session: Session, request: Request, extension: Extension | None, now: datetime
) -> list[int]:
    """Members who may take the extension's next step now; nobody where there is none."""
    step = extension_step(extension.state, request.source) if extension else None
    return [] if step is None else takers(session, step, request, now)
