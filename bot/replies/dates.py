"""Dates as office people write them: 11月25日（周三）, Asia/Shanghai."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from core.clock import SHANGHAI

WEEKDAYS = "一二三四五六日"


def day(value: date | datetime | str | None) -> str:
    """11月25日（周三）; an ISO text is read first, nothing stays empty."""
    if not value:
        return ""
    on = _local(value)
    return f"{on.month}月{on.day}日（周{WEEKDAYS[on.weekday()]}）"


def last_day(value: date | None, *, provisional: bool) -> str:
    """12月3日（周四），or 1月8日（周五）（暂定） where that year's holidays are not published yet."""
    return f"{day(value)}（暂定）" if provisional and value else day(value)


def moment(value: datetime | str | None) -> str:
    """11月25日（周三）17:00."""
    if not value:
        return ""
    return f"{day(_parsed(value))}{clock(value)}"


def clock(value: datetime | str | None) -> str:
    """17:00."""
    return f"{_parsed(value).astimezone(SHANGHAI):%H:%M}" if value else ""


def full_day(value: date | datetime | str | None) -> str:
    """2026年11月25日, for paper."""
    if not value:
        return ""
    on = _local(value)
    return f"{on.year}年{on.month}月{on.day}日"


def until_day(ends_at: datetime) -> str:
    """The last day that a term counts, 2026年11月25日; terms end at the midnight after it."""
    return full_day(ends_at - timedelta(seconds=1))


def _local(value: date | datetime | str) -> date:
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    return value.astimezone(SHANGHAI).date() if isinstance(value, datetime) else value


def _parsed(value: datetime | str) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value
