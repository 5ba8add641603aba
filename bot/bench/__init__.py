"""`danggui bench` (性能测量): every figure of the house with its goal and its yardstick.

A goal that does not hold is told as it is; no goal here is ever loosened to make it hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click
import orjson

from bot.bench.chat import chat_accepted_and_burst, chat_p95_ms
from bot.bench.counter import counter_page_and_scans
from bot.bench.gap_scan import gap_scan
from bot.bench.growth import growth_lend_p95
from bot.bench.importing import import_rows_per_s
from bot.bench.inspecting import inspect_page_p95_ms
from bot.bench.intake import intake_vs_hashing
from bot.bench.law import rules_decisions_per_s, rules_disagreements
from bot.bench.lending import lend_grouped_vs_single, lend_vs_textbook
from bot.bench.neutral import neutral_answer_ratio
from bot.bench.over_http import lend_over_http
from bot.bench.reminding import reminders_due_ms, reminders_vs_jobstore
from bot.bench.row import Row
from bot.bench.search_rows import search_p95_ms
from bot.bench.serving import serving_at_rest
from bot.bench.sizes import FULL, Sizes

# The names of the rows that a measurement gives, and the measurement.
MEASUREMENTS: dict[tuple[str, ...], Callable[[Sizes], Iterator[Row]]] = {
    ("rules_decisions_per_s",): rules_decisions_per_s,
    ("rules_disagreements",): rules_disagreements,
    ("lend_vs_textbook",): lend_vs_textbook,
    ("lend_grouped_vs_single",): lend_grouped_vs_single,
    ("lend_http_per_s", "lend_http_p95_ms"): lend_over_http,
    ("counter_page_kb", "scan_to_answer_p95_ms"): counter_page_and_scans,
    ("inspect_page_p95_ms",): inspect_page_p95_ms,
    ("import_rows_per_s",): import_rows_per_s,
    ("ready_s", "rss_mb"): serving_at_rest,
    ("neutral_answer_ratio",): neutral_answer_ratio,
    ("growth_lend_p95",): growth_lend_p95,
    ("gap_scan_dossiers_per_s", "growth_gap_scan"): gap_scan,
    ("search_p95_ms",): search_p95_ms,
    ("reminders_due_ms",): reminders_due_ms,
    ("reminders_vs_jobstore",): reminders_vs_jobstore,
    ("chat_accepted_per_s", "chat_burst_lost"): chat_accepted_and_burst,
    ("chat_p95_ms",): chat_p95_ms,
    ("intake_vs_hashing",): intake_vs_hashing,
}


def rows(only: str | None = None, sizes: Sizes = FULL) -> Iterator[Row]:
    """Measure, one row after the other; `only` keeps the figures whose name contains it."""
    for names, measure in MEASUREMENTS.items():
        if any(_wanted(name, only) for name in names):
            yield from (row for row in measure(sizes) if _wanted(row.name, only))


def main(as_json: bool, only: str | None, sizes: Sizes = FULL) -> bool:
    """Print each row as soon as it is measured; whether every goal holds."""
    held = []
    for row in rows(only, sizes):
        click.echo(orjson.dumps(row.as_json()).decode() if as_json else row.as_line())
        held.append(row.holds)
    return all(held)


def _wanted(name: str, only: str | None) -> bool:
    return only is None or only in name
