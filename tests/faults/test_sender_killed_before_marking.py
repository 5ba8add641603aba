"""P5：发送员送出之后、记下之前被杀：一条不少；每杀一次，每条至多重复一次；没送的不会漏。
P5: a sender killed between delivering and marking repeats a message at most once, and loses none.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from core.outbox.message import Message, MessageState
from tests.support.dying_sender import deliver
from tests.support.forked import a_life
from tests.support.house import House

MESSAGES = 60


def leave_messages(house: House) -> set[int]:
    """Sixty messages to twelve members, as a commit would leave them."""
    now = house.clock.now()
    members = [house.add_member() for _ in range(12)]
    return {
        house.keep(
            Message(
                dedupe_key=f"m{number}",
                channel="webchat",
                member_id=members[number % 12],
                kind="say",
                not_before=now,
                created_at=now,
            )
        )
        for number in range(MESSAGES)
    }


def one_life(house: House, sent: Path, life: int, dies_at: int) -> Counter[int]:
    """What this life delivered; `dies_at` 0 lives to the end."""
    before = Counter(delivered(sent))
    assert a_life(deliver, house.url, sent, life, dies_at).end() == (-9 if dies_at else 0)
    return Counter(delivered(sent)) - before


def delivered(sent: Path) -> list[int]:
    return [int(line) for line in sent.read_text().split()] if sent.exists() else []


def test_a_killed_sender_repeats_once_and_loses_nothing(house_url: str, tmp_path: Path) -> None:
    house, sent = House(house_url), tmp_path / "sent"
    left = leave_messages(house)
    lives = [one_life(house, sent, life, dies_at) for life, dies_at in enumerate((1, 3, 5, 0))]
    in_all = sum(lives, Counter[int]())
    assert set(in_all) == left
    assert [max(life.values(), default=1) for life in lives] == [1] * 4, "never twice in one life"
    assert {m.state for m in house.all(Message)} == {MessageState.SENT}
    assert in_all.total() - MESSAGES <= 3 * 5, "three kills, at most one member's five each"
    house.close()
