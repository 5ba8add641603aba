"""pg_dump and pg_restore, where the system has them; the password never becomes an argument."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy.engine import URL

_VARIABLES = {"host": "PGHOST", "port": "PGPORT", "sslmode": "PGSSLMODE"}


class NoTool(RuntimeError):
    """pg_dump or pg_restore is missing, too old for the server, or could not connect."""


def dump(url: URL, to: Path) -> None:
    """Write the database in pg_dump's custom format."""
    _run(url, ["pg_dump", "--format=custom", "--no-owner", f"--file={to}"])


def load(url: URL, source: Path) -> None:
    """Read a dump into an empty database."""
    _run(url, ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction",
               f"--dbname={url.database}", str(source)])  # fmt: skip


def _run(url: URL, command: list[str]) -> None:
    tool = shutil.which(command[0])
    if tool is None:
        raise NoTool(f"{command[0]} is not on the PATH; install the PostgreSQL client.")
    done = subprocess.run(  # noqa: S603 — our own words, no shell
        [tool, *command[1:]], env=_environment(url), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NoTool(f"{command[0]}: {done.stderr.strip().splitlines()[-1:]}")


def _environment(url: URL) -> dict[str, str]:
    given = {
        "PGHOST": url.host,
        "PGPORT": url.port,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        **{_VARIABLES[key]: value for key, value in url.query.items() if key in _VARIABLES},
    }
    return {**os.environ, **{key: str(value) for key, value in given.items() if value}}
