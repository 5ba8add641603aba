"""暂缓与限制 / Holds and bars, written straight into the tables: what the law must find there."""

from __future__ import annotations

from typing import Any

from core.clock import local_date
from core.holdings.dossier import Dossier
from core.holdings.hold import Hold
from core.members.barred import Barred
from tests.support.lending import Lending


def dossier_id(world: Lending, number: str) -> int:
    (dossier,) = [d for d in world.house.all(Dossier) if d.number == number]
    assert dossier.id is not None
    return dossier.id


def on_hold(world: Lending, number: str, document: str = "缓〔2026〕1号", **more: Any) -> int:
    """A hold on this dossier, placed by a head who has left since."""
    now, placer = world.house.clock.now(), world.house.add_member()
    asked = {"since": local_date(now), "placed_by": placer, "placed_at": now} | more
    held = dossier_id(world, number)
    return world.house.keep(Hold(dossier_id=held, organ="市委组织部", document=document, **asked))


def barred(world: Lending, **who: Any) -> int:
    """A bar on a member (`member_id`) or a reader (`name`), from today."""
    today = local_date(world.house.clock.now())
    asked = {"document": "禁〔2026〕1号", "since": today, "entered_by": world.head} | who
    return world.house.keep(Barred(**asked))
