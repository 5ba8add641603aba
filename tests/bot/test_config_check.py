"""设置检查的各项 / What check-config looks at beyond single values."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.config_check.findings import findings
from bot.file_systems import file_system_of
from bot.settings import Settings
from core.reminders.workdays import known_exceptions

MOUNTS = """\
/dev/vda / ext4 rw 0 0
files:/export /srv/files nfs4 rw 0 0
files:/x /srv/our\\040files cifs rw 0 0
"""


def about(settings: Settings, today: datetime | None = None) -> dict[str, bool]:
    return {each.setting: each.stops for each in findings(settings, {}, today)}


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/var/lib", "ext4"), ("/srv/files/a", "nfs4"), ("/srv/our files/b", "cifs")],
)
def test_the_file_system_of_a_folder_is_the_deepest_mount(
    path: str, kind: str, tmp_path: Path
) -> None:
    (tmp_path / "mounts").write_text(MOUNTS)
    assert file_system_of(Path(path), tmp_path / "mounts") == kind


def test_next_years_working_days_are_asked_for_from_mid_november(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    last = max(year for year in range(2020, 2100) if known_exceptions([year]))
    assert "TIMEZONE" not in about(settings, datetime(last, 11, 14, tzinfo=UTC))
    assert about(settings, datetime(last, 11, 15, tzinfo=UTC))["TIMEZONE"] is False
    assert about(settings, datetime(last + 1, 1, 2, tzinfo=UTC))["TIMEZONE"] is False


def test_a_certificate_needs_its_key(tmp_path: Path) -> None:
    cert = tmp_path / "cert.pem"
    cert.write_text("")
    assert about(Settings(data_dir=tmp_path, tls_cert=cert))["TLS_CERT"]


def test_a_rule_book_that_does_not_compile_stops(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[[law")
    assert about(Settings(data_dir=tmp_path, rules_dir=tmp_path))["RULES_DIR"]


def test_what_stops_us_is_told_first(tmp_path: Path) -> None:
    found = findings(
        Settings(data_dir=tmp_path, host="0.0.0.0"), {}, datetime(2098, 12, 1, tzinfo=UTC)
    )
    assert [each.stops for each in found] == sorted((each.stops for each in found), reverse=True)
