"""How much is measured (测量规模): in full for figures, tiny for the tests of the measuring itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Counts of one run; rounds are interleaved with their yardstick and the median is told."""

    rounds: int = 5
    decisions: int = 20_000
    sheets: int = 1_000_000
    lends: int = 1_000
    textbook_lends: int = 150
    single_lends: int = 500
    http_rounds: int = 3
    http_lends: int = 3_000
    counter_scans: int = 300
    inspected_pieces: int = 300
    roster: int = 5_000
    rest_s: float = 5.0
    few_dossiers: int = 10_000
    many_dossiers: int = 1_000_000
    growth_lends: int = 200
    gap_scans: int = 1_500
    searched_dossiers: int = 1_000_000
    neutral_answers: int = 400
    reminders: int = 1_000_000
    due_reminders: int = 1_000
    chat_burst: int = 1_000
    chat_paced: int = 200
    photos: int = 8
    photo_side: int = 4_000


FULL = Sizes()
TINY = Sizes(
    rounds=1,
    decisions=300,
    sheets=300,
    lends=20,
    textbook_lends=4,
    single_lends=8,
    http_rounds=1,
    http_lends=30,
    counter_scans=20,
    inspected_pieces=20,
    roster=40,
    rest_s=0.0,
    few_dossiers=30,
    many_dossiers=60,
    growth_lends=4,
    gap_scans=10,
    searched_dossiers=800,
    neutral_answers=4,
    reminders=400,
    due_reminders=20,
    chat_burst=20,
    chat_paced=5,
    photos=2,
    photo_side=200,
)
