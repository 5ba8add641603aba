"""`danggui bench`: figures with their goals, measured on this machine."""

from __future__ import annotations

import click

from bot.cli.exits import not_done
from bot.cli.options import as_json


@click.command()
@click.option("--only", help="Only the figures whose name contains this.")
@as_json
def bench(only: str | None, as_json: bool) -> None:
    """Measure; one row {name, value, unit, goal, holds} per figure, exit 1 if one does not hold."""
    from bot.bench import main

    if not main(as_json=as_json, only=only):
        raise not_done()
