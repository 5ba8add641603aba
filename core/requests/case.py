"""Case (办件): everything that a card, a list or a page shows of a request, names masked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.clock import local_date
from core.masked import Masked
from core.requests.line import GIVEN_UP, OUT, LineState
from core.requests.request import State


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One volume of the case and where it is."""

    line_id: int
    state: str
    label: str
    kind: str
    ordinal: int
    pieces: int | None
    pages: int | None
    slot: str
    dossier: str
    subject: Masked
    subject_post: str
    authority: str
    secrecy: str
    opened_at: datetime | None
    due_on: date | None
    # Counted into a year whose working days are not known yet (暂定).
    is_provisional: bool
    returned_at: datetime | None
    closed_at: datetime | None
    discrepancy: str
    # 补录: when a hand-over or a return on paper was recorded; None where it was seen.
    opened_late_at: datetime | None = None
    returned_late_at: datetime | None = None
    # Of a list, who refused this line (their post) and why.
    refused_by: str = ""
    reason: str = ""
    # 补建: made anew in the place of one that was lost.
    is_rebuilt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReader:
    reader_id: int
    ordinal: int
    name: Masked
    is_personnel: bool
    is_party_member: bool
    exception: str
    card_kind: str
    card_last4: str
    card_seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseApproval:
    step: str
    verdict: str
    post: str
    name: Masked
    way: str
    on_behalf_of: str
    recorded_by: str
    reason: str
    at: datetime
    round: int
    seen_by: str = ""
    extension: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseExtension:
    """The latest extension (延期) of the loan; `step` is what it waits for, empty when over."""

    nth: int
    state: str
    step: str
    days: int
    due_on: date | None
    reason: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request as people meet it: its state is derived from the request and its lines."""

    ref: str
    number: str
    short: str
    room: str
    room_id: int
    opening: str
    telephone: str
    unit: str
    unit_id: int
    applicant_id: int
    applicant: Masked
    mode: str
    purpose: str
    purpose_detail: str
    lending_reason: str
    classes: str
    copies_named: str
    matter: str
    days_asked: int
    state: str
    shown_state: str
    state_since: datetime
    next_step: str
    due_at: datetime | None
    kept_until: date | None
    submitted_at: datetime | None
    form_printed_at: datetime | None
    authority_needed: bool
    note: str
    entered_late_at: datetime | None
    version: int
    # Something stands in the way that this viewer is not told of.
    held_up: bool = False
    lines: tuple[CaseLine, ...]
    readers: tuple[CaseReader, ...]
    former_readers: tuple[CaseReader, ...]
    approvals: tuple[CaseApproval, ...]
    # paper | confirm | electronic: how this room gives its approvals (签批方式)
    approval: str = "confirm"
    extension: CaseExtension | None = None

    @property
    def extension_step(self) -> str:
        """The step that an extension waits for, empty where none waits."""
        return self.extension.step if self.extension else ""

    @property
    def out_lines(self) -> tuple[CaseLine, ...]:
        return tuple(line for line in self.lines if line.state in OUT)

    @property
    def dossiers(self) -> tuple[str, ...]:
        """The numbers of the dossiers asked for, each once, in the order of the list."""
        return tuple(dict.fromkeys(line.dossier for line in self.lines))

    @property
    def still_asked(self) -> tuple[str, ...]:
        """The numbers of those that were not given up or refused."""
        going = (line.dossier for line in self.lines if line.state not in GIVEN_UP)
        return tuple(dict.fromkeys(going))

    @property
    def is_list(self) -> bool:
        """Whether it asks for more than one dossier (批量查阅)."""
        return len(self.dossiers) > 1

    def overdue_on(self, now: datetime) -> bool:
        """Whether a volume is out past its day; one that is paused lies with us."""
        today = local_date(now)
        away = [line for line in self.out_lines if line.state != LineState.PAUSED]
        return any(line.due_on is not None and line.due_on < today for line in away)


# Of several volumes the one that matters most; what is still to be fetched before what is done.
_FIRST_TOLD = (
    LineState.SEARCHING,
    LineState.LOST,
    LineState.LENT,
    LineState.LOOKING_UP,
    LineState.READING,
    LineState.PAUSED,
    LineState.RETURNED,
    LineState.WAITING,
    LineState.CHECKED,
)


def shown_state(state: str, lines: list[str]) -> str:
    """What a person sees: the request's life until it is ready, then the volumes'."""
    if state != State.READY:
        return state
    found = next((one for one in _FIRST_TOLD if one in lines), LineState.WAITING)
    return state if found == LineState.WAITING else found
