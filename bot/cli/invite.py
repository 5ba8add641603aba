"""`danggui invite`: a one-time code for a member, to be given in person."""

from __future__ import annotations

import click

from bot.cli import say
from bot.cli.options import as_json, as_member


@click.command()
@click.argument("member")
@as_member
@as_json
def invite(member: str, acting: str | None, as_json: bool) -> None:
    """Invite MEMBER (number or name); an earlier code stops working."""
    from bot.cli.house import open_house
    from bot.cli.init import invitation
    from bot.cli.who import member_named, principal_of
    from core.members.codes import code_hash, new_code
    from core.members.invite_member import InviteMember

    code = new_code()
    with open_house() as house:
        principal = principal_of(house, acting)
        command = InviteMember(member_id=member_named(house, member), code_hash=code_hash(code))
        expires = house.do(principal, command).data["expires"]
        body = invitation(house.settings.public_url, code, expires)
    say.result(body, as_json, "{code}  {link}  until {expires}".format(**body))
