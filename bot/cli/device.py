"""`danggui device`: enrol a reader; its key is written once, for the bridge."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli import say
from bot.cli.options import as_json, as_member


@click.command()
@click.argument("name")
@click.option("--room", required=True, help="The archive room it stands in, by name.")
@click.option("--key-file", required=True, type=click.Path(dir_okay=False, path_type=Path))
@as_member
@as_json
def device(name: str, room: str, key_file: Path, acting: str | None, as_json: bool) -> None:
    """Enrol the reader NAME; its key goes into KEY_FILE (0600) for `python -m hardware_bridge`."""
    from sqlmodel import select

    from bot.cli.exits import BadInput
    from bot.cli.house import open_house
    from bot.cli.who import principal_of
    from core.custody.enrol_device import EnrolDevice
    from core.members.room import Room
    from hardware_bridge.keyfile import KeyFileRefused, new_key, write_key

    key = new_key()
    with open_house() as house:
        principal = principal_of(house, acting)
        found = house.ask(
            lambda session: session.exec(select(Room).where(Room.name == room)).first()
        )
        if found is None or found.id is None:
            raise BadInput(f"There is no room {room}.")
        try:
            write_key(key_file, key)
        except (KeyFileRefused, OSError) as error:
            raise BadInput(f"The key file cannot be written: {error}") from error
        house.do(principal, EnrolDevice(name=name, room_id=found.id, key_hex=key.hex()))
    say.result(
        {"device": name, "room": room, "key_file": str(key_file)}, as_json, f"{name} enrolled"
    )
