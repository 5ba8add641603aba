"""What was seen on paper that day (纸面核对): it stands for what the counter scans on other days."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import orjson


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperChecked:
    """Ticks of the register page. `listed`: the case stood on the kit's list, or its slip was taken;
    `labelled`: the number on the spine was compared with the form; `cards`: how many showed theirs;
    `counted`: pieces and pages were counted with the readers; `packed`: a loan left in a numbered
    bag, with two carriers, in an allowed way.
    """

    signed: bool = False
    sealed: bool = False
    dated: bool = False
    matches: bool = False
    party_certified: bool = False
    avoidance_signed: bool = False
    labelled: bool = False
    listed: bool = False
    cards: int = 0
    counted: bool = False
    packed: bool = False

    @property
    def sighted(self) -> bool:
        """Whether the original was there at all."""
        return self.signed or self.sealed or self.dated or self.matches

    def to_json(self) -> str:
        return orjson.dumps(asdict(self)).decode()

    @classmethod
    def from_json(cls, text: str) -> PaperChecked:
        return cls(**orjson.loads(text)) if text else cls()
