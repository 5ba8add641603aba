"""Pictures sent in chat (聊天传预审图片): an album is one submission and gets one answer.

The channel has kept them on the list already, through the intake; here only the answer is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson
from sqlmodel import Session, col, select

from bot.conversations.talk import Talk
from core.collection.submission import Submission, SubmissionState
from core.inbox.inbound import Inbound

OPEN = (SubmissionState.DRAFTED, SubmissionState.LISTED)
MOST_TOLD = 12
OWN = "webchat"


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one file; `name` is the sender's own word for it, shown back and not kept."""

    name: str
    said: str


def open_list(session: Session, member_id: int, unit_id: int) -> str | None:
    """The list that a contact's pictures go to: the latest of their own that is not handed in."""
    return session.exec(
        select(Submission.ref)
        .where(
            Submission.drafted_by == member_id,
            Submission.unit_id == unit_id,
            col(Submission.state).in_(OPEN),
        )
        .order_by(col(Submission.id).desc())
    ).first()


def answered(kept: int, missed: list[Told]) -> str:
    """The results as the conversation takes them."""
    told = [{"name": it.name[:30], "said": it.said} for it in missed[:MOST_TOLD]]
    return orjson.dumps({"kept": kept, "missed": told}).decode()


def tell(talk: Talk, command: Inbound) -> None:
    """收到 8 张; each that was not kept with its reason; where the pictures are."""
    told: dict[str, Any] = orjson.loads(command.text)
    here = [{"label": "看图片和清单", "href": f"/desk/submissions/{command.token}"}]
    talk.say("say_pictures", here, total=command.files, outside=talk.channel != OWN, **told)
