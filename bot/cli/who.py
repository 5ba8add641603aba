"""Who acts, and who is meant: members by number or by name.

A number is one person's; a name that several share is asked about again, never guessed.
"""

from __future__ import annotations

from sqlmodel import Session, col, select

from bot.cli.exits import BadInput, Refused
from bot.cli.house import HouseAtHand
from core.members.member import OFFICERS, Member, Role
from core.members.questions import grants_of
from core.members.setup import setup_is_open
from core.principal import Principal

OVERSEERS = OFFICERS | {Role.HEAD}


def principal_of(house: HouseAtHand, acting: str | None) -> Principal:
    """The principal named by --as, or `setup` while the first officers are not both bound.

    Raises `BadInput` when nobody or nobody known is named.
    """
    if acting and acting != "setup":
        return Principal.member(member_named(house, acting), via="cli")
    if house.ask(setup_is_open):
        return Principal.setup()
    if acting:
        raise BadInput("`setup` ended when the first two officers were bound. Name a member.")
    raise BadInput("Name who acts: --as MEMBER (number or name), or DANGGUI_AS.")


def member_named(house: HouseAtHand, text: str) -> int:
    """The id of an active member, by number, else by name."""
    found = house.ask(lambda session: _found(session, text))
    if not found:
        raise BadInput(f"There is no member {text}.")
    if len(found) > 1:
        numbers = "、".join(number for _, number in found)
        raise BadInput(f"{len(found)} members are called {text}. Use a number: {numbers}.")
    return found[0][0]


def demand_overseer(house: HouseAtHand, principal: Principal) -> None:
    """Raise `Refused` unless one of the three officers (三员), a head or `setup` asks."""
    if principal.member_id is None:
        return
    member_id, now = principal.member_id, house.clock.now()
    held = house.ask(lambda session: grants_of(session, member_id, now))
    if not OVERSEERS & {grant.role for grant in held}:
        raise Refused("This belongs to another post.")


def _found(session: Session, text: str) -> list[tuple[int, str]]:
    asked = select(Member.id, Member.number).where(col(Member.active))
    for column in (col(Member.number), col(Member.name)):
        rows = session.exec(asked.where(column == text).order_by(col(Member.number))).all()
        if rows:
            return [(member_id or 0, number) for member_id, number in rows]
    return []
