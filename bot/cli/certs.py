"""`danggui certs`: https for a room without a certificate: phone cameras open on no other page."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from bot.cli import say
from bot.cli.exits import BadInput
from bot.cli.options import as_json

if TYPE_CHECKING:
    from bot.certs.authority import Signed
    from bot.settings import Settings

HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")


@click.command()
@click.option("--name", "names", multiple=True, help="A host name or private address; repeatable.")
@click.option("--new-authority", is_flag=True, help="Begin again: every phone must install anew.")
@as_json
def certs(names: tuple[str, ...], new_authority: bool, as_json: bool) -> None:
    """Make or renew the server's certificate, signed by a local authority made at the first call.

    The host of PUBLIC_URL and this machine's name are always in it. Phones install the authority
    from the page /certs; compare the fingerprint there with the one printed here.
    """
    from bot.certs.authority import fingerprint
    from bot.certs.files import authority_in, server_in
    from bot.settings import load_settings

    settings = load_settings()
    wanted = _checked([*names, *_own_names(settings)])
    authority = _authority(settings, wanted, new_authority)
    _server(settings, authority, wanted)
    server = server_in(settings.keys_dir)
    install = f"https://{_where(settings, names)}/certs"
    body: dict[str, object] = {
        "authority": str(authority_in(settings.keys_dir).certificate),
        "fingerprint": fingerprint(authority[0]),
        "certificate": str(server.certificate),
        "key": str(server.key),
        "names": wanted,
        "install": install,
    }
    say.result(body, as_json, "\n".join(_lines(body)))
    if not as_json:
        say.progress(_in_terminal(install))


def _own_names(settings: Settings) -> list[str]:
    hosts = [urlsplit(settings.public_url).hostname or "", socket.gethostname().lower()]
    return [host for host in hosts if host]


def _checked(names: list[str]) -> list[str]:
    """Lower-case host names and addresses, each once; raises BadInput for what is neither."""
    from bot.certs.authority import address_of

    found = list(dict.fromkeys(name.strip().lower().strip("[]") for name in names))
    for name in found:
        address = address_of(name)
        if address is None and not HOST.fullmatch(name):
            raise BadInput(f"{name} is no host name and no address.")
        if address is not None and not address.is_private:
            raise BadInput(f"{name} is a public address; a room's own authority vouches for none.")
    return found


def _authority(settings: Settings, names: list[str], begin_again: bool) -> Signed:
    from bot.certs import authority, files
    from bot.clock import SystemClock

    pair = files.authority_in(settings.keys_dir)
    if pair.is_there and not begin_again:
        try:
            return files.load(pair)
        except (OSError, ValueError) as error:
            raise BadInput(f"The authority in {pair.key.parent} cannot be used: {error}") from error
    made = authority.new_authority(f"Danggui {names[0]}", names, SystemClock().now())
    files.store(pair, [made[0]], made[1])
    return made


def _server(settings: Settings, authority: Signed, names: list[str]) -> None:
    from bot.certs.authority import OutsideAuthority, new_server
    from bot.certs.files import server_in, store
    from bot.clock import SystemClock

    try:
        certificate, key = new_server(authority, names, SystemClock().now())
    except OutsideAuthority as name:
        raise BadInput(
            f"The authority was made without {name}. With --new-authority it is made again, "
            "and every phone installs it anew."
        ) from name
    store(server_in(settings.keys_dir), [certificate, authority[0]], key)


def _where(settings: Settings, names: tuple[str, ...]) -> str:
    """Where phones find us: the first name given, else the host of PUBLIC_URL; with the port."""
    parts = urlsplit(settings.public_url)
    host = names[0].strip().lower() if names else parts.hostname or ""
    return f"{f'[{host}]' if ':' in host else host}:{parts.port or settings.port}"


def _lines(body: dict[str, object]) -> list[str]:
    base = str(body["install"]).removesuffix("/certs")
    return [
        f"authority    {body['authority']}",
        f"fingerprint  {body['fingerprint']}",
        f"export DANGGUI_TLS_CERT={Path(str(body['certificate']))}",
        f"export DANGGUI_TLS_KEY={Path(str(body['key']))}",
        f"export DANGGUI_PUBLIC_URL={base}",
        f"phones install the authority from {body['install']}",
    ]


def _in_terminal(address: str) -> str:
    from bot.replies.qr import qr_text

    return qr_text(address)
