"""A room's own file over the shipped book (本室补充规定): never weaker where a law is fixed."""

from __future__ import annotations

from rules.law import AUDIENCES, EFFECTS, OVERRIDES, Law


def weakening(shipped: Law, own: Law) -> str | None:
    """The key by which `own` is weaker than the `fixed` law it replaces; None when it is not.

    A law is not weaker when it fires at least as often, is as strong, tells no more people,
    and lets nobody further set it aside. Words may change; the basis may not.
    """
    claims = {
        "applies_to": set(own.steps) >= set(shipped.steps) and set(own.modes) >= set(shipped.modes),
        "when": set(own.when) <= set(shipped.when),
        "effect": EFFECTS.index(own.effect) >= EFFECTS.index(shipped.effect),
        "approval": own.approval == shipped.approval or own.effect != shipped.effect,
        "override": OVERRIDES.index(own.override) <= OVERRIDES.index(shipped.override),
        "audience": AUDIENCES.index(own.audience) >= AUDIENCES.index(shipped.audience),
        "sensitive": own.sensitive or not shipped.sensitive,
        "fixed": own.fixed,
        "basis": own.basis == shipped.basis,
    }
    return next((key for key, holds in claims.items() if not holds), None)
