"""Furnishing the demo rooms (演示布置): telephones, loan reasons, page counts, tags, a desk reader."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from bot.demo.rooms_and_units import ROOMS
from core.custody.device import Device
from core.holdings.dossier import Dossier, Volume, VolumeKind
from core.members.room import Room
from hardware_bridge.keyfile import new_key, read_key, write_key

DEVICE = "desk-1"
LENDING_REASONS = {ROOMS[0]: "退休审核、死亡善后", ROOMS[1]: "退休审核"}


def device_key(keys_dir: Path) -> bytes:
    """The desk reader's key, made on first use."""
    path = keys_dir / f"device-{DEVICE}.key"
    if not path.exists():
        keys_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_key(path, new_key())
    return read_key(path)


def demo_tag(label: str) -> str:
    """The EPC (24 hex) of the tag that the demo stuck on the volume with this label."""
    return "E280" + hashlib.sha256(label.encode()).hexdigest()[:20].upper()


def furnish(session: Session, key: bytes, at: datetime) -> None:
    """What has no command yet is written straight into the demo's tables."""
    rooms = {room.name: room for room in session.exec(select(Room)).all()}
    for nth, name in enumerate(ROOMS, start=1):
        if name in rooms:
            rooms[name].telephone = f"0000-555010{nth}"
            rooms[name].lending_reasons = LENDING_REASONS.get(name, "")
    first = rooms[ROOMS[0]].id or 0
    session.add(
        Device(
            name=DEVICE, room_id=first, title="窗口桌面读写器", key_hex=key.hex(), enrolled_at=at
        )
    )
    _count_volumes(session, first)


def _count_volumes(session: Session, tagged_room: int) -> None:
    """Pieces and pages of every volume; electronic tags in one room, the others have only labels."""
    chance = Random(32)  # noqa: S311 - repeatable on purpose, nothing secret
    rows = session.exec(
        select(Volume.id, Volume.kind, Volume.label, Dossier.room_id)
        .join(Dossier, col(Dossier.id) == Volume.dossier_id)
        .order_by(col(Volume.id))
    ).all()
    changes = [
        {
            "id": key,
            "tag": demo_tag(label) if room == tagged_room else None,
            **_counted(chance, kind),
        }
        for key, kind, label, room in rows
    ]
    if changes:
        session.execute(update(Volume), changes)


def _counted(chance: Random, kind: str) -> dict[str, Any]:
    pieces = chance.randint(28, 86) if kind == VolumeKind.ORIGINAL else chance.randint(12, 30)
    return {"pieces": pieces, "pages": pieces * 3 + chance.randint(0, 40)}
