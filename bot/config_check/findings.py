"""All findings (全部发现): every check of the settings, what stops us first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from bot.config_check.disks import folders, key_modes, network_disk, room_forms
from bot.config_check.finding import Finding
from bot.config_check.of_the_time import of_the_time, old_kits
from bot.config_check.reachable import (
    certificate_and_key,
    certificate_soon_over,
    plain_http,
    webhook_secret,
)
from bot.config_check.rule_books import rule_books
from bot.settings import PREFIX, Settings, unknown_settings
from core.clock import local_date

CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    plain_http,
    certificate_and_key,
    webhook_secret,
    rule_books,
    folders,
    room_forms,
    key_modes,
    network_disk,
)


def findings(
    settings: Settings, environ: Mapping[str, str], now: datetime | None = None
) -> list[Finding]:
    """Everything found, what stops us first; `now` adds what depends on the time."""
    found = [*_unknown(environ)]
    for check in CHECKS:
        found += check(settings)
    if now is not None:
        found += of_the_time(settings, now)
        found += old_kits(settings, local_date(now))
        found += certificate_soon_over(settings, local_date(now))
    return sorted(found, key=lambda finding: not finding.stops)


def _unknown(environ: Mapping[str, str]) -> Iterator[Finding]:
    for name in unknown_settings(environ):
        yield Finding(name.removeprefix(PREFIX), "there is no such setting", True)
