"""What a second check is bound to (二次核验的对象): one action on one thing as it was shown."""

from __future__ import annotations

import hashlib

from core.errors import SecondCheckNeeded
from core.unit import OpenUnit


def binding_of(action: str, ref: str | int, version: int = 0) -> str:
    """The name of what a PIN is typed for: SHA-256 of action, reference and version seen.

    A proof for another action, thing or version has another name and does not fit.
    """
    return hashlib.sha256(f"{action}\n{ref}\n{version}".encode()).hexdigest()


def demand_proof_of(member_id: int, bound_to: str, unit: OpenUnit) -> None:
    """Raise SecondCheckNeeded unless the principal carries this member's fresh proof for this."""
    proof = unit.principal.proof
    if proof is None or not proof.fits(member_id, bound_to, unit.now):
        raise SecondCheckNeeded(bound_to=bound_to)
