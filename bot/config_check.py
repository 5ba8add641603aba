"""What is amiss with the settings (设置检查): what keeps us from serving, and what to think about."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.file_systems import NETWORK_FILE_SYSTEMS, file_system_of
from bot.settings import BACKENDS, PREFIX, Settings, unknown_settings
from core.clock import local_date

RENEW_AHEAD = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one setting; `stops` means that `serve` does not start."""

    setting: str
    sentence: str
    stops: bool

    def __str__(self) -> str:
        return f"{'error' if self.stops else 'warning'}: {PREFIX}{self.setting}: {self.sentence}"


def findings(
    settings: Settings, environ: Mapping[str, str], now: datetime | None = None
) -> list[Finding]:
    """Everything found, what stops us first; `now` adds what depends on the time."""
    found = [*_unknown(environ)]
    for check in CHECKS:
        found += check(settings)
    if now is not None:
        found += _of_the_time(settings, now)
        found += _old_kits(settings, local_date(now))
        found += _tls_soon_over(settings, local_date(now))
    return sorted(found, key=lambda finding: not finding.stops)


def _unknown(environ: Mapping[str, str]) -> Iterator[Finding]:
    for name in unknown_settings(environ):
        yield Finding(name.removeprefix(PREFIX), "there is no such setting", True)


def _http(settings: Settings) -> Iterator[Finding]:
    if settings.on_loopback or settings.tls_cert or settings.over_https:
        return
    said = f"plain http on {settings.host}: anyone on the network can read along"
    if settings.allow_http:
        yield Finding("ALLOW_HTTP", said, False)
    else:
        yield Finding("HOST", said + "; set TLS_CERT and TLS_KEY, or ALLOW_HTTP=1", True)


def _tls(settings: Settings) -> Iterator[Finding]:
    if bool(settings.tls_cert) != bool(settings.tls_key):
        yield Finding("TLS_CERT", "TLS_CERT and TLS_KEY belong together", True)
    for name, path in (("TLS_CERT", settings.tls_cert), ("TLS_KEY", settings.tls_key)):
        if path is not None and not path.is_file():
            yield Finding(name, f"there is no file {path}", True)
    if settings.tls_cert and not settings.over_https:
        yield Finding("PUBLIC_URL", "begins with http:// though TLS_CERT is set", True)


def _tls_soon_over(settings: Settings, today: date) -> Iterator[Finding]:
    """A certificate that browsers will soon refuse; one that cannot be read stops us."""
    if settings.tls_cert is None or not settings.tls_cert.is_file():
        return
    from bot.certs.files import load_certificate

    try:
        ends = load_certificate(settings.tls_cert).not_valid_after_utc.date()
    except ValueError:
        yield Finding("TLS_CERT", f"{settings.tls_cert.name} is no certificate in PEM", True)
        return
    if ends <= today + RENEW_AHEAD:
        said = f"ends on {ends.isoformat()}; `danggui certs` renews one of our own making"
        yield Finding("TLS_CERT", said, False)


def _telegram(settings: Settings) -> Iterator[Finding]:
    if settings.telegram_token is None or settings.telegram_mode != "webhook":
        return
    if settings.telegram_webhook_secret is None and not settings.on_loopback:
        yield Finding("TELEGRAM_WEBHOOK_SECRET", "webhook mode needs it beyond loopback", True)


def _disclosure(settings: Settings) -> Iterator[Finding]:
    from rules.book import BookRefused
    from rules.room_books import load_books

    try:
        book = load_books(settings.rules_dir).house
    except BookRefused as refused:
        yield Finding("RULES_DIR", f"the rule book does not compile: {refused}", True)
        return
    except OSError as error:
        yield Finding("RULES_DIR", f"cannot be read: {error.strerror}", True)
        return
    level = book.disclosure.get("telegram", "tickets")
    if level != "tickets":
        said = (
            f"the book lets Telegram be told {level}; a foreign relay should be told tickets only, "
            "and is, until two officers decide by a document and a last day at /desk/telegram"
        )
        yield Finding("RULES_DIR", said, False)


