"""What the textbook leaves besides the lend itself: messages and the log (待发消息、日志)."""

from __future__ import annotations

import os

import orjson
from sqlmodel import select

from bot.bench.textbook.turn import Turn
from core.audit.append import SALT_BYTES
from core.audit.chain import canonical, commit, genesis, link, moment
from core.audit.entry import LogEntry, LogHead, LogPayload
from core.command import plain
from core.custody.custody import Custody
from core.members.member import Member
from core.outbox.addressee import Addressee
from core.outbox.message import Message
from core.requests.request import Request


async def leave_messages(turn: Turn, request: Request) -> None:
    """A message to everyone who has the card of this case."""
    copies = await turn.all(select(Addressee).where(Addressee.about == request.ref))
    people = [request.applicant_id, *(copy.member_id for copy in copies)]
    for member_id in dict.fromkeys(people):
        message = Message(
            dedupe_key=f"card:{request.ref}:{request.version}:{member_id}",
            channel="webchat",
            member_id=member_id,
            kind="case_card",
            about=request.ref,
            args=orjson.dumps({"version": request.version}).decode(),
            not_before=turn.now,
            created_at=turn.now,
        )
        turn.session.add(message)


async def leave_log(turn: Turn, label: str, request: str, custody: Custody) -> None:
    """Entry and payload, then the head: the log's guards want it moved last."""
    member = await turn.session.get_one(Member, turn.member_id)
    head = await _head(turn)
    payload = {
        "request": request,
        "custody": custody.id,
        "kind": plain(custody.kind),
        "due_on": plain(custody.due_on),
        "decision": turn.decision,
        "via": "api",
    }
    salt, body = os.urandom(SALT_BYTES), canonical(payload)
    seq, at, commitment = head.size + 1, max(head.at, turn.now), commit(salt, body)
    names = (member.pseudonym, "volume_handed_over", "volume", label)
    chain = link(bytes.fromhex(head.chain), seq, moment(at), names, commitment).hex()
    entry = dict(zip(("actor", "action", "object_kind", "object_ref"), names, strict=True))
    turn.session.add(LogEntry(seq=seq, at=at, commitment=commitment, chain=chain, **entry))
    await turn.session.flush()
    turn.session.add(LogPayload(seq=seq, salt=salt, body=body.decode()))
    await turn.session.flush()
    head.size, head.chain, head.at = seq, chain, at


async def _head(turn: Turn) -> LogHead:
    head = await turn.session.get(LogHead, 1)
    if head is None:
        log_id = os.urandom(16).hex()
        head = LogHead(log_id=log_id, size=0, chain=genesis(log_id).hex(), at=turn.now)
        turn.session.add(head)
        await turn.session.flush()
    return head
