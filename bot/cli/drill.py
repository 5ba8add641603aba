"""`danggui drill`: does the newest backup restore?"""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli import say
from bot.cli.exits import Refused, Unavailable
from bot.cli.options import as_json


@click.command()
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@as_json
def drill(folder: Path | None, as_json: bool) -> None:
    """Restore the newest backup of FOLDER (default: DATA_DIR/backups) to a scratch place."""
    from bot.backups.drill import drill as try_restore
    from bot.backups.make import newest_backup
    from bot.backups.manifest import BadBackup
    from bot.backups.postgres_tools import NoTool
    from bot.settings import load_settings

    settings = load_settings()
    folder = folder or settings.backups_dir
    newest = newest_backup(folder)
    if newest is None:
        raise Refused(f"There is no backup in {folder}.")
    try:
        manifest = try_restore(newest, settings.database_url)
    except NoTool as error:
        raise Unavailable(str(error)) from error
    except BadBackup as error:
        raise Refused(f"{newest}: {error}") from error
    body = {"file": str(newest), "made_at": manifest.made_at, "restores": True}
    say.result(body, as_json, f"{newest} restores; log whole.")
