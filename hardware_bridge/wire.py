"""What bridge and API say to each other: tag readings, events, batches, answers (电子标签事件).

Delivery is at-least-once. `id` is the idempotency key; `seq` counts 1, 2, 3 … per device and
spool, so that a receiver can see a gap. `reader_online` and `reader_offline` both mean that
nothing is known to lie on the desk until a `tag_seen` follows: the silence of a dead reader is
never "no tags".
"""

from itertools import pairwise
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

EVENTS_PATH = "/api/v1/bridge/events"
EVENTS_PER_BATCH = 500
DEVICE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"

Kind = Literal["tag_seen", "tag_gone", "reader_online", "reader_offline"]
Result = Literal["accepted", "duplicate", "rejected"]


def _canonical_uuid(text: str) -> str:
    if str(UUID(text)) != text:
        raise ValueError("an id is a UUID in lower case with dashes")
    return text


EventId = Annotated[str, AfterValidator(_canonical_uuid)]
Device = Annotated[str, Field(pattern=DEVICE_PATTERN)]
Tag = Annotated[str, Field(pattern=r"^([0-9A-F]{4}){1,31}$")]  # whole 16-bit words, 31 at most
Antenna = Annotated[int, Field(strict=True, ge=0, le=65535)]
RssiDbm = Annotated[int, Field(strict=True, ge=-150, le=50)]
Count = Annotated[int, Field(strict=True, ge=0, le=2**31 - 1)]
Seq = Annotated[int, Field(strict=True, ge=1, le=2**63 - 1)]


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Reading(_Wire):
    """One raw report of one tag by one antenna; `tag` is the EPC in upper-case hex."""

    tag: Tag
    antenna: Antenna | None = None
    rssi_dbm: RssiDbm | None = None
    count: Count = 1


class BridgeEvent(_Wire):
    """What the bridge concluded. `occurred_at` is its own clock at the conclusion, with zone."""

    id: EventId
    device: Device
    seq: Seq
    occurred_at: AwareDatetime
    kind: Kind
    tag: Tag | None = None
    antenna: Antenna | None = None
    rssi_dbm: RssiDbm | None = None
    count: Count = 0

    @model_validator(mode="after")
    def _a_tag_event_names_its_tag(self) -> Self:
        if (self.tag is not None) != self.kind.startswith("tag_"):
            raise ValueError("tag events name a tag, reader events name none")
        return self


class Batch(_Wire):
    """1 to 500 events of one device, oldest first. `sent_at` shows how far its clock is off."""

    device: Device
    sent_at: AwareDatetime
    events: Annotated[list[BridgeEvent], Field(min_length=1, max_length=EVENTS_PER_BATCH)]

    @model_validator(mode="after")
    def _one_device_in_order(self) -> Self:
        if any(event.device != self.device for event in self.events):
            raise ValueError("a batch holds the events of its own device only")
        seqs = [event.seq for event in self.events]
        if any(later <= earlier for earlier, later in pairwise(seqs)):
            raise ValueError("events stand in the order of their seq, each once")
        return self


class EventAnswer(_Wire):
    """The receiver's word on one event: `reason` (a snake_case code) only with `rejected`."""

    id: EventId
    result: Result
    reason: Annotated[str, Field(min_length=1, max_length=200)] | None = None

    @model_validator(mode="after")
    def _a_rejection_has_its_reason(self) -> Self:
        if (self.reason is not None) != (self.result == "rejected"):
            raise ValueError("a reason comes with a rejection and with nothing else")
        return self


class BatchAnswer(_Wire):
    """One answer per event. An event without an answer is sent again."""

    answers: list[EventAnswer]
