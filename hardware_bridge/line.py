"""One attempt to hand a batch over (一次上报): what came of it is a value, never an exception."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from pydantic import ValidationError
from yarl import URL

from hardware_bridge.signature import Call, sign
from hardware_bridge.wire import EVENTS_PATH, Batch, BatchAnswer, BridgeEvent, EventAnswer

TIMEOUT = ClientTimeout(total=15)
MOST_RETRY_AFTER_SECONDS = 600.0
REFUSES_THE_CONTENT = frozenset({400, 413, 422})


@dataclass(frozen=True, slots=True)
class Answered:
    """The receiver has spoken about the events."""

    answers: Sequence[EventAnswer]


@dataclass(frozen=True, slots=True)
class Refused:
    """The receiver will not take this batch as it is, however often it comes."""

    status: int


@dataclass(frozen=True, slots=True)
class NotNow:
    """Nothing is known; the batch may have been applied or not. `wait_seconds` was asked for."""

    reason: str
    wait_seconds: float = 0.0


Outcome = Answered | Refused | NotNow


@dataclass(frozen=True, slots=True)
class Line:
    """The way to the receiver. `url` is its origin, such as `http://127.0.0.1:8080`."""

    session: ClientSession
    url: str
    device: str
    key: bytes

    async def post(self, events: Sequence[BridgeEvent], now: datetime) -> Outcome:
        """Sign and send 1 to 500 events. `now` is aware."""
        batch = Batch(device=self.device, sent_at=now, events=list(events))
        body = batch.model_dump_json().encode()
        headers = sign(Call("POST", EVENTS_PATH, body), self.key, self.device, now)
        headers["Content-Type"] = "application/json"
        try:
            # a redirect would carry the signed call to another door
            async with self.session.post(
                URL(self.url).with_path(EVENTS_PATH),
                data=body,
                headers=headers,
                timeout=TIMEOUT,
                allow_redirects=False,
            ) as response:
                return await _outcome(response, now)
        except (ClientError, TimeoutError, OSError) as error:
            return NotNow(type(error).__name__)


async def _outcome(response: ClientResponse, now: datetime) -> Outcome:
    if response.status in REFUSES_THE_CONTENT:
        return Refused(response.status)
    if response.status != 200:
        wait = _retry_after(response.headers.get("Retry-After", ""), now)
        return NotNow(f"http_{response.status}", wait)
    try:
        return Answered(BatchAnswer.model_validate_json(await response.read()).answers)
    except ValidationError:
        return NotNow("answer_not_understood")


def _retry_after(text: str, now: datetime) -> float:
    """Seconds from a number or an HTTP date; 0 when it is neither."""
    try:
        seconds = float(text) if text.isdigit() else _seconds_until(text, now)
    except ValueError:
        return 0.0
    return min(max(seconds, 0.0), MOST_RETRY_AFTER_SECONDS)


def _seconds_until(http_date: str, now: datetime) -> float:
    then = parsedate_to_datetime(http_date)
    return (then.replace(tzinfo=then.tzinfo or UTC) - now).total_seconds()
