"""A finding (发现): one thing about one setting, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from bot.settings import PREFIX


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one setting; `stops` means that `serve` does not start."""

    setting: str
    sentence: str
    stops: bool

    def __str__(self) -> str:
        return f"{'error' if self.stops else 'warning'}: {PREFIX}{self.setting}: {self.sentence}"
