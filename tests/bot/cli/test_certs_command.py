"""本室证书：一条命令得到 https；再跑一次只换服务器证书；乱写的名字说明白。
One command gives https; again renews the server's certificate only; a nonsensical name is told.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def made(run: Any, *words: str) -> dict[str, Any]:
    done = run("certs", "--json", *words)
    assert done.exit_code == 0, done.stderr
    body: dict[str, Any] = json.loads(done.stdout)
    return body


def test_what_it_prints_can_be_served_with(run: Any) -> None:
    body = made(run, "--name", "192.168.1.20")
    assert body["install"] == "https://192.168.1.20:8080/certs"
    assert {"192.168.1.20", "127.0.0.1"} <= set(body["names"])
    checked = run(
        "check-config",
        DANGGUI_TLS_CERT=body["certificate"],
        DANGGUI_TLS_KEY=body["key"],
        DANGGUI_HOST="0.0.0.0",
    )
    assert "TLS_CERT:" not in checked.stdout + checked.stderr
    assert checked.exit_code == 0


def test_again_renews_the_server_and_keeps_the_authority(run: Any) -> None:
    first = made(run)
    before = Path(first["certificate"]).read_bytes()
    again = made(run, "--name", "10.0.0.7")
    assert again["fingerprint"] == first["fingerprint"]
    assert Path(again["certificate"]).read_bytes() != before


def test_a_new_host_name_needs_a_new_authority_said_in_so_many_words(run: Any) -> None:
    first = made(run)
    refused = run("certs", "--name", "other.lan")
    assert refused.exit_code == 2
    assert "--new-authority" in refused.stderr
    begun_again = made(run, "--name", "other.lan", "--new-authority")
    assert begun_again["fingerprint"] != first["fingerprint"]


@pytest.mark.parametrize("name", ["坏 名", "-x.lan", "8.8.8.8", "a..b", ""])
def test_nonsense_is_told_and_makes_nothing(run: Any, data_dir: Path, name: str) -> None:
    refused = run("certs", "--name", name)
    assert refused.exit_code == 2
    assert refused.stderr
    assert [path.name for path in data_dir.iterdir()] == ["danggui.sqlite"]
