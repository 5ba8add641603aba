"""Talk (一轮对话): what one turn of a conversation can say and remember."""

from __future__ import annotations

from typing import Any

import orjson

from bot.conversations.button import Button
from bot.conversations.dialog import Dialog
from core.command import Command, Place
from core.ids import opaque
from core.members.member import Role
from core.members.scope import Viewer
from core.outcome import Outcome
from core.unit import OpenUnit
from rules.audience import for_audience
from rules.book import RuleBook
from rules.decision import Basis, Reason

# A choice offered to the person: what it stands for, and what the button says.
Choice = tuple[str, str]


class Talk:
    """One turn with one member, inside an open unit."""

    def __init__(self, unit: OpenUnit, channel: str) -> None:
        assert unit.principal.member_id is not None
        self.unit = unit
        self.session = unit.session
        self.channel = channel
        self.member_id: int = unit.principal.member_id
        self.viewer = Viewer(self.member_id, unit.grants)
        self.ephemeral: dict[str, Any] = {}

    @property
    def book(self) -> RuleBook:
        return self.unit.law.book

    def say(self, template: str, buttons: list[dict[str, str]] | None = None, **args: Any) -> None:
        """A reply by template; it leaves through the outbox after the commit."""
        self.unit.send(
            self.member_id,
            "say",
            "",
            once=f"say:{opaque(16)}",
            on=self.channel,
            template=template,
            args=args,
            buttons=buttons or [],
        )

    def button(self, label: str, verb: str, about: str = "", version: int = 0) -> dict[str, str]:
        """A button with a fresh opaque token."""
        token = opaque(20)
        self.session.add(
            Button(
                token=token,
                member_id=self.member_id,
                verb=verb,
                about=about,
                seen_version=version,
                made_at=self.unit.now,
            )
        )
        return {"token": token, "label": label}

    def choices(self, choices: list[Choice]) -> list[dict[str, str]]:
        """Buttons that answer the current question."""
        return [self.button(label, "answer", value) for value, label in choices]

    def words(self, *labels: str) -> list[dict[str, str]]:
        """Buttons that stand for typed words, like 菜单 or 上一步."""
        return [self.button(label, "word", label) for label in labels]

    @property
    def dialog(self) -> Dialog | None:
        return self.session.get(Dialog, (self.channel, self.member_id))

    def begin(self, conversation: str, step: str, **answers: Any) -> Dialog:
        """Start a conversation; an unfinished one is replaced."""
        self.end()
        dialog = Dialog(
            channel=self.channel,
            member_id=self.member_id,
            conversation=conversation,
            step=step,
            answers=orjson.dumps(answers).decode(),
            updated_at=self.unit.now,
        )
        self.session.add(dialog)
        self.session.flush()
        return dialog

    def keep(self, dialog: Dialog, step: str, answers: dict[str, Any]) -> None:
        """Remember where the conversation stands."""
        dialog.step = step
        dialog.answers = orjson.dumps(answers).decode()
        dialog.updated_at = self.unit.now

    def end(self) -> bool:
        """Forget the conversation and its answers; whether there was one."""
        dialog = self.dialog
        if dialog is None:
            return False
        self.session.delete(dialog)
        self.session.flush()
        return True

    def attempt(self, command: Command) -> Outcome:
        return self.unit.attempt(command)

    def unit_as_contact(self) -> int | None:
        """The unit for which the member is contact, if they are one."""
        for held in self.unit.grants:
            if held.role == Role.UNIT_CONTACT and held.unit_id is not None:
                return held.unit_id
        return None

    def audience_over(self, room_id: int) -> str:
        """How much of a refusal this member may read: applicant, archivist or head."""
        place = Place(room_id=room_id)
        if self.unit.holds(frozenset({Role.HEAD}), place):
            return "head"
        return "archivist" if self.unit.holds(frozenset({Role.ARCHIVIST}), place) else "applicant"

    def reasons_for(self, outcome: Outcome, audience: str = "applicant") -> list[dict[str, Any]]:
        """The reasons of a refusal that this audience may read, as template values."""
        return [as_words(reason) for reason in for_audience(reasons_of(outcome), audience)]


def reasons_of(outcome: Outcome) -> list[Reason]:
    """The reasons that an outcome keeps, as values again."""
    return [
        Reason(
            law=r["law"],
            title=r["title"],
            slogan=r["slogan"],
            basis=Basis(**r["basis"]),
            remedy=r["remedy"],
            audience=r["audience"],
            sensitive=r["sensitive"],
            override=r.get("override", "nobody"),
        )
        for r in outcome.reasons
    ]


def as_words(reason: Reason) -> dict[str, Any]:
    """A reason as plain values for templates and JSON."""
    return {
        "law": reason.law,
        "title": reason.title,
        "remedy": reason.remedy,
        "basis": {
            "instrument": reason.basis.instrument,
            "article": reason.basis.article,
            "status": reason.basis.status,
        },
    }
