"""The guards as SQLite triggers.

`INSERT OR REPLACE` removes a row without firing its delete trigger; hence the guards on insert:
nothing is added at or below the head, where every row is already known.
"""

from __future__ import annotations

from sqlalchemy import Connection

_KNOWN = "NEW.seq <= (SELECT size FROM log_head)"
_NOT_GROWING = (
    "NEW.id IS NOT OLD.id OR NEW.log_id IS NOT OLD.log_id OR NEW.at < OLD.at"
    " OR NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.chain IS NOT OLD.chain)"
)

# name: (event and table, condition or "", what is said)
_GUARDS = {
    "log_entry_no_update": ("UPDATE ON log_entry", "", "log entries are not changed"),
    "log_entry_no_delete": ("DELETE ON log_entry", "", "log entries are not removed"),
    "log_entry_no_replace": ("INSERT ON log_entry", _KNOWN, "log entries are not replaced"),
    "log_payload_no_update": ("UPDATE ON log_payload", "", "log payloads are not changed"),
    "log_payload_no_return": ("INSERT ON log_payload", _KNOWN, "log payloads do not return"),
    "signed_head_no_update": ("UPDATE ON signed_head", "", "signed heads are not changed"),
    "signed_head_no_delete": ("DELETE ON signed_head", "", "signed heads are not removed"),
    "signed_head_no_replace": (
        "INSERT ON signed_head",
        "EXISTS (SELECT 1 FROM signed_head WHERE size = NEW.size)",
        "signed heads are not replaced",
    ),
    "log_head_no_delete": ("DELETE ON log_head", "", "the log head is not removed"),
    "log_head_no_replace": (
        "INSERT ON log_head",
        "EXISTS (SELECT 1 FROM log_head)",
        "the log head is not replaced",
    ),
    "log_head_grows": ("UPDATE ON log_head", _NOT_GROWING, "the log head only grows"),
}


def expected() -> dict[str, str]:
    """Each guard's name and its text as `sqlite_master` keeps it."""
    return {name: _text(name, *parts) for name, parts in _GUARDS.items()}


def found(connection: Connection) -> dict[str, str]:
    """Every trigger of the database, by name."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {str(name): str(sql) for name, sql in rows}


def create_statements() -> list[str]:
    return list(expected().values())


def drop_statements() -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {name}" for name in _GUARDS]


def _text(name: str, event: str, condition: str, message: str) -> str:
    when = f" WHEN {condition}" if condition else ""
    return f"CREATE TRIGGER {name} BEFORE {event}{when} BEGIN SELECT RAISE(ABORT, '{message}'); END"
