"""运行状态：就绪要看得见的理由，指标只给本机 / Readiness tells why not; metrics are for this machine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.settings import Settings
from bot.web.health import routes
from bot.web.keys import DISPATCH, IS_DEMO, SETTINGS
from bot.web.readiness import Readiness
from core.audit.guards import drop_guards
from core.audit.signing_key import KEY_FILE, load_or_create_key
from core.database import Database
from core.dispatch import Dispatch
from tests.support.clock import FixedClock
from tests.support.house import shipped_law

Client = TestClient[web.Request, web.Application]


@pytest.fixture
def settings(house_url: str, tmp_path: Path) -> Settings:
    load_or_create_key(tmp_path / "keys")
    return Settings(data_dir=tmp_path, database_url=house_url, keys_dir=tmp_path / "keys")


@pytest.fixture
def dispatch(settings: Settings) -> Any:
    dispatch = Dispatch(Database(settings.database_url), shipped_law(), FixedClock())
    yield dispatch
    dispatch.close()


async def client_of(settings: Settings, dispatch: Dispatch, *, demo: bool = False) -> Client:
    app = web.Application()
    app[SETTINGS], app[DISPATCH], app[IS_DEMO] = settings, dispatch, demo
    app.add_routes(routes)
    client = TestClient(TestServer(app))
    await client.start_server()
    return client


@pytest.fixture
async def client(settings: Settings, dispatch: Dispatch) -> AsyncIterator[Client]:
    client = await client_of(settings, dispatch, demo=True)
    yield client
    await client.close()


async def test_a_whole_house_is_ready_and_says_that_it_is_a_demo(client: Client) -> None:
    answer = await client.get("/readyz")
    body = await answer.json()
    assert (answer.status, body["ready"], body["demo"]) == (200, True, True)
    assert all(body["checks"].values())


async def test_alive_is_alive(client: Client) -> None:
    assert (await client.get("/livez")).status == 200


async def test_an_unguarded_log_is_not_ready(client: Client, dispatch: Dispatch) -> None:
    with dispatch.database.writing() as connection:
        drop_guards(connection)
    answer = await client.get("/readyz")
    assert answer.status == 503
    assert (await answer.json())["checks"]["log_guarded"] is False


async def test_a_probe_leaves_no_entry_in_the_log(settings: Settings, dispatch: Dispatch) -> None:
    await Readiness(settings, dispatch)()
    with dispatch.database.engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM log_entry").scalar()
    assert count == 0


async def test_a_log_that_takes_no_entry_is_not_ready(
    settings: Settings, dispatch: Dispatch
) -> None:
    with dispatch.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE log_payload RENAME TO log_payload_gone")
    found = await Readiness(settings, dispatch)()
    assert (found["log_appendable"], found["database_writes"]) == (False, True)


async def test_a_missing_signing_key_is_not_made_up(settings: Settings, dispatch: Dispatch) -> None:
    (settings.keys_dir / KEY_FILE).unlink()
    assert (await Readiness(settings, dispatch)())["signing_key"] is False
    assert not (settings.keys_dir / KEY_FILE).exists()


async def test_metrics_show_the_log_and_the_outbox(client: Client) -> None:
    text = await (await client.get("/metrics")).text()
    for name in ("outbox_oldest_age_s", "outbox_dead", "log_entries", "rule_alarms_total"):
        assert f"\ndanggui_{name} 0.0" in text


async def test_a_proxy_on_this_machine_asks_for_others(client: Client) -> None:
    answer = await client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
    assert answer.status == 403


async def test_with_a_token_set_only_the_token_counts(
    settings: Settings, dispatch: Dispatch
) -> None:
    guarded = settings.model_copy(
        update={"metrics_token": Settings(metrics_token="s3").metrics_token}
    )
    client = await client_of(guarded, dispatch)
    assert (await client.get("/metrics")).status == 403
    with_token = await client.get("/metrics", headers={"Authorization": "Bearer s3"})
    assert with_token.status == 200
    await client.close()
