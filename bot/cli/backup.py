"""`danggui backup`: one file that restores, checked before it is kept."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli import say
from bot.cli.exits import Refused, Unavailable
from bot.cli.options import as_json


@click.command()
@click.argument("dest", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--with-keys", is_flag=True, help="Put the keys in too; then guard the file as them.")
@as_json
def backup(dest: Path | None, with_keys: bool, as_json: bool) -> None:
    """Back up into the folder DEST (default: DATA_DIR/backups), while the house works."""
    from bot.backups.make import make_backup
    from bot.backups.manifest import BadBackup
    from bot.backups.postgres_tools import NoTool
    from bot.clock import SystemClock
    from bot.settings import load_settings

    settings = load_settings()
    try:
        made = make_backup(
            settings, dest or settings.backups_dir, SystemClock().now(), with_keys=with_keys
        )
    except NoTool as error:
        raise Unavailable(str(error)) from error
    except BadBackup as error:
        raise Refused(str(error)) from error
    if not with_keys:
        say.progress(f"The keys in {settings.keys_dir} are not in it: keep a copy of them apart.")
    body = {
        "file": str(made.file),
        "bytes": made.file.stat().st_size,
        "files": len(made.manifest.files),
        "head": made.manifest.head,
        "with_keys": with_keys,
    }
    say.result(body, as_json, f"{made.file}  {body['bytes']} bytes, log whole")
