"""The demo's desk reader (模拟读写器): a simulated one, bridged to this very house over real HTTP."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import web
from sqlmodel import Session, select
from yarl import URL

from bot.demo.furnish import DEVICE, device_key
from bot.settings import Settings
from core.custody.device import Device
from core.dispatch import Dispatch
from core.errors import NotFound
from core.holdings.dossier import Volume
from hardware_bridge.bridge import BridgeConfig, run_bridge
from hardware_bridge.clock import SystemClock
from hardware_bridge.readers.simulator import SimulatedReader

if TYPE_CHECKING:
    from bot.assembly import House

SPOOL = f"bridge-{DEVICE}.sqlite"
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - turned into loopback


class DeskReader:
    """Lays volumes on the simulated reader and takes them away, by the label on their cover."""

    def __init__(self, dispatch: Dispatch) -> None:
        self.dispatch = dispatch
        self.simulated = SimulatedReader(SystemClock())

    async def place(self, label: str) -> None:
        """Lay the volume down; raises NotFound for an unknown label and a volume without a tag.

        A tag that already lies there is not reported again before it was lifted for a second.
        """
        self.simulated.place(await self._tag(label))

    async def lift(self, label: str) -> None:
        """Take the volume away; one that is not there stays away. Raises NotFound as `place`."""
        self.simulated.lift(await self._tag(label))

    async def _tag(self, label: str) -> str:
        tag = await self.dispatch.ask(
            lambda session: session.exec(select(Volume.tag).where(Volume.label == label)).first()
        )
        if tag is None:
            raise NotFound
        return tag


# What the counter finds in the application, in the demo only.
DESK_READER = web.AppKey("desk_reader", DeskReader)


async def start_desk_reader(house: House, stop: asyncio.Event) -> asyncio.Task[None] | None:
    """Run the bridge until `stop`; None where the house listens over TLS or has no such device."""
    settings, reader = house.settings, house.desk_reader
    if reader is None or settings.tls_cert is not None:
        return None
    if not await house.dispatch.ask(_is_enrolled):
        return None
    config = BridgeConfig(
        url=_own_address(settings),
        device=DEVICE,
        key=device_key(settings.keys_dir),
        spool=settings.data_dir / SPOOL,
        reader=reader.simulated,
    )
    logging.getLogger("hardware_bridge").setLevel(logging.ERROR)
    return asyncio.create_task(_bridge(config, stop))


async def _bridge(config: BridgeConfig, stop: asyncio.Event) -> None:
    with suppress(asyncio.CancelledError):
        await run_bridge(config, clock=SystemClock(), stop=stop)


def _is_enrolled(session: Session) -> bool:
    return session.get(Device, DEVICE) is not None


def _own_address(settings: Settings) -> str:
    host = EVERYWHERE.get(settings.host, settings.host)
    return str(URL.build(scheme="http", host=host, port=settings.port))
