"""Settings (设置): one typed, frozen class, read from the environment with the prefix DANGGUI_.

Secrets may lie in files instead (systemd's LoadCredential): `$CREDENTIALS_DIRECTORY/danggui_…`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url

PREFIX = "DANGGUI_"
NOT_SETTINGS = frozenset({"DANGGUI_AS"})  # who acts on the command line
BACKENDS = ("sqlite", "postgresql+psycopg")


def _absolute(path: Path) -> Path:
    return path.expanduser().absolute()


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("not a time zone, such as Asia/Shanghai") from error
    return name


def _known_database(url: str) -> str:
    # The password may be anywhere in a URL that does not parse: none of it is repeated.
    try:
        backend = make_url(url).drivername
    except Exception as error:
        raise ValueError("not a database URL") from error
    if backend not in BACKENDS:
        raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
    return url


def _database_of(data: dict[str, Any]) -> str:
    return f"sqlite:///{data.get('data_dir', '')}/danggui.sqlite"


def _keys_of(data: dict[str, Any]) -> Path:
    return Path(data.get("data_dir", "")) / "keys"


def _blobs_of(data: dict[str, Any]) -> str:
    return Path(data.get("data_dir", "/"), "blobs").as_uri()


def _public_url_of(data: dict[str, Any]) -> str:
    scheme = "https" if data.get("tls_cert") else "http"
    host = data.get("host", "")
    shown = {"0.0.0.0": "127.0.0.1", "::": "127.0.0.1"}.get(host, host)  # noqa: S104
    return f"{scheme}://{f'[{shown}]' if ':' in shown else shown}:{data.get('port')}"


Folder = Annotated[Path, AfterValidator(_absolute)]


class Settings(BaseSettings):
    """Every setting by the name it has in the environment, without the prefix."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        validate_default=True,
    )

    data_dir: Folder = Path("data")
    database_url: Annotated[str, AfterValidator(_known_database)] = Field(
        default_factory=_database_of
    )
    keys_dir: Folder = Field(default_factory=_keys_of)
    blob_url: str = Field(default_factory=_blobs_of)
    # A folder of the room's own rules, laid over the shipped book.
    rules_dir: Folder | None = None

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    tls_cert: Folder | None = None
    tls_key: Folder | None = None
    allow_http: bool = False
    public_url: str = Field(default_factory=_public_url_of, pattern=r"^https?://[^/\s]+[^\s]*$")

    telegram_token: SecretStr | None = None
    telegram_base_url: str = "https://api.telegram.org/bot"
    telegram_file_base_url: str = "https://api.telegram.org/file/bot"
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_webhook_secret: SecretStr | None = None

    approval: Literal["paper", "confirm", "electronic"] = "confirm"
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Shanghai"
    metrics_token: SecretStr | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @property
    def over_https(self) -> bool:
        """Whether browsers reach us over https: session cookies are then Secure."""
        return self.public_url.startswith("https://")

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can connect."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def backups_dir(self) -> Path:
        return self.data_dir / "backups"


class BadSettings(ValueError):
    """The environment does not make settings; one sentence per variable in `problems`."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {text}" for name, text in problems.items()))
        self.problems = problems


def load_settings(**given: Any) -> Settings:
    """Settings from the environment, `given` ones first. Raises `BadSettings`."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    secrets = folder if folder and Path(folder).is_dir() else None
    try:
        return Settings(_secrets_dir=secrets, **given)
    except ValidationError as error:
        raise BadSettings(dict(_problems(error))) from None


def _problems(error: ValidationError) -> Iterator[tuple[str, str]]:
    for each in error.errors(include_input=False):
        # A default that hangs on a bad value is not amiss itself.
        if each["type"] != "default_factory_not_called":
            yield PREFIX + str(each["loc"][0]).upper(), each["msg"]


def unknown_settings(environ: Mapping[str, str]) -> list[str]:
    """Variables that look like ours and are not: a misspelt one would be passed over in silence."""
    known = {PREFIX + name.upper() for name in Settings.model_fields} | NOT_SETTINGS
    return sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
