"""Bridge events (设备上报): signed batches in, one answer per event; each changes state once."""

from __future__ import annotations

import binascii

from aiohttp import web
from pydantic import ValidationError
from sqlmodel import Session

from bot.web.access import DEVICE, admits
from bot.web.answers import error_answer, json_answer
from bot.web.api.nonces import Nonces
from bot.web.keys import DISPATCH
from core.custody.device import Device
from core.custody.see_volume import SeeTag
from core.dispatch import Dispatch
from core.principal import Principal
from hardware_bridge.signature import Call, Claim, SignatureRefused, claim, verify
from hardware_bridge.wire import Batch, BatchAnswer, BridgeEvent, EventAnswer

NONCES = Nonces()


@admits(DEVICE)
async def post_events(request: web.Request) -> web.Response:
    """Take a batch; a device that cannot sign is told nothing more."""
    body = await request.read()
    dispatch = request.app[DISPATCH]
    try:
        claimed = claim(request.headers)
        await _demand_signature(dispatch, request, body, claimed)
        batch = Batch.model_validate_json(body)
    except SignatureRefused:
        return error_answer("bad_signature")
    except ValidationError:
        return error_answer("bad_value")
    if batch.device != claimed.device:
        return error_answer("bad_signature")
    answers = tuple([await _take(dispatch, event) for event in batch.events])
    return json_answer(BatchAnswer(answers=list(answers)).model_dump(mode="json"))


async def _demand_signature(
    dispatch: Dispatch, request: web.Request, body: bytes, claimed: Claim
) -> None:
    device = await dispatch.ask(lambda session: _device(session, claimed.device))
    if device is None:
        raise SignatureRefused("wrong")
    now = dispatch.clock.now()
    verify(Call(request.method, request.path, body), claimed, [_key(device)], now)
    if not NONCES.fresh(claimed.device, claimed.nonce, now.timestamp()):
        raise SignatureRefused("stale")


def _device(session: Session, name: str) -> Device | None:
    device = session.get(Device, name)
    return None if device is None or device.revoked_at else device


def _key(device: Device) -> bytes:
    try:
        return binascii.unhexlify(device.key_hex)
    except binascii.Error:
        raise SignatureRefused("wrong") from None


async def _take(dispatch: Dispatch, event: BridgeEvent) -> EventAnswer:
    """An event is a command under its own id: a second delivery finds the first one's outcome."""
    if event.kind != "tag_seen" or event.tag is None:
        return EventAnswer(id=event.id, result="accepted")
    command = SeeTag(device=event.device, tag=event.tag, seen_at=event.occurred_at)
    outcome = await dispatch(Principal.bridge(event.device), command, event.id)
    if outcome.code == "key_reused":
        return EventAnswer(id=event.id, result="rejected", reason="key_reused")
    if outcome.repeated:
        return EventAnswer(id=event.id, result="duplicate")
    if outcome.done:
        return EventAnswer(id=event.id, result="accepted")
    return EventAnswer(id=event.id, result="rejected", reason=outcome.code)
