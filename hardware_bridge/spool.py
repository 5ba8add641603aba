"""The bridge's durable outbox (本地缓存队列): nothing recorded is lost, whatever is pulled out.

One SQLite file, one owner. An event is waiting until the receiver has answered for it; then it is
done (accepted, duplicate) or dead (rejected, kept with the reason until someone has looked).
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Self
from uuid import uuid4

from hardware_bridge.readings import Finding
from hardware_bridge.wire import BridgeEvent, EventAnswer

_SCHEMA = """
CREATE TABLE IF NOT EXISTS line (device TEXT PRIMARY KEY, last_seq INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS event (
  device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'dead')),
  reason TEXT,
  settled_at REAL,
  PRIMARY KEY (device, seq)
) STRICT;
CREATE INDEX IF NOT EXISTS event_waiting ON event (device, seq) WHERE state = 'waiting';
"""

# the numbers outlive the events: a purge must not let a seq come twice
_NEXT_SEQ = """
INSERT INTO line VALUES (?, 1)
ON CONFLICT (device) DO UPDATE SET last_seq = last_seq + 1 RETURNING last_seq
"""


class SpoolInUse(Exception):
    """Another bridge holds this spool; two senders would break the order."""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event that the receiver will never take, and why."""

    event: BridgeEvent
    reason: str


def _new_id() -> str:
    return str(uuid4())


class Spool:
    """WAL and `synchronous=FULL`: what `append` has returned survives a power cut."""

    def __init__(self, path: Path, new_id: Callable[[], str] = _new_id) -> None:
        self._new_id = new_id
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self._db = sqlite3.connect(path, timeout=1, isolation_level=None, check_same_thread=False)
        try:
            self._claim()
        except sqlite3.OperationalError as error:
            self._db.close()
            if "locked" in str(error):
                raise SpoolInUse(path.name) from error
            raise

    def _claim(self) -> None:
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.executescript(f"BEGIN EXCLUSIVE; {_SCHEMA} COMMIT;")

    def append(self, device: str, findings: Sequence[Finding], at: datetime) -> list[BridgeEvent]:
        """Number the findings and keep them, all or none. `at` is aware."""
        with self._transaction():
            return [self._append_one(device, finding, at) for finding in findings]

    def _append_one(self, device: str, finding: Finding, at: datetime) -> BridgeEvent:
        [seq] = self._db.execute(_NEXT_SEQ, (device,)).fetchone()
        event = BridgeEvent(
            id=self._new_id(), device=device, seq=seq, occurred_at=at, **asdict(finding)
        )
        self._db.execute(
            "INSERT INTO event (device, seq, id, body) VALUES (?, ?, ?, ?)",
            (device, seq, event.id, event.model_dump_json()),
        )
        return event

    def waiting(self, device: str, most: int) -> list[BridgeEvent]:
        """The oldest events without an answer, in the order of their seq."""
        rows = self._db.execute(
            "SELECT body FROM event WHERE device = ? AND state = 'waiting' ORDER BY seq LIMIT ?",
            (device, most),
        )
        return [BridgeEvent.model_validate_json(body) for (body,) in rows]

    def settle(self, device: str, answers: Sequence[EventAnswer], at: datetime) -> int:
        """Note the answers; those for events not waiting change nothing. How many did."""
        with self._transaction():
            return sum(self._settle_one(device, answer, at) for answer in answers)

    def _settle_one(self, device: str, answer: EventAnswer, at: datetime) -> int:
        state = "dead" if answer.result == "rejected" else "done"
        return self._db.execute(
            "UPDATE event SET state = ?, reason = ?, settled_at = ?"
            " WHERE device = ? AND id = ? AND state = 'waiting'",
            (state, answer.reason, at.timestamp(), device, answer.id),
        ).rowcount

    def dead_letters(self, device: str) -> list[DeadLetter]:
        """What was rejected, oldest first."""
        rows = self._db.execute(
            "SELECT body, reason FROM event WHERE device = ? AND state = 'dead' ORDER BY seq",
            (device,),
        )
        return [DeadLetter(BridgeEvent.model_validate_json(body), reason) for body, reason in rows]

    def purge(self, done_before: datetime, dead_before: datetime) -> int:
        """Forget what was settled before these times; waiting events are never forgotten."""
        with self._transaction():
            return self._db.execute(
                "DELETE FROM event WHERE (state = 'done' AND settled_at < ?)"
                " OR (state = 'dead' AND settled_at < ?)",
                (done_before.timestamp(), dead_before.timestamp()),
            ).rowcount

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
