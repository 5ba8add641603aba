"""Who is there (当前登录人): the member behind a cookie or a Bearer token, by one query.

It is asked on every page and press, so its statements are prepared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, Table, bindparam, select, update
from sqlmodel import Session, SQLModel, col

from core.members.member import Member
from core.members.proofs import SignIn, Token
from core.prepared import Prepared

IDLE = timedelta(minutes=30)
SEEN_EVERY = timedelta(minutes=1)


def _of_active_member(kept: Table, *columns: str) -> Select[tuple[object, ...]]:
    member = SQLModel.metadata.tables[Member.__tablename__]
    return (
        select(*(kept.c[name] for name in columns))
        .join(member, member.c.id == kept.c.member_id)
        .where(
            kept.c.token_hash == bindparam("token_hash"),
            kept.c.revoked_at.is_(None),
            kept.c.expires_at > bindparam("now"),
            member.c.active,
        )
    )


_sessions = SQLModel.metadata.tables[SignIn.__tablename__]
_tokens = SQLModel.metadata.tables[Token.__tablename__]
_BY_COOKIE = Prepared(
    _of_active_member(_sessions, "member_id", "ref", "csrf", "opened_in", "last_seen_at").where(
        _sessions.c.last_seen_at > bindparam("idle_since")
    )
)
_BY_TOKEN = Prepared(_of_active_member(_tokens, "member_id", "ref", "scope"))


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who asks. A person has a `csrf` text, a program a `scope`; `ref` names session or token."""

    member_id: int
    ref: str
    csrf: str = ""
    scope: str = ""
    # The last-seen time is worth writing again (`seen`, through `dispatch.work`).
    stale: bool = False
    # The channel whose app it was opened in; "" in a browser of one's own.
    opened_in: str = ""


def who_is(
    session: Session, token_hash: str, now: datetime, *, bearer: bool = False
) -> SignedIn | None:
    """The member signed in by this cookie, or with `bearer` by this token; None otherwise.

    A cookie is no token and a token no cookie: each is looked for only where it belongs.
    """
    values = {"token_hash": token_hash, "now": now}
    if bearer:
        held = _BY_TOKEN.first(session, **values)
        return None if held is None else SignedIn(held.member_id, held.ref, scope=held.scope)
    row = _BY_COOKIE.first(session, **values, idle_since=now - IDLE)
    if row is None:
        return None
    stale = now - row.last_seen_at >= SEEN_EVERY
    return SignedIn(row.member_id, row.ref, csrf=row.csrf, stale=stale, opened_in=row.opened_in)


def seen(session: Session, token_hash: str, now: datetime) -> None:
    """Remember that the session is in use; never brings back one that has ended or gone idle."""
    session.exec(
        update(SignIn)
        .where(
            col(SignIn.token_hash) == token_hash,
            col(SignIn.revoked_at).is_(None),
            col(SignIn.last_seen_at) > now - IDLE,
            col(SignIn.last_seen_at) < now,
        )
        .values(last_seen_at=now)
    )
