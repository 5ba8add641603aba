"""The guards as PostgreSQL triggers, with the three functions that they call.

The application's role should also hold no more than INSERT and SELECT on entries; the triggers
bind the owner too, until the owner drops them.
"""

from __future__ import annotations

from sqlalchemy import Connection

_REFUSE = "BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END"
_GROWS = """BEGIN
  IF NEW.id <> OLD.id OR NEW.log_id <> OLD.log_id OR NEW.at < OLD.at OR NEW.size < OLD.size
     OR (NEW.size = OLD.size AND NEW.chain <> OLD.chain) THEN
    RAISE EXCEPTION USING MESSAGE = 'the log head only grows';
  END IF;
  RETURN NEW;
END"""
_NO_RETURN = """BEGIN
  IF NEW.seq <= (SELECT size FROM log_head) THEN
    RAISE EXCEPTION USING MESSAGE = 'log payloads do not return';
  END IF;
  RETURN NEW;
END"""
_FUNCTIONS = {"log_refuse": _REFUSE, "log_grows": _GROWS, "log_no_return": _NO_RETURN}

# name: (events, table, unit, function), events in the order in which PostgreSQL prints them
_GUARDS = {
    "log_entry_no_change": ("DELETE OR UPDATE", "log_entry", "ROW", "log_refuse"),
    "log_entry_no_truncate": ("TRUNCATE", "log_entry", "STATEMENT", "log_refuse"),
    "log_payload_no_update": ("UPDATE", "log_payload", "ROW", "log_refuse"),
    "log_payload_no_truncate": ("TRUNCATE", "log_payload", "STATEMENT", "log_refuse"),
    "log_payload_no_return": ("INSERT", "log_payload", "ROW", "log_no_return"),
    "signed_head_no_change": ("DELETE OR UPDATE", "signed_head", "ROW", "log_refuse"),
    "signed_head_no_truncate": ("TRUNCATE", "signed_head", "STATEMENT", "log_refuse"),
    "log_head_no_delete": ("DELETE", "log_head", "ROW", "log_refuse"),
    "log_head_no_truncate": ("TRUNCATE", "log_head", "STATEMENT", "log_refuse"),
    "log_head_grows": ("UPDATE", "log_head", "ROW", "log_grows"),
}
_FIND = """
SELECT t.tgname, pg_get_triggerdef(t.oid, true), p.prosrc
FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND pg_table_is_visible(t.tgrelid)
"""


def expected() -> dict[str, str]:
    """Each guard's name, its text as PostgreSQL prints it, and its function's body."""
    return {name: _text(name) + "\n" + _FUNCTIONS[parts[3]] for name, parts in _GUARDS.items()}


def found(connection: Connection) -> dict[str, str]:
    """Every enabled trigger on the search path, by name, with its function's body."""
    rows = connection.exec_driver_sql(_FIND)
    return {name: trigger + "\n" + body for name, trigger, body in rows}


def create_statements() -> list[str]:
    functions = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
        for name, body in _FUNCTIONS.items()
    ]
    return functions + [_text(name) for name in _GUARDS]


def drop_statements() -> list[str]:
    triggers = [f"DROP TRIGGER IF EXISTS {n} ON {parts[1]}" for n, parts in _GUARDS.items()]
    return triggers + [f"DROP FUNCTION IF EXISTS {name}()" for name in _FUNCTIONS]


def _text(name: str) -> str:
    events, table, unit, function = _GUARDS[name]
    return (
        f"CREATE TRIGGER {name} BEFORE {events} ON {table} "
        f"FOR EACH {unit} EXECUTE FUNCTION {function}()"
    )
