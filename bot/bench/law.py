"""The law's own speed (规则核算): engine and twin on seeded sheets, and whether they ever differ."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from bot.bench.machine import load
from bot.bench.row import Row, at_least, exactly
from bot.bench.sizes import Sizes
from rules.book import load_book
from rules.facts.lending import LendingFacts
from rules.judge import Judge
from rules.seeded import disagreements, fact_sheets

SEED = 20261122


def rules_decisions_per_s(sizes: Sizes) -> Iterator[Row]:
    """Decisions of the shipped book through both evaluators, on one core."""
    book = load_book()
    judge = Judge(book)
    sheets = list(fact_sheets(sizes.decisions, SEED, book))
    both = _per_s(sheets, judge.judge)
    alone = Judge(book, twin_only=True)
    yield Row(
        name="rules_decisions_per_s",
        value=round(both),
        unit="decisions/s",
        goal=at_least(8_000),
        beside={"laws": len(book.laws), "twin_alone_per_s": round(_per_s(sheets, alone.judge))},
        note=f"one core, one thread, {load()}",
    )


def rules_disagreements(sizes: Sizes) -> Iterator[Row]:
    """How often engine and twin differ; an engine error counts as a difference."""
    book = load_book()
    began = time.perf_counter()
    found = disagreements(sizes.sheets, SEED, book)
    took = time.perf_counter() - began
    yield Row(
        name="rules_disagreements",
        value=found,
        unit="sheets",
        goal=exactly(0),
        beside={"sheets": sizes.sheets, "laws": len(book.laws), "seed": SEED},
        note=f"{took:.0f} s, {load()}",
    )


def _per_s(sheets: list[LendingFacts], ask: Callable[[LendingFacts], object]) -> float:
    began = time.perf_counter()
    for sheet in sheets:
        ask(sheet)
    return len(sheets) / (time.perf_counter() - began)
