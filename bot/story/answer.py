"""An answer (答复) of the interface: its status, its data, or the code and laws that refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call came to."""

    status: int
    body: dict[str, Any]

    @property
    def done(self) -> bool:
        return self.status == 200

    @property
    def data(self) -> dict[str, Any]:
        return dict(self.body.get("data", {}))

    @property
    def code(self) -> str:
        return str(self.body.get("code", ""))

    @property
    def said(self) -> str:
        """办成, or why not."""
        return "办成" if self.done else f"{self.status} {self.code}"

    @property
    def laws(self) -> set[str]:
        """Codes of the laws that refused."""
        return {str(reason["law"]) for reason in self.body.get("reasons", [])}
