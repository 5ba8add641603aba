"""The service's own log (运行日志): JSON lines on stderr, with listed keys only.

It is no record of what happened in the archive; that is `core/audit`. No name, id number, token or
code of anyone gets in here: keys that are not listed are dropped, and texts are searched.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict

# What a line may say. A new key is added here on purpose, after asking whether it can hold a name.
KEYS = frozenset(
    {
        "at", "level", "event", "number", "where", "error", "frames", "path", "method", "status",
        "code", "command", "ms", "count", "size", "attempts", "age_s", "channel", "kind", "role",
        "host", "port", "revision", "version", "device", "logger", "alarm", "detail", "missing",
    }
)  # fmt: skip
_SECRETS = (
    re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}"),  # a bot token, also right after "bot"
    re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])"),  # an id number
    re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),  # a mobile telephone
    re.compile(r"(?<![A-Z2-9])[A-HJKMNP-Z2-9]{26}(?![A-Z2-9])"),  # an invitation
    re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])"),  # a cookie or a Bearer token
    re.compile(r"//[^/@\s:]+:[^/@\s]+@"),  # a password in a URL
    re.compile(r"[\u3400-\u9fff]{2,}"),  # our own texts about a bug are English; this is data
)
_QUIET = ("httpx", "httpcore", "apscheduler", "telegram", "aiohttp.access", "alembic")
_LIBRARY_TEXTS_KEPT = "asyncio", "aiohttp.server"

log: Any = structlog.get_logger("danggui")


def set_up_logs(level: str = "INFO") -> None:
    """Send our log and the libraries' warnings to stderr; may be called again."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            _tell_error,
            only_listed,
            redact,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_to_stderr,
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    others = [handler for handler in root.handlers if not isinstance(handler, _Forward)]
    root.handlers = [*others, _Forward()]
    root.setLevel(max(logging.getLevelName(level), logging.WARNING))
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def keep_to_our_rules() -> None:
    """Set the log up for a command that has none yet: what structlog prints by itself has locals."""
    if not structlog.is_configured():
        set_up_logs()


def only_listed(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Drop every key that is not listed."""
    return {key: value for key, value in event.items() if key in KEYS}


def redact(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Take out of every text what looks like a secret or like data about someone."""
    return {key: _redacted(value) for key, value in event.items()}


def _redacted(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_redacted(item) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value)
    for secret in _SECRETS:
        text = secret.sub("[…]", text)
    return text


def _tell_error(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """An exception as its kind and the places it passed: its message may quote what was sent."""
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        event["error"] = _kinds(error)
        event["frames"] = _frames(error.__traceback__)
    return event


def _kinds(error: BaseException) -> str:
    kinds: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(kinds) < 5:
        kinds.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        seen = seen.__cause__ or seen.__context__
    return " < ".join(kinds)


def _frames(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-12:]
    return [f"{'/'.join(f.filename.split('/')[-3:])}:{f.lineno} {f.name}" for f in frames]


def _to_stderr(*_args: Any) -> structlog.PrintLogger:
    return structlog.PrintLogger(sys.stderr)


class _Forward(logging.Handler):
    """What libraries say, by the same rules: the place always, the text where it is safe."""

    def emit(self, record: logging.LogRecord) -> None:
        safe = record.name.startswith(_LIBRARY_TEXTS_KEPT)
        detail = record.msg if safe else ""
        error = record.exc_info[1] if record.exc_info else None
        log.log(
            max(record.levelno, logging.DEBUG),
            "library",
            logger=record.name,
            where=f"{record.module}:{record.lineno}",
            detail=detail,
            exc_info=error,
        )
