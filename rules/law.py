"""A law (规定条目): flat conditions that hold together, an effect, and the words a person needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rules.condition import Condition
from rules.decision import Basis, Reason
from rules.facts.attribute import Plain

EFFECTS = ("warn", "require", "refuse")  # from weak to strong
AUDIENCES = ("applicant", "archivist", "head")  # from near to far
OVERRIDES = ("nobody", "head", "archivist")  # from strict to lax
STATUSES = ("verified", "local", "seed", "recalled", "design")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a law or a number was written: file name and line, for people who edit it."""

    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """One law of an area (rules/areas.py). It speaks at `steps` for `modes`, and fires when all of `when` hold.

    `approval` is set only for the effect `require`. A `fixed` law may not be removed or
    weakened by a room's own file.
    """

    code: str
    area: str
    title: str
    slogan: str
    steps: tuple[str, ...]
    modes: tuple[str, ...]
    when: tuple[Condition, ...]
    effect: str
    approval: str
    audience: str
    sensitive: bool
    override: str
    fixed: bool
    remedy: str
    basis: Basis
    source: Source = field(compare=False)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Everything that must hold, the step and the mode included."""
        return (
            Condition("step", "in", self.steps),
            Condition("mode", "in", self.modes),
            *self.when,
        )

    def fires(self, sheet: Mapping[str, Plain]) -> bool:
        """Whether every condition holds; the plain meaning of the law."""
        return all(condition.holds(sheet) for condition in self.conditions)

    def reason(self) -> Reason:
        """What is said when this law fires."""
        return Reason(
            law=self.code,
            title=self.title,
            slogan=self.slogan,
            basis=self.basis,
            remedy=self.remedy,
            audience=self.audience,
            sensitive=self.sensitive,
            override=self.override,
            approval=self.approval,
        )
