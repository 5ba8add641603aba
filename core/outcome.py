"""Outcome: what became of a command, remembered under its key, refusals too."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from sqlmodel import Field, Session, SQLModel

from core.collection.pieces_refused import PiecesRefused
from core.command import Done
from core.errors import CodedError
from core.requests.by_line import LinesRefused
from rules.decision import Reason, Refused


class StoredOutcome(SQLModel, table=True):
    __tablename__ = "outcome"

    principal: str = Field(primary_key=True, max_length=60)
    key: str = Field(primary_key=True, max_length=80)
    content: str = Field(max_length=64)
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """`status` is done | refused | impossible; `code` names the impossible kind."""

    status: str
    code: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    reasons: tuple[dict[str, Any], ...] = ()
    warns: tuple[dict[str, Any], ...] = ()
    decision: str = ""
    repeated: bool = False

    @property
    def done(self) -> bool:
        return self.status == "done"

    def to_json(self) -> str:
        return orjson.dumps(
            {
                "status": self.status,
                "code": self.code,
                "data": self.data,
                "reasons": self.reasons,
                "warns": self.warns,
                "decision": self.decision,
            }
        ).decode()

    @classmethod
    def from_json(cls, text: str, *, repeated: bool) -> Outcome:
        body = orjson.loads(text)
        body["reasons"], body["warns"] = tuple(body["reasons"]), tuple(body["warns"])
        return cls(**body, repeated=repeated)

    @classmethod
    def of(cls, answer: Done | Refused, decision: str) -> Outcome:
        if isinstance(answer, Refused):
            reasons = _plain(answer.reasons)
            return cls("refused", "refused", _told_apart(answer), reasons, decision=decision)
        warns = _plain(answer.decision.warns) if answer.decision else ()
        return cls("done", data=answer.data, warns=warns, decision=decision)

    @classmethod
    def impossible(cls, error: CodedError) -> Outcome:
        return cls("impossible", error.code, data=dict(error.facts))


def remembered(session: Session, principal: str, key: str) -> Outcome | None:
    """What became of an earlier command under this key; None where there was none."""
    row = session.get(StoredOutcome, (principal, key))
    return None if row is None else Outcome.from_json(row.body, repeated=True)


def _told_apart(refused: Refused) -> dict[str, Any]:
    """Which of several things asked for are refused: dossiers of a request, pieces of a list."""
    if isinstance(refused, LinesRefused):
        return {"lines": _by_line(refused.lines)}
    if isinstance(refused, PiecesRefused):
        return {"pieces": [{"nth": n, "reasons": _plain(own)} for n, own in refused.pieces]}
    return {}


def _by_line(lines: tuple[tuple[str, tuple[Reason, ...]], ...]) -> list[dict[str, Any]]:
    return [{"dossier": number, "reasons": _plain(reasons)} for number, reasons in lines]


def _plain(reasons: tuple[Reason, ...]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "law": reason.law,
            "title": reason.title,
            "slogan": reason.slogan,
            "remedy": reason.remedy,
            "audience": reason.audience,
            "sensitive": reason.sensitive,
            "basis": {
                "instrument": reason.basis.instrument,
                "article": reason.basis.article,
                "status": reason.basis.status,
            },
        }
        for reason in reasons
    )
