"""Enrol a device (登记设备): a reader gets a name, a room and the key that signs its batches.

The caller makes the key (`hardware_bridge.keyfile.new_key`) and writes it to the bridge's key file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from core.command import Answer, Command, Done, use_case
from core.custody.device import Device
from core.errors import BadValue, NotFound
from core.event import Event
from core.members.entered import Taken, entered_or_empty
from core.members.member import Role
from core.members.room import Room
from core.unit import OpenUnit

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_KEY = re.compile(r"[0-9a-f]{64,128}")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolDevice(Command):
    name: str
    room_id: int
    key_hex: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeDevice(Command):
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceEnrolled(Event):
    about: ClassVar[str] = "device"
    ref: str
    room_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRevoked(Event):
    about: ClassVar[str] = "device"
    ref: str


@use_case(EnrolDevice, roles={Role.ADMINISTRATOR})
def enrol_device(command: EnrolDevice, unit: OpenUnit) -> Answer:
    """Raises BadValue for an odd name or key, NotFound for the room, Taken for a known name."""
    if not _NAME.fullmatch(command.name):
        raise BadValue(field="name")
    if not _KEY.fullmatch(command.key_hex):
        raise BadValue(field="key_hex")
    if unit.session.get(Room, command.room_id) is None:
        raise NotFound
    if unit.session.get(Device, command.name) is not None:
        raise Taken
    unit.session.add(
        Device(
            name=command.name,
            room_id=command.room_id,
            title=entered_or_empty("title", command.title, 40),
            key_hex=command.key_hex,
            enrolled_at=unit.now,
        )
    )
    unit.record(DeviceEnrolled(ref=command.name, room_id=command.room_id))
    return Done({"device": command.name})


@use_case(RevokeDevice, roles={Role.ADMINISTRATOR, Role.SECURITY_OFFICER})
def revoke_device(command: RevokeDevice, unit: OpenUnit) -> Answer:
    """From now on its signature opens nothing."""
    device = unit.session.get(Device, command.name)
    if device is None or device.revoked_at is not None:
        raise NotFound
    device.revoked_at = unit.now
    unit.record(DeviceRevoked(ref=device.name))
    return Done({"device": device.name})
