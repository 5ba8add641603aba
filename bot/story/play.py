"""Playing a story (演示一遍): on a throw-away instance, or on a running demo."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import click
import orjson

from bot.cli.exits import BadInput
from bot.story import lending
from bot.story.instance import Instance, at
from bot.story.stage import on_stage
from bot.story.throw_away import is_ready, throw_away
from bot.story.watched import Watched

SCENES = {"lending": lending.SCENES}


def main(name: str, *, channel: str, url: str | None, as_json: bool) -> bool:
    """Play it and print every step; whether all was observed as expected.

    Raises BadInput where `url` is no demo, Unavailable where no instance could be started.
    """
    assert channel == "webchat"
    watched = Watched(as_json)
    began = time.monotonic()
    asyncio.run(_play(name, url, watched))
    seconds = time.monotonic() - began
    if as_json:
        click.echo(orjson.dumps(watched.as_body(name, seconds)).decode())
    else:
        click.echo(watched.summary(seconds), err=True)
    return watched.all_hold


async def _play(name: str, url: str | None, watched: Watched) -> None:
    async with _instance(url) as instance, on_stage(instance, watched) as stage:
        for title, scene in SCENES[name]:
            try:
                await scene(stage)
            except Exception as error:
                # whatever went wrong, the story says where it stopped
                watched.see(title, "这一幕演完", f"{type(error).__name__}: {error}", False)
                return


@asynccontextmanager
async def _instance(url: str | None) -> AsyncIterator[Instance]:
    if url is None:
        async with throw_away() as instance:
            yield instance
        return
    if not await is_ready(url.rstrip("/")):
        raise BadInput(f"{url} is not a demo that is ready (see /readyz). Stories write data.")
    yield at(url)
