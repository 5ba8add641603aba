"""The demo's cases (演示办件): one for every state that a person can meet, in the order they began.

Each is a script: who asks, for what, which steps are taken and how many working days ago each was.
"""

from __future__ import annotations

from dataclasses import dataclass

PAPER = ("submit", "print")
SIGNED = (*PAPER, "sign")
REVIEWED = (*SIGNED, "review")
READY = (*REVIEWED, "make_ready")
OUT = (*READY, "hand_over")
BACK = (*OUT, "take_back")
CLOSED = (*BACK, "check")


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """`days` has one entry per step; the last one is repeated for the steps after it.

    `volumes` is how many originals the dossier has; `authority` whether it is one that the
    authority must approve. `further` is how many more dossiers the case lists.
    """

    ends: str
    steps: tuple[str, ...]
    days: tuple[int, ...]
    contact: str = "contact-a"
    mode: str = "consult"
    purpose: str = "personnel_work"
    detail: str = "职级晋升考察"
    reason: str = ""
    volumes: int = 1
    authority: bool = False
    matter: str = ""
    further: int = 0

    @property
    def leaves(self) -> bool:
        """Whether a volume leaves the store, or is not found there: it is this case's alone."""
        return "hand_over" in self.steps or "miss" in self.steps

    def days_ago(self, nth: int) -> int:
        return self.days[min(nth, len(self.days) - 1)]


def _s(ends: str, steps: tuple[str, ...], *days: int, **more: str | int | bool) -> Script:
    return Script(ends=ends, steps=steps, days=days, **more)  # type: ignore[arg-type]


LEND = {"mode": "lend", "reason": "退休审核", "detail": "办理退休手续"}
WATER = {"contact": "contact-water"}

SCRIPTS = (
    _s("overdue", OUT, 13, 13, 13, 12, 12, 11, **LEND, **WATER),
    _s("closed", CLOSED, 13, 13, 12, 12, 11, 10),
    _s("closed", CLOSED, 12, 12, 12, 11, 11, 10, **WATER, purpose="talent_work", detail=""),
    _s("not_collected", READY, 12, 12, 11, 11, 10, **WATER),
    _s("closed", CLOSED, 11, 11, 10, 10, 9, 8, 3, **LEND),
    _s("refused", (*SIGNED, "turn_down"), 9, 9, 8, 8, purpose="other_work", detail="了解情况"),
    _s("withdrawn", (*PAPER, "withdraw"), 9, 9, 8, **WATER),
    _s("withdrawn", (*PAPER, "withdraw"), 8, 8, 7, contact="contact-school"),
    _s("cancelled", (*READY, "withdraw"), 8, 8, 7, 7, 6, 5, contact="contact-b"),
    _s("closed", CLOSED, 7, 7, 6, 6, 5, 4, contact="contact-b", volumes=2),
    _s("lent", OUT, 6, 6, 5, 5, 4, 3, **LEND),
    _s("lent", OUT, 6, 6, 5, 5, 4, 2, **LEND, contact="contact-b"),
    _s("sent_back", (*PAPER, "send_back"), 4, 4, 3, contact="contact-b"),
    _s("checked", CLOSED, 4, 4, 3, 3, 2, 1, volumes=2),
    _s("discrepancy", (*BACK, "differs"), 4, 4, 3, 3, 2, 1, **WATER),
    _s("room_reviewed", REVIEWED, 3, 3, 2, 1, authority=True, purpose="political_review"),
    _s("authority_approved", (*REVIEWED, "authorise"), 3, 3, 2, 2, 1, authority=True),
    _s("room_reviewed", REVIEWED, 2, 2, 1, 1, contact="contact-b", purpose="knowing_cadres"),
    _s("ready", READY, 3, 3, 2, 2, 1),
    _s("ready", READY, 2, 2, 1, 1, 0, contact="contact-b", **LEND),
    _s("ready", READY, 2, 2, 2, 1, 0, **WATER, volumes=2),
    _s("unit_signed", SIGNED, 1, 1, 0),
    _s("unit_signed", SIGNED, 1, 1, 0, **WATER, purpose="talent_work", detail=""),
    _s("submitted", PAPER, 1),
    _s("submitted", ("submit",), 0, contact="contact-b"),
    _s("submitted", PAPER, 0, contact="contact-school", purpose="political_review"),
    _s("submitted", PAPER, 0, contact="contact-hospital"),
    _s("reading", OUT, 2, 2, 1, 1, 1, 0),
    _s("paused", (*OUT, "pause"), 2, 2, 1, 1, 1, 0, contact="contact-b"),
    _s("returned", BACK, 2, 2, 1, 1, 1, 0, **WATER),
    _s("closed", CLOSED, 2, 2, 1, 1, 1, 0),
    _s("ready", READY, 3, 3, 2, 2, 1, mode="certify", matter="参加工作时间", detail="核定工龄"),
    _s("submitted", PAPER, 1, **WATER, purpose="talent_work", detail="", further=3),
    _s("lent", (*OUT, "extend"), 6, 6, 5, 5, 4, 3, 1, **LEND),
    _s("ready", (*READY, "miss"), 4, 4, 3, 3, 2, 1, **WATER),
    _s("lent", (*OUT, "late"), 6, 6, 5, 5, 4, 3, 1, **LEND),
)
