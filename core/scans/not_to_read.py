"""Why a scan is not shown now: one error for each thing that must hold."""

from __future__ import annotations

from core.errors import CodedError


class ScanNotReading(CodedError):
    """The paper is not being read for this case at this moment."""

    code = "scan_not_reading"


class ScanReadersAbsent(CodedError):
    """Fewer than two readers have shown their cards."""

    code = "scan_readers_absent"


class ScanOutOfScope(CodedError):
    """The approved form does not name the class, or not in words that are wholly understood."""

    code = "scan_out_of_scope"


class ScanSecret(CodedError):
    """The dossier bears a secrecy flag: its images are shown to nobody."""

    code = "scan_secret"


class ScanAfterHours(CodedError):
    """The reading room is closed."""

    code = "scan_after_hours"
