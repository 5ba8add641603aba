"""连续读到才算在位，健康读写器静默一段才算离开。

Seen after two rounds, gone after a healthy silence.
"""

import pytest

from hardware_bridge.readings import Finding, Presence, Window
from hardware_bridge.wire import Reading

A, B = "AAAA", "BBBB"
WINDOW = Window(enter_rounds=2, enter_seconds=0.35, leave_rounds=3, leave_seconds=0.25)


def play(rounds: str, window: Window = WINDOW, step: float = 0.1) -> str:
    """One letter per round: x read, d read and reported twice, . not read. Back: + seen, - gone."""
    presence, shown = Presence(window), ""
    for number, letter in enumerate(rounds):
        readings = [Reading(tag=A)] * {"x": 1, "d": 2, ".": 0}[letter]
        kinds = [finding.kind for finding in presence.hear(readings, number * step)]
        shown += {"tag_seen": "+", "tag_gone": "-"}[kinds[0]] if kinds else " "
    return shown


@pytest.mark.parametrize(
    ("rounds", "shown"),
    [
        ("......", "      "),
        ("x.....", "      "),  # a ghost read
        ("d.....", "      "),  # a ghost read, reported twice
        ("xx....", " +  - "),
        ("x.x...", "  +  -"),  # one read missed on the way in
        ("x...x.", "      "),  # the second read comes too late
        ("x...xx", "     +"),
        ("xxxxxx", " +    "),  # said once
        ("xx.x.x..x", " +       "),  # missed reads do not make it leave
        ("xx..x..x..x", " +         "),
        ("xx...x", " +  - "),  # back after it left: one read is not enough
        ("xx...xx", " +  - +"),
        ("xx.......", " +  -    "),  # said once
        ("dddd...", " +    -"),
    ],
)
def test_the_hysteresis_table(rounds: str, shown: str) -> None:
    assert play(rounds) == shown


def test_many_quick_rounds_do_not_replace_the_seconds() -> None:
    assert play("xx" + "." * 9, step=0.01) == " +         "


def test_one_slow_round_does_not_replace_the_rounds() -> None:
    presence = Presence(WINDOW)
    for ticks in (0.0, 0.1):
        presence.hear([Reading(tag=A)], ticks)
    assert presence.hear([], 60.0) == []


def test_a_finding_tells_the_strongest_read_and_all_reads_of_the_visit() -> None:
    presence = Presence(WINDOW)
    weak = Reading(tag=A, antenna=1, rssi_dbm=-70)
    strong = Reading(tag=A, antenna=2, rssi_dbm=-48, count=3)
    presence.hear([weak, Reading(tag=A)], 0.0)
    assert presence.hear([strong], 0.1) == [Finding("tag_seen", A, 2, -48, 5)]


def test_two_tags_do_not_disturb_each_other() -> None:
    presence = Presence(WINDOW)
    for number in range(2):
        presence.hear([Reading(tag=A), Reading(tag=B)], number / 10)
    kinds = [presence.hear([Reading(tag=B)], number / 10) for number in range(2, 6)]
    assert [(f.kind, f.tag) for found in kinds for f in found] == [("tag_gone", A)]


def test_passing_ghosts_are_forgotten() -> None:
    presence = Presence(WINDOW)
    for number in range(1000):
        presence.hear([Reading(tag=f"{number:04X}")], number / 10)
    assert len(presence._visits) < 10
