"""The judge (裁定): asks both evaluators about one fact sheet, and fails closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from rules.areas import Facts, area_of
from rules.book import RuleBook
from rules.decision import Allowed, Basis, Decision, Reason, Refused
from rules.facts.attribute import Plain
from rules.facts.checked import FactsRefused
from rules.twin import Twin

if TYPE_CHECKING:
    from rules.engine import Engine

DISAGREES = Reason(
    law="rule_engine_disagrees",
    title="制度核对未能完成，为稳妥起见暂不能办理",
    slogan="",
    basis=Basis("本系统设计说明", "两套核算不一致时先停办", "design"),
    remedy="请联系系统管理员查明原因后再办；急需办理的，请到档案室当面办理。",
    audience="applicant",
    sensitive=False,
    override="nobody",
)


@dataclass(frozen=True, slots=True)
class Alarm:
    """Why a decision failed closed: `kind` is facts, engine or difference.

    `detail` names codes and error types, never a fact.
    """

    kind: str
    detail: str
    book_version: str


class Judge:
    """One book, two evaluators. `twin_only` is what two officers may switch on after an alarm.

    `rooms` are the judges of those archive rooms that have a book of their own, by room name.
    """

    def __init__(
        self,
        book: RuleBook,
        *,
        twin_only: bool = False,
        rooms: Mapping[str, RuleBook] | None = None,
    ) -> None:
        self.book = book
        self.rooms = {n: Judge(own, twin_only=twin_only) for n, own in (rooms or {}).items()}
        self.alarms = 0
        self._heard: list[Callable[[Alarm], None]] = []
        self._lock = Lock()
        self._twin = Twin(book.laws)
        self._engine = None if twin_only else _engine(book)
        self._reasons = {law.code: (law.effect, law.reason()) for law in book.laws}

    def on_alarm(self, listener: Callable[[Alarm], None]) -> None:
        """Call the listener with every alarm from now on, the rooms' included."""
        self._heard.append(listener)
        for room in self.rooms.values():
            room.on_alarm(listener)

    @property
    def versions(self) -> dict[str, str]:
        """Room name → version of its book; the house's under the empty name."""
        return {"": self.book.version} | {n: room.book.version for n, room in self.rooms.items()}

    def of_room(self, name: str) -> Judge:
        """The judge of this room; the house's own for a room without its own book."""
        return self.rooms.get(name, self)

    def judge(self, facts: Facts) -> Decision:
        """The decision on one fact sheet; never raises for what the sheet holds."""
        with self._lock:
            fired = self._fired(facts)
        if isinstance(fired, Alarm):
            return self._closed(fired)
        return self._decision(fired)

    def _fired(self, facts: Facts) -> tuple[str, ...] | Alarm:
        try:
            plain = area_of(facts).sheet(facts)
        except FactsRefused as refused:
            return self._alarm("facts", str(refused))
        twin = self._twin.fired(plain)
        return twin if self._engine is None else self._compared(plain, twin)

    def _compared(self, plain: dict[str, Plain], twin: tuple[str, ...]) -> tuple[str, ...] | Alarm:
        assert self._engine is not None
        try:
            engine = self._engine.fired(plain)
        except Exception as error:  # a fault of the engine must refuse, whatever its kind
            return self._alarm("engine", _safe_text(error))
        if engine != twin:
            return self._alarm("difference", f"engine {engine}, twin {twin}")
        return twin

    def _alarm(self, kind: str, detail: str) -> Alarm:
        return Alarm(kind, detail, self.book.version)

    def _closed(self, alarm: Alarm) -> Refused:
        self.alarms += 1
        for listener in self._heard:
            listener(alarm)
        return Refused(reasons=(DISAGREES,), book_version=self.book.version, fired=())

    def _decision(self, fired: tuple[str, ...]) -> Decision:
        found: dict[str, list[Reason]] = {"refuse": [], "require": [], "warn": []}
        for code in fired:
            effect, reason = self._reasons[code]
            found[effect].append(reason)
        version = self.book.version
        if found["refuse"]:
            return Refused(reasons=tuple(found["refuse"]), book_version=version, fired=fired)
        return Allowed(
            requires=tuple(found["require"]),
            warns=tuple(found["warn"]),
            book_version=version,
            fired=fired,
        )


def _safe_text(error: Exception) -> str:
    """Our own failures say what happened; a stranger's text may quote the facts."""
    return str(error) if type(error).__name__ == "EngineFailed" else type(error).__name__


def _engine(book: RuleBook) -> Engine:
    from rules.engine import Engine  # imported late: a site on the twin alone needs no C module

    return Engine(book.laws)
