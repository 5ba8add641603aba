"""内容可删，痕迹不断：删除日志内容本身也入日志。
A payload may be erased, the chain still holds, and the erasure has its own entry."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from core.audit.append import append
from core.audit.entry import LogEntry, LogPayload
from core.audit.erase import erase_payload
from core.audit.problem import Problem
from core.audit.verify import verify
from core.errors import NotFound
from tests.core.audit.sample_log import NOON, a_record


def test_an_erased_payload_is_gone_and_the_log_is_whole(session: Session) -> None:
    append(session, [a_record(1), a_record(2)], NOON)
    assert erase_payload(session, 1, "m9", "保管期满", NOON) == 3
    assert session.exec(select(LogPayload.seq)).all() == [2, 3]
    assert verify(session) == []


def test_the_erasure_says_who_and_which(session: Session) -> None:
    append(session, [a_record(1)], NOON)
    erase_payload(session, 1, "m9", "保管期满", NOON)
    entry = session.get_one(LogEntry, 2)
    assert (entry.actor, entry.action, entry.object_ref) == ("m9", "payload_erased", "1")


def test_all_payloads_can_be_erased(session: Session) -> None:
    append(session, [a_record(n) for n in range(1, 6)], NOON)
    for seq in range(1, 6):
        erase_payload(session, seq, "m9", "保管期满", NOON)
    assert verify(session) == []


def test_a_payload_is_erased_once(session: Session) -> None:
    append(session, [a_record(1)], NOON)
    erase_payload(session, 1, "m9", "保管期满", NOON)
    with pytest.raises(NotFound):
        erase_payload(session, 1, "m9", "保管期满", NOON)


def test_a_payload_deleted_without_a_record_is_a_problem(session: Session) -> None:
    append(session, [a_record(1), a_record(2)], NOON)
    session.connection().execute(text("DELETE FROM log_payload WHERE seq = 2"))
    assert verify(session) == [Problem("payload_missing", 2)]
