"""`python -m hardware_bridge`: one reader at one desk (硬件网关).

Exit 0 stopped · 2 bad usage or input · 3 unavailable.
"""

import argparse
import asyncio
import logging
import re
import signal
import sys
from contextlib import AsyncExitStack, suppress
from pathlib import Path

from yarl import URL

from hardware_bridge.bridge import BridgeConfig, run_bridge
from hardware_bridge.clock import SystemClock
from hardware_bridge.control import control
from hardware_bridge.keyfile import KeyFileRefused, read_key
from hardware_bridge.readers.simulator import SimulatedReader
from hardware_bridge.spool import SpoolInUse
from hardware_bridge.wire import DEVICE_PATTERN


def main(arguments: list[str] | None = None) -> int:
    """Parse, run, and give the exit code."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        asyncio.run(_run(options, read_key(options.key_file)))
    except KeyFileRefused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except (SpoolInUse, OSError) as failure:
        print(f"unavailable: {type(failure).__name__}: {failure}", file=sys.stderr)
        return 3
    return 0


async def _run(options: argparse.Namespace, key: bytes) -> None:
    stop, clock = asyncio.Event(), SystemClock()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no handlers on the loop
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    reader = SimulatedReader(clock)
    config = BridgeConfig(
        url=options.url, device=options.device, key=key, spool=options.spool, reader=reader
    )
    async with AsyncExitStack() as stack:
        if options.control is not None:
            address = await stack.enter_async_context(control(reader, options.control))
            print(f"control {address}", flush=True)
        await run_bridge(config, clock=clock, stop=stop)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hardware_bridge", description="one desk RFID reader")
    parser.add_argument("--url", required=True, type=_origin, help="the API, scheme://host[:port]")
    parser.add_argument("--device", required=True, type=_device, help="the name it is enrolled by")
    parser.add_argument("--key-file", required=True, type=Path, help="hex key, mode 0600")
    parser.add_argument("--spool", required=True, type=Path, help="SQLite file, made when missing")
    # required as long as the simulated reader is the only one
    parser.add_argument("--simulate", required=True, action="store_true", help="simulated reader")
    parser.add_argument("--control", type=int, metavar="PORT", help="loopback port for place, lift")
    return parser


def _origin(text: str) -> str:
    url = URL(text)
    if url.scheme not in {"http", "https"} or not url.host or url.path not in {"", "/"}:
        raise argparse.ArgumentTypeError("give scheme://host[:port] without a path")
    return str(url.origin())


def _device(text: str) -> str:
    if not re.fullmatch(DEVICE_PATTERN, text):
        raise argparse.ArgumentTypeError("letters, digits, dot, dash, underscore; 64 at most")
    return text


if __name__ == "__main__":
    sys.exit(main())
