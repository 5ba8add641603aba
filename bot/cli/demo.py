"""`danggui demo`: a synthetic archive to try things on, served."""

from __future__ import annotations

import click


@click.command()
@click.option("--dossiers", default=2000, show_default=True, type=click.IntRange(4, 99_999))
@click.option("--host", help="Address to listen on. [env: DANGGUI_HOST]")
@click.option("--port", type=click.IntRange(0, 65535), help="[env: DANGGUI_PORT]")
def demo(dossiers: int, host: str | None, port: int | None) -> None:
    """Serve a synthetic archive; prints one line for each persona."""
    from bot.cli.serve import ROLES, ready_to_start
    from bot.serving import serve as serve_house

    given = {"host": host, "port": port}
    settings = ready_to_start({name: value for name, value in given.items() if value is not None})
    serve_house(settings, frozenset(ROLES), True, dossiers)
