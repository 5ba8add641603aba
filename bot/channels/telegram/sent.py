"""What was sent (发出记录): noted before it leaves, so that a crash is an unknown outcome; where a card is.

Asked with every message that leaves, so the statements are prepared.
"""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session, SQLModel

from bot.channels.telegram.draw import Drawn
from bot.channels.telegram.rows import SendState, TelegramCard, TelegramSend
from core.prepared import Prepared

MOST_UNKNOWN = 2

_sends = SQLModel.metadata.tables[TelegramSend.__tablename__]
_THIS = _sends.c.outbox_id == bindparam("message")
_LOOK = Prepared(select(_sends.c.state, _sends.c.unknown).where(_THIS).with_for_update())
_FIRST = Prepared(
    insert(_sends).values(outbox_id=bindparam("message"), state=SendState.TRYING, unknown=1)
)
_MORE = Prepared(update(_sends).where(_THIS).values(unknown=_sends.c.unknown + bindparam("by")))
_GIVE_UP = Prepared(update(_sends).where(_THIS).values(state=SendState.UNKNOWN))
_SENT = Prepared(
    update(_sends).where(_THIS).values(state=SendState.SENT, message_id=bindparam("place"))
)


def begin_send(session: Session, outbox_id: int) -> bool:
    """Note that it is about to leave; False for one that arrived or may have arrived twice."""
    row = _LOOK.first(session, message=outbox_id)
    if row is None:
        _FIRST(session, message=outbox_id)
        return True
    if row.state != SendState.TRYING:
        return False
    if row.unknown >= MOST_UNKNOWN:
        _GIVE_UP(session, message=outbox_id)
        return False
    _MORE(session, message=outbox_id, by=1)
    return True


def not_sent(session: Session, outbox_id: int) -> None:
    """The last try certainly failed: it does not count."""
    _MORE(session, message=outbox_id, by=-1)


def note_sent(session: Session, outbox_id: int, message_id: int) -> None:
    _SENT(session, message=outbox_id, place=message_id)


def keep_card(
    session: Session, chat_id: int, about: str, message_id: int, version: int, what: Drawn
) -> None:
    """Where a case's card stands in a chat, and what it says."""
    row = TelegramCard(
        chat_id=chat_id,
        about=about,
        message_id=message_id,
        version=version,
        digest=what.digest,
    )
    session.merge(row)
