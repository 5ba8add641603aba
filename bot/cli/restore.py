"""`danggui restore`: a backup into an empty place, never over a house that stands."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli import say
from bot.cli.exits import BadInput, Refused, Unavailable
from bot.cli.options import as_json


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", required=True, metavar="DIR", help="An empty folder, or database URL.")
@click.option(
    "--files-to",
    type=click.Path(file_okay=False, path_type=Path),
    help="With a database URL: the new folder for kept files.",
)
@as_json
def restore(file: Path, into: str, files_to: Path | None, as_json: bool) -> None:
    """Restore FILE; exit 1 if it is damaged or its log does not extend the backup's head."""
    from bot.backups.manifest import BadBackup
    from bot.backups.postgres_tools import NoTool
    from bot.backups.restore import restore_into, restore_into_database

    try:
        if into.startswith("postgresql"):
            manifest = restore_into_database(file, into, files_to)
        else:
            manifest = restore_into(file, Path(into).absolute())
    except FileExistsError as error:
        raise BadInput(str(error)) from error
    except NoTool as error:
        raise Unavailable(str(error)) from error
    except BadBackup as error:
        raise Refused(str(error)) from error
    if not manifest.with_keys:
        say.progress("The keys were not in the backup: put them into KEYS_DIR before serving.")
    body = {"made_at": manifest.made_at, "files": len(manifest.files), "head": manifest.head}
    say.result(body, as_json, f"Restored what was backed up at {manifest.made_at}; log whole.")
