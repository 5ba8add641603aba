"""Problem (核验问题): one thing in the log that does not fit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A stable code, and the entry it was seen at (None where it is about no entry).

    unreadable · out_of_sequence · chain_broken · back_dated · payload_changed · payload_missing ·
    head_missing · head_wrong · signed_head_wrong · signature_false · key_unknown
    """

    code: str
    seq: int | None = None
