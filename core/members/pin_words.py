"""Which PINs (口令) are accepted: six digits that are not the first ones a stranger would try."""

from __future__ import annotations

PIN_LENGTH = 6
_RUNS = "01234567890", "09876543210"


def weakness(pin: str) -> str | None:
    """Why a PIN is not accepted: `not_six_digits` or `trivial`; None when it is."""
    if len(pin) != PIN_LENGTH or not (pin.isascii() and pin.isdigit()):
        return "not_six_digits"
    return "trivial" if _is_trivial(pin) else None


def _is_trivial(pin: str) -> bool:
    return (
        len(set(pin)) < 3  # 111111, 121212, 122122
        or any(pin in run for run in _RUNS)  # 123456, 654321
        or pin[:3] == pin[3:]  # 123123
        or pin[:3] == pin[:2:-1]  # 123321
        or pin[::2] == pin[1::2]  # 112233
        or pin in {"147258", "258369", "159357", "135790", "246810", "520131", "131420"}
    )
