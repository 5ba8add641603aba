"""失败后间隔从一秒起翻倍，最多一分钟。The pause doubles from one second, up to a minute."""

from hypothesis import given
from hypothesis import strategies as st

from hardware_bridge.backoff import Backoff


def test_the_longest_pauses() -> None:
    backoff = Backoff(lambda low, high: high)
    assert [backoff.next_seconds() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]


def test_the_shortest_pauses() -> None:
    backoff = Backoff(lambda low, high: low)
    assert [backoff.next_seconds() for _ in range(8)] == [1, 1, 2, 4, 8, 16, 30, 30]


def test_a_success_starts_over() -> None:
    backoff = Backoff(lambda low, high: high)
    for _ in range(5):
        backoff.next_seconds()
    backoff.reset()
    assert backoff.next_seconds() == 1


@given(st.integers(1, 200))
def test_a_pause_is_always_between_a_second_and_a_minute(failures: int) -> None:
    backoff = Backoff()
    assert all(1 <= backoff.next_seconds() <= 60 for _ in range(failures))
