"""`danggui init`: the first room, an administrator and a security officer, and their invitations."""

from __future__ import annotations

from typing import Any

import click

from bot.cli import say
from bot.cli.options import as_json

ROOM = "干部人事档案室"


@click.command()
@click.option("--room", default=ROOM, show_default=True, help="The first archive room's name.")
@as_json
def init(room: str, as_json: bool) -> None:
    """Begin on an empty database.

    Prints one invitation each for the administrator and the security officer. Hand them to two
    people; each code works once.
    """
    from bot.cli.house import open_house
    from core.members.codes import code_hash, new_code
    from core.members.init_house import InitHouse
    from core.principal import Principal

    codes = {"administrator": new_code(), "security_officer": new_code()}
    command = InitHouse(
        room_name=room,
        administrator_code_hash=code_hash(codes["administrator"]),
        security_officer_code_hash=code_hash(codes["security_officer"]),
    )
    with open_house() as house:
        data = house.do(Principal.setup(), command).data
        base = house.settings.public_url
    invitations = [
        {"role": role, "member": data[role], **invitation(base, code, data["expires"])}
        for role, code in codes.items()
    ]
    body = {"room": data["room"], "invitations": invitations}
    say.result(body, as_json, "\n".join(_line(each) for each in invitations))


def invitation(public_url: str, code: str, expires: str) -> dict[str, str]:
    """A code as it is handed over: typed, or opened as a link."""
    return {"code": code, "link": f"{public_url.rstrip('/')}/bind?code={code}", "expires": expires}


def _line(each: dict[str, Any]) -> str:
    return f"{each['role']}  {each['code']}  {each['link']}  until {each['expires']}"
