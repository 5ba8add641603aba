"""`danggui story`: a whole flow, played over real HTTP and watched."""

from __future__ import annotations

import click

from bot.cli.exits import not_done
from bot.cli.options import as_json

STORIES = ("lending", "collection")
CHANNELS = ("webchat", "telegram")


@click.command()
@click.argument("name", type=click.Choice(STORIES))
@click.option("--channel", default="webchat", show_default=True, type=click.Choice(CHANNELS))
@click.option("--url", help="A running demo; without it a throw-away instance is started.")
@as_json
def story(name: str, channel: str, url: str | None, as_json: bool) -> None:
    """Play a story; prints step · expected · observed, and exits 1 if they differ."""
    from bot.story import main

    if not main(name, channel=channel, url=url, as_json=as_json):
        raise not_done()
