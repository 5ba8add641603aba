"""`danggui serve`: pages, chat and the worker, until told to stop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from bot import garbage
from bot.cli import say
from bot.cli.exits import BadInput

if TYPE_CHECKING:
    from bot.settings import Settings

ROLES = ("web", "chat", "worker")


@click.command()
@click.option("--roles", default=",".join(ROLES), show_default=True, help="What this process does.")
@click.option("--demo", is_flag=True, help="With a synthetic archive, made at the first start.")
@click.option("--host", help="Address to listen on. [env: DANGGUI_HOST]")
@click.option("--port", type=click.IntRange(0, 65535), help="[env: DANGGUI_PORT]")
def serve(roles: str, demo: bool, host: str | None, port: int | None) -> None:
    """Serve http://127.0.0.1:8080 (see check-config for the settings)."""
    wanted = frozenset(role.strip() for role in roles.split(","))
    if not wanted <= set(ROLES):
        raise BadInput(f"Roles are {', '.join(ROLES)}.")
    given = {"host": host, "port": port}
    with garbage.held():
        chosen = {name: value for name, value in given.items() if value is not None}
        settings = ready_to_start(chosen)
        from bot.serving import serve as serve_house

        serve_house(settings, wanted, demo)


def ready_to_start(given: Mapping[str, object]) -> Settings:
    """The settings, after everything that may keep us from serving was looked at."""
    import os

    from bot.config_check.findings import findings
    from bot.logs import set_up_logs
    from bot.migrate import upgrade
    from bot.settings import load_settings

    settings = load_settings(**given)
    set_up_logs(settings.log_level)
    found = findings(settings, os.environ)
    for finding in found:
        say.progress(str(finding))
    if any(finding.stops for finding in found):
        raise BadInput("Not started. `danggui check-config` lists the settings.")
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    upgrade(settings.database_url)
    return settings
