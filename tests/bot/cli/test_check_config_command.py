"""设置检查：秘密不显示，会妨碍启动的退出码是 1 / check-config masks secrets and ends in 1 if serve would not start."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TOKEN = "123456789:" + "A" * 35


def findings(done: Any) -> dict[str, bool]:
    rows = json.loads(done.stdout)["findings"]
    return {row["setting"]: row["stops"] for row in rows}


def test_the_settings_that_ship_start(run: Any) -> None:
    done = run("check-config", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["settings"]["PORT"] == "8080"


def test_secrets_are_masked(run: Any) -> None:
    url = "postgresql+psycopg://u:hunter2secret@db/house"
    done = run("check-config", DANGGUI_TELEGRAM_TOKEN=TOKEN, DANGGUI_DATABASE_URL=url)
    assert TOKEN not in done.output
    assert "hunter2secret" not in done.output


def test_a_misspelt_variable_stops(run: Any) -> None:
    done = run("check-config", "--json", DANGGUI_TELEGRAM_TOKE="x")
    assert done.exit_code == 1
    assert findings(done)["TELEGRAM_TOKE"]


def test_a_bad_value_stops_and_is_not_repeated(run: Any) -> None:
    done = run("check-config", DANGGUI_DATABASE_URL="mysql://u:hunter2secret@db/x")
    assert done.exit_code == 1
    assert "hunter2secret" not in done.output


def test_plain_http_beyond_this_machine_stops_unless_allowed(run: Any) -> None:
    assert findings(run("check-config", "--json", DANGGUI_HOST="0.0.0.0"))["HOST"]
    allowed = run("check-config", "--json", DANGGUI_HOST="0.0.0.0", DANGGUI_ALLOW_HTTP="1")
    assert findings(allowed)["ALLOW_HTTP"] is False


def test_a_webhook_without_its_secret_starts_on_loopback_only(run: Any) -> None:
    hook = {"DANGGUI_TELEGRAM_TOKEN": TOKEN, "DANGGUI_TELEGRAM_MODE": "webhook"}
    assert run("check-config", **hook).exit_code == 0
    done = run("check-config", "--json", DANGGUI_HOST="0.0.0.0", DANGGUI_ALLOW_HTTP="1", **hook)
    assert findings(done)["TELEGRAM_WEBHOOK_SECRET"]


def test_a_key_that_others_can_read_stops(run: Any, data_dir: Path) -> None:
    run("init")
    run("audit", "head")
    (data_dir / "keys/log_signing.key").chmod(0o644)
    assert findings(run("check-config", "--json"))["KEYS_DIR"]


def test_a_site_that_tells_telegram_more_is_warned(run: Any, tmp_path: Path) -> None:
    shipped = Path("rules/book/lists.toml").read_text("utf-8")
    start = shipped.index("[disclosure.telegram]")
    table = shipped[start:].split("\n[", 1)[0]
    (tmp_path / "own.toml").write_text(table.replace('"tickets"', '"names"'), "utf-8")
    done = run("check-config", "--json", DANGGUI_RULES_DIR=str(tmp_path))
    assert findings(done)["RULES_DIR"] is False
