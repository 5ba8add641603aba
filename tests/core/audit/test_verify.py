"""核验数据库内的日志：任何改动、删除、插入、倒填都指出在哪一条。
The log in the database is checked as it lies there; every edit is named by its entry."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlmodel import Session

from core.audit.guards import drop_guards
from core.audit.problem import Problem
from core.audit.signing_key import public_bytes
from core.audit.verify import verify
from tests.core.audit.sample_log import FOREIGN_KEY, KEY, write_thirty

ZEROS = "0" * 64
EDITS = [
    ("UPDATE log_entry SET actor = 'mx' WHERE seq = 5", "chain_broken", 5),
    ("UPDATE log_entry SET action = 'mx' WHERE seq = 1", "chain_broken", 1),
    ("UPDATE log_entry SET object_kind = 'mx' WHERE seq = 29", "chain_broken", 29),
    ("UPDATE log_entry SET object_ref = 'mx' WHERE seq = 5", "chain_broken", 5),
    ("UPDATE log_entry SET commitment = 'mx' WHERE seq = 5", "chain_broken", 5),
    (f"UPDATE log_entry SET chain = '{ZEROS}' WHERE seq = 5", "chain_broken", 5),
    ("UPDATE log_entry SET chain = 'zz' WHERE seq = 5", "unreadable", 5),
    ("UPDATE log_entry SET at = '2026-11-25 04:04:30.000000' WHERE seq = 5", "chain_broken", 5),
    ("UPDATE log_entry SET at = '2026-11-24 04:04:30.000000' WHERE seq = 5", "back_dated", 5),
    ("UPDATE log_payload SET body = '{}' WHERE seq = 5", "payload_changed", 5),
    ("UPDATE log_payload SET salt = '0' WHERE seq = 5", None, 5),
    ("DELETE FROM log_payload WHERE seq = 5", "payload_missing", 5),
    ("DELETE FROM log_payload WHERE seq = 30", "payload_missing", 30),
    ("UPDATE log_head SET size = 29", "head_wrong", 30),
    (f"UPDATE log_head SET chain = '{ZEROS}'", "head_wrong", 30),
    (f"UPDATE log_head SET log_id = '{ZEROS[:32]}'", "chain_broken", 1),
    ("UPDATE log_head SET log_id = 'no hex'", "chain_broken", 1),
    ("DELETE FROM log_head", "head_missing", None),
    (f"UPDATE signed_head SET chain = '{ZEROS}' WHERE size = 10", "signed_head_wrong", 10),
    ("UPDATE signed_head SET size = 11 WHERE size = 10", "signed_head_wrong", 11),
    ("UPDATE signed_head SET signature = 'zz' WHERE size = 10", "signed_head_wrong", 10),
    (f"UPDATE signed_head SET signature = '{ZEROS * 2}' WHERE size = 10", "signature_false", 10),
    (f"UPDATE signed_head SET key_id = '{ZEROS[:32]}' WHERE size = 20", "key_unknown", 20),
    ("UPDATE signed_head SET at = '2026-11-25 05:00:00.000000' WHERE size = 10", "back_dated", 11),
]
ODD = [
    ("UPDATE log_entry SET at = 'yesterday' WHERE seq = 5", "unreadable", 5),
    ("UPDATE log_entry SET at = 7 WHERE seq = 5", "unreadable", 5),
    ("UPDATE log_entry SET actor = x'00' WHERE seq = 5", "unreadable", 5),
    ("UPDATE log_payload SET body = x'00' WHERE seq = 5", "unreadable", 5),
    ("UPDATE signed_head SET at = 'yesterday' WHERE size = 10", "signed_head_wrong", 10),
]


def _problems_after(session: Session, *edits: str) -> list[Problem]:
    write_thirty(session)
    drop_guards(session.connection())
    for edit in edits:
        session.connection().execute(text(edit))
    return verify(session, [public_bytes(KEY)])


def test_an_untouched_log_has_no_problem(session: Session) -> None:
    assert _problems_after(session) == []


def test_a_log_not_yet_begun_has_no_problem(session: Session) -> None:
    assert verify(session, [public_bytes(KEY)]) == []


@pytest.mark.parametrize(("edit", "code", "seq"), EDITS, ids=[edit for edit, _, _ in EDITS])
def test_an_edit_is_found(session: Session, edit: str, code: str | None, seq: int) -> None:
    problems = _problems_after(session, edit)
    assert seq in {problem.seq for problem in problems}
    assert code is None or Problem(code, seq) in problems


@pytest.mark.parametrize(("edit", "code", "seq"), ODD, ids=[edit for edit, _, _ in ODD])
def test_a_row_of_another_type_is_a_problem_and_no_crash(
    untyped_session: Session, edit: str, code: str, seq: int
) -> None:
    assert Problem(code, seq) in _problems_after(untyped_session, edit)


def test_one_edit_is_one_problem(session: Session) -> None:
    edit = "UPDATE log_entry SET object_ref = 'mx' WHERE seq = 5"
    assert _problems_after(session, edit) == [Problem("chain_broken", 5)]


def test_removal_of_an_entry_is_found(session: Session) -> None:
    gone = "DELETE FROM log_payload WHERE seq = 5", "DELETE FROM log_entry WHERE seq = 5"
    assert _problems_after(session, *gone) == [Problem("out_of_sequence", 6)]


def test_removal_of_the_newest_entry_is_found(session: Session) -> None:
    gone = "DELETE FROM log_payload WHERE seq = 30", "DELETE FROM log_entry WHERE seq = 30"
    assert Problem("head_wrong", 29) in _problems_after(session, *gone)


def test_swapped_payloads_are_found(session: Session) -> None:
    swap = "UPDATE log_payload SET seq = {} WHERE seq = {}"
    edits = ["DELETE FROM log_payload WHERE seq = 12", swap.format(12, 13)]
    assert Problem("payload_changed", 12) in _problems_after(session, *edits)


def test_a_foreign_signature_is_found(session: Session) -> None:
    write_thirty(session)
    assert verify(session, [public_bytes(FOREIGN_KEY)]) == [
        Problem("key_unknown", 10),
        Problem("key_unknown", 20),
    ]
