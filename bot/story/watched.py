"""What was watched (逐步核对): each step with what was expected and what was observed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

import click


@dataclass(frozen=True, slots=True)
class Step:
    """`holds` is None for a step that cannot be watched from here."""

    step: str
    expected: str
    observed: str
    holds: bool | None


@dataclass(slots=True)
class Watched:
    """The steps so far; each is printed as it happens unless JSON was asked for."""

    as_json: bool
    steps: list[Step] = field(default_factory=list)

    def see(self, step: str, expected: str, observed: str, holds: bool | None) -> None:
        """One step: 步骤 · 预期 · 实际."""
        self.steps.append(Step(step, expected, observed, holds))
        if not self.as_json:
            mark = "  ← 与预期不符" if holds is False else ""
            click.echo(f"{step} · {expected} · {observed}{mark}")

    def same(self, step: str, expected: object, observed: object) -> None:
        """A step that holds when both are equal."""
        self.see(step, str(expected), str(observed), expected == observed)

    @property
    def all_hold(self) -> bool:
        return bool(self.steps) and all(step.holds is not False for step in self.steps)

    def as_body(self, name: str, seconds: float) -> dict[str, object]:
        """The whole story as JSON."""
        return {
            "story": name,
            "holds": self.all_hold,
            "seconds": round(seconds, 1),
            "steps": [asdict(step) for step in self.steps],
        }

    def summary(self, seconds: float) -> str:
        """The last line, for people."""
        bad = sum(step.holds is False for step in self.steps)
        unseen = sum(step.holds is None for step in self.steps)
        said = f"{len(self.steps)} 步，{bad} 步不符"
        return f"{said}{f'，{unseen} 步在此处看不到' if unseen else ''}，用时 {seconds:.1f} 秒"
