"""The invitation slip (绑定通知单): made, shown and printed once; only the code's hash is kept."""

from __future__ import annotations

from aiohttp import web
from sqlmodel import Session, col, select

from bot.replies.dates import full_day, moment
from bot.replies.qr import qr_svg
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.confirm import Ask, confirmed
from bot.web.forms.sheet import sheet
from bot.web.keys import DISPATCH, SETTINGS
from bot.web.pages.notice import notice_page
from bot.web.pages.person import Person, person
from bot.web.posted import Posted, posted
from core.command import Command
from core.errors import NotFound
from core.members.codes import code_hash, new_code
from core.members.invite_member import InviteMember
from core.members.member import Grant, Member
from core.members.reset_pin import ResetPin
from core.members.room import Room
from core.members.scope import visible
from core.members.units import Unit


@admits(SIGNED)
async def post_invitation(request: web.Request) -> web.Response:
    """Invite (`do=invite`) or reset the PIN of (`do=reset`) the member with this number."""
    who, form = await person(request), await posted(request)
    member = await member_numbered(request, who, form.text("member"))
    if form.text("do") == "reset":
        return await reset(request, who, form, member)
    return await invite(request, who, form, member)


async def invite(request: web.Request, who: Person, form: Posted, member: Member) -> web.Response:
    code = new_code()
    command = InviteMember(member_id=member.id or 0, code_hash=code_hash(code))
    return await _issued(request, who, form, member, command, code)


async def reset(request: web.Request, who: Person, form: Posted, member: Member) -> web.Response:
    code = new_code()
    cause = form.text("cause") or "lost_phone"
    command = ResetPin(member_id=member.id or 0, code_hash=code_hash(code), cause=cause)
    return await _issued(request, who, form, member, command, code)


async def _issued(
    request: web.Request, who: Person, form: Posted, member: Member, command: Command, code: str
) -> web.Response:
    ask = Ask(
        f"为 {member.number} 生成新的绑定码，原来的绑定和登录立即失效。",
        "/forms/invitation",
        "/desk/members",
        (("member", member.number), ("do", form.text("do")), ("cause", form.text("cause"))),
    )
    outcome = await confirmed(request, who, form, command, ask)
    if isinstance(outcome, web.Response):
        return outcome
    if not outcome.done or outcome.repeated:
        # The code was shown once; a page that comes again cannot show it.
        return notice_page(request, "impossible_step" if outcome.repeated else outcome.code)
    return await _slip(request, who, member, code, str(outcome.data["expires"]))


async def member_numbered(request: web.Request, who: Person, number: str) -> Member:
    def look(session: Session) -> Member | None:
        statement = select(Member).where(Member.number == number)
        return session.exec(visible(statement, Member, who.viewer)).first()

    found = await request.app[DISPATCH].ask(look)
    if found is None:
        raise NotFound
    return found


async def _slip(
    request: web.Request, who: Person, member: Member, code: str, expires: str
) -> web.Response:
    now, settings = request.app[DISPATCH].clock.now(), request.app[SETTINGS]
    seat, role = await request.app[DISPATCH].ask(lambda session: _seat(session, member))
    address = f"{settings.public_url.rstrip('/')}/bind"
    slip = {
        "number": member.number,
        "name": member.name,
        "role": role,
        "unit": seat,
        "code": " ".join(code[at : at + 4] for at in range(0, len(code), 4)),
        "svg": qr_svg(f"{address}?code={code}", on_paper=True),
        "address": address,
        "expires": moment(expires),
        "date": full_day(now),
        "contact": who.room,
    }
    return sheet(request, who, "invitation_slip", "/desk/members", {"slip": slip})


def _seat(session: Session, member: Member) -> tuple[str, str]:
    room = session.get(Room, member.room_id) if member.room_id else None
    unit = session.get(Unit, member.unit_id) if member.unit_id else None
    role = session.exec(
        select(Grant.role)
        .where(Grant.member_id == member.id, col(Grant.revoked_at).is_(None))
        .order_by(col(Grant.id).desc())
    ).first()
    seat = unit.name if unit else room.name if room else "本系统"
    return seat, word("role", role) if role else member.post or "工作人员"
