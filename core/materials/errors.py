"""What can stand in the way of filing (归档时的矛盾)."""

from __future__ import annotations

from core.errors import CodedError


class OtherVolume(CodedError):
    """The label that was scanned belongs to another dossier."""

    code = "other_volume"


class UnknownClass(CodedError):
    """There is no such class, or this kind of material is not filed there."""

    code = "unknown_class"
