"""A paper application (纸质申请): a blank form of the kit, filled in, signed and sealed that day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

import orjson

from core.command import plain
from core.requests.application import NamedReader, SubmitRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSignature:
    """A signature on the form: whose, for which step, when it was given."""

    step: str
    signed_by: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperApplication:
    application: SubmitRequest
    signatures: tuple[PaperSignature, ...]

    def to_json(self) -> str:
        return orjson.dumps(plain(asdict(self))).decode()

    @classmethod
    def from_json(cls, text: str) -> PaperApplication:
        body = orjson.loads(text)
        asked = body["application"]
        readers = tuple(NamedReader(**reader) for reader in asked.pop("readers"))
        further = tuple(asked.pop("further"))
        return cls(
            application=SubmitRequest(readers=readers, further=further, **asked),
            signatures=tuple(
                PaperSignature(**{**it, "at": datetime.fromisoformat(it["at"])})
                for it in body["signatures"]
            ),
        )
