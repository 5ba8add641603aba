"""`python -m bot.bundle` (= `make bundle`): one offline installer per machine type."""

from __future__ import annotations

import subprocess
from pathlib import Path

import click

from bot.bundle.make import NoAssets, make_bundle
from bot.bundle.wheels import ARCHITECTURES, own_python
from bot.cli import say
from bot.cli.exits import Unavailable


@click.command()
@click.option(
    "--arch", "archs", multiple=True, type=click.Choice(ARCHITECTURES), help="Repeatable."
)
@click.option("--python", default=own_python, help="The far end's Python, such as 3.11.")
@click.option("--out", default="dist", type=click.Path(file_okay=False, path_type=Path))
def bundle(archs: tuple[str, ...], python: str, out: Path) -> None:
    """Make the offline installers; unpack one on the far machine and run `sh install.sh`."""
    for arch in archs or ARCHITECTURES:
        say.progress(f"{arch}: fetching wheels")
        try:
            made = make_bundle(out, arch, python)
        except subprocess.CalledProcessError as error:
            raise Unavailable(f"{arch}: pip found no wheel for Python {python}.") from error
        except NoAssets as error:
            raise Unavailable(str(error)) from error
        say.result({}, False, f"{made}  {made.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    bundle()
