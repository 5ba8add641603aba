"""Unpack a return (核对袋号封条): the bag that came back and whether its seal was whole."""

from __future__ import annotations

from core.custody.custody import Custody
from core.custody.sealed_package import SealedPackage
from core.errors import BadValue
from core.unit import OpenUnit


def unpack_return(unit: OpenUnit, custody: Custody, bag: str, seal_intact: bool | None) -> str:
    """Keep both for the package; gives the kind of discrepancy, '' where there is none.

    A loan from before the packages is not asked about. Raises BadValue where an answer is missing.
    """
    package = unit.session.get(SealedPackage, custody.package_id) if custody.package_id else None
    if package is None:
        return ""
    number = bag.strip().upper()
    if not number or len(number) > 30:
        raise BadValue(field="bag")
    if seal_intact is None:
        raise BadValue(field="seal_intact")
    package.back_number, package.back_at = number, package.back_at or unit.now
    # Several volumes share a bag: once seen broken, it stays broken.
    package.seal_intact = seal_intact and package.seal_intact is not False
    unit.session.add(package)
    return "" if seal_intact else "seal_broken"
