"""Verify (核验日志): the chain, the payloads that are left, the running head, the signed heads.

This finds what does not fit together; a log rewritten as a whole with its own key fits together,
and only a printed head shows it (`verify_log.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from core.audit.chain import commit, genesis, link
from core.audit.erase import ENTRY_KIND, PAYLOAD_ERASED
from core.audit.problem import Problem
from core.audit.verify_heads import head_problems, log_id_of
from core.audit.walk import Row, printed, walk


def verify(session: Session, public_keys: Sequence[bytes] = ()) -> list[Problem]:
    """Every problem, entries first; an empty list is a whole log.

    `public_keys` are raw Ed25519 keys of 32 bytes; without any, signatures are not checked.
    Give it a session that only reads, or SQLite's writer waits.
    """
    log_id = log_id_of(session)
    walker = _Walker(genesis(log_id) if log_id else b"")
    problems = [problem for row in walk(session) for problem in walker.step(row)]
    problems += [Problem("payload_missing", seq) for seq in sorted(walker.gone)]
    return problems + head_problems(session, walker.seq, walker.chain.hex(), public_keys)


class _Walker:
    """Where the walk stands; goes on from what is stored, so one edit gives one finding."""

    def __init__(self, chain: bytes) -> None:
        self.seq, self.at, self.chain = 0, "", chain
        self.gone: set[int] = set()

    def step(self, row: Row) -> Iterator[Problem]:
        in_sequence, self.seq = row.seq == self.seq + 1, row.seq
        if not in_sequence:
            yield Problem("out_of_sequence", row.seq)
        try:
            yield from self._read(row, in_sequence)
        except (ValueError, TypeError, AttributeError):
            yield Problem("unreadable", row.seq)

    def _read(self, row: Row, in_sequence: bool) -> Iterator[Problem]:
        at, before = printed(row.at), self.chain
        self.chain = bytes.fromhex(row.chain)
        names = (row.actor, row.action, row.object_kind, row.object_ref)
        fits = link(before, row.seq, at, names, row.commitment).hex() == row.chain
        if in_sequence and not fits:
            yield Problem("chain_broken", row.seq)
        if at < self.at:
            yield Problem("back_dated", row.seq)
        self.at = at
        yield from self._payload(row)

    def _payload(self, row: Row) -> Iterator[Problem]:
        if row.action == PAYLOAD_ERASED and row.object_kind == ENTRY_KIND:
            self.gone.discard(int(row.object_ref))
        if row.salt is None or row.body is None:
            self.gone.add(row.seq)
        elif commit(row.salt, row.body.encode()) != row.commitment:
            yield Problem("payload_changed", row.seq)
