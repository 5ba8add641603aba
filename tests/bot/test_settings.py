"""设置：只认环境变量，认得的才算，改不了 / Settings come typed and frozen from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import BadSettings, Settings, load_settings, unknown_settings


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA_DIR", "DATABASE_URL", "HOST", "PORT", "PUBLIC_URL"):
        monkeypatch.delenv(f"DANGGUI_{name}", raising=False)


def test_everything_lies_under_the_data_folder_unless_said_otherwise(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path}/danggui.sqlite"
    assert settings.keys_dir == tmp_path / "keys"
    assert settings.blob_url == f"file://{tmp_path}/blobs"


def test_the_public_address_follows_host_and_port() -> None:
    assert load_settings(port=9000).public_url == "http://127.0.0.1:9000"
    assert load_settings(host="0.0.0.0").public_url == "http://127.0.0.1:8080"
    assert load_settings(tls_cert="c.pem", tls_key="k.pem").over_https


def test_environment_variables_carry_the_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGGUI_PORT", "8123")
    monkeypatch.setenv("DANGGUI_HOST", "")
    assert (load_settings().port, load_settings().host) == (8123, "127.0.0.1")


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        load_settings().port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "70000"),
        ("timezone", "Shanghai"),
        ("database_url", "mysql://x"),
        ("database_url", "not a url"),
        ("telegram_mode", "both"),
        ("public_url", "danggui.example"),
        ("approval", "nod"),
    ],
)
def test_a_bad_value_names_its_variable(name: str, value: str) -> None:
    with pytest.raises(BadSettings) as refused:
        load_settings(**{name: value})
    assert list(refused.value.problems) == [f"DANGGUI_{name.upper()}"]


def test_a_secret_shows_itself_nowhere() -> None:
    settings = load_settings(telegram_token="123456789:" + "B" * 35)
    assert "B" * 35 not in repr(settings) + str(settings.model_dump())


def test_secrets_may_lie_in_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "danggui_metrics_token").write_text("from-a-file\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    token = load_settings().metrics_token
    assert token is not None
    assert token.get_secret_value() == "from-a-file"


def test_a_misspelt_variable_is_found() -> None:
    environ = {"DANGGUI_PROT": "1", "DANGGUI_PORT": "2", "DANGGUI_AS": "A001", "HOME": "/"}
    assert unknown_settings(environ) == ["DANGGUI_PROT"]


def test_only_settings_are_settings() -> None:
    with pytest.raises(ValidationError):
        Settings(prot=1)  # type: ignore[call-arg]