def _room_forms(settings: Settings) -> Iterator[Finding]:
    from bot.web.forms.own_template import problems

    for path, said in problems(settings.data_dir):
        yield Finding("DATA_DIR", f"forms/{path.parent.name}/{path.name}: {said}", False)


def _folders(settings: Settings) -> Iterator[Finding]:
    for name, folder in (("DATA_DIR", settings.data_dir), ("KEYS_DIR", settings.keys_dir)):
        there = _nearest(folder)
        if not os.access(there, os.W_OK | os.X_OK) or not there.is_dir():
            yield Finding(name, f"cannot write in {there}", True)


def _key_modes(settings: Settings) -> Iterator[Finding]:
    if not settings.keys_dir.is_dir() or os.name != "posix":
        return
    for path in sorted(settings.keys_dir.iterdir()):
        if path.is_file() and path.stat().st_mode & 0o077:
            yield Finding("KEYS_DIR", f"{path.name} can be read by others; chmod 600", True)


def _network_disk(settings: Settings) -> Iterator[Finding]:
    from sqlalchemy.engine import make_url

    url = make_url(settings.database_url)
    if url.get_backend_name() != BACKENDS[0] or not url.database:
        return
    kind = file_system_of(_nearest(Path(url.database).absolute().parent))
    if kind in NETWORK_FILE_SYSTEMS:
        said = f"SQLite on {kind} loses data; use a local disk or PostgreSQL"
        yield Finding("DATABASE_URL", said, True)


def _of_the_time(settings: Settings, now: datetime) -> Iterator[Finding]:
    """What the house's own calendar and heartbeat say; before the first start, the library's years."""
    for code in _warnings(settings, now):
        name, sentence = OF_THE_TIME[code]
        yield Finding(name, sentence.format(year=now.year, next=now.year + 1), False)


def _warnings(settings: Settings, now: datetime) -> list[str]:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    from bot.house_warnings import calendar_warnings, warnings_of
    from core.database import Database
    from core.reminders.workdays import known_exceptions

    url = make_url(settings.database_url)
    there = url.get_backend_name() != BACKENDS[0] or Path(url.database or "").is_file()
    if there:
        database = Database(settings.database_url)
        try:
            with database.reading() as session:
                return warnings_of(session, now)
        except SQLAlchemyError:
            pass  # not reachable, or not at the newest revision: `serve` says so
        finally:
            database.close()
    today = local_date(now)
    known = frozenset(y for y in (today.year, today.year + 1) if known_exceptions([y]))
    return list(calendar_warnings(known, today.year, (today.month, today.day)))


OF_THE_TIME = {
    "this_year_unknown": (
        "TIMEZONE",
        "the working days of {year} are not known; every due day is provisional: import the notice",
    ),
    "next_year_unknown": (
        "TIMEZONE",
        "the working days of {next} are not known; later due days are provisional",
    ),
    "reminders_have_not_run": (
        "DATABASE_URL",
        "reminders have not run: is a process with the worker role up?",
    ),
}


def _old_kits(settings: Settings, today: date) -> Iterator[Finding]:
    """A kit is made every evening: an older one tells of a day that could not be worked on paper."""
    from bot.emergency_kit import kit_files

    for path in kit_files(settings.data_dir):
        made = local_date(datetime.fromtimestamp(path.stat().st_mtime, UTC))
        if made < today - timedelta(days=1):
            said = f"the emergency kit {path.name} is of {made}; make a new one at /desk/outage"
            yield Finding("DATA_DIR", said, False)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(path for path in (folder, *folder.parents) if path.exists())


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _http,
    _tls,
    _telegram,
    _disclosure,
    _folders,
    _room_forms,
    _key_modes,
    _network_disk,
)
