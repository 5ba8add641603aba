"""Playing a story (演示一遍): on a throw-away instance, or on a running demo."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import click
import orjson

from bot.cli.exits import BadInput
from bot.story import collection, lending
from bot.story.bot_api import BotApi
from bot.story.instance import Instance, at
from bot.story.stage import on_stage
from bot.story.telegram_stage import telegram_house
from bot.story.throw_away import is_ready, throw_away
from bot.story.watched import Watched

SCENES = {"lending": lending.SCENES, "collection": collection.SCENES}


def main(name: str, *, channel: str, url: str | None, as_json: bool) -> bool:
    """Play it and print every step; whether all was observed as expected.

    Raises BadInput where `url` is no demo, Unavailable where no instance could be started.
    """
    watched = Watched(as_json)
    began = time.monotonic()
    asyncio.run(_play(name, channel, url, watched))
    seconds = time.monotonic() - began
    if as_json:
        click.echo(orjson.dumps(watched.as_body(name, seconds)).decode())
    else:
        click.echo(watched.summary(seconds), err=True)
    return watched.all_hold


async def _play(name: str, channel: str, url: str | None, watched: Watched) -> None:
    async with (
        _instance(channel, url) as (instance, api),
        on_stage(instance, watched, api) as stage,
    ):
        for title, scene in SCENES[name]:
            try:
                await scene(stage)
            except Exception as error:
                # whatever went wrong, the story says where it stopped
                watched.see(title, "这一幕演完", f"{type(error).__name__}: {error}", False)
                return


@asynccontextmanager
async def _instance(channel: str, url: str | None) -> AsyncIterator[tuple[Instance, BotApi | None]]:
    """The house, and the stand-in for Telegram where the story is played there."""
    if channel == "telegram":
        if url is not None:
            raise BadInput(
                "On Telegram a story plays against an instance of its own, without --url."
            )
        async with telegram_house() as (instance, api):
            yield instance, api
    elif url is None:
        async with throw_away() as instance:
            yield instance, None
    elif not await is_ready(url.rstrip("/")):
        raise BadInput(f"{url} is not a demo that is ready (see /readyz). Stories write data.")
    else:
        yield at(url), None
